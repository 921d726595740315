namespace RuleCompiler.Kernels;

/// <summary>A buffer that a policy reads or writes beside those of the skeleton.</summary>
/// <param name="Name">Its name in the policy's texts: an identifier that begins with <c>at_</c> or <c>to_</c>, which no name of a skeleton does.</param>
/// <param name="Run">Where it lies.</param>
public readonly record struct DeviceOperand(string Name, DeviceRun Run)
{
    /// <exception cref="ArgumentException">The name could be one of the skeleton's, or the run lies in no memory.</exception>
    internal void Check()
    {
        bool apart =
            Name is not null
            && (Name.StartsWith("at_", StringComparison.Ordinal) || Name.StartsWith("to_", StringComparison.Ordinal))
            && Name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
        if (!apart)
            throw new ArgumentException($"'{Name}' is no name of an operand: at_… or to_…, letters, digits and '_'.");
        Run.Require(0, Name!);
    }
}

/// <summary>
/// What fills the holes of a skeleton's text, as OpenCL C. The defaults are neutral: weights, sources and results as
/// they are.
/// </summary>
public sealed record KernelPolicy
{
    /// <summary>Nothing but the skeleton.</summary>
    public static KernelPolicy None { get; } = new();

    /// <summary>Functions that the other texts call; empty or whole lines.</summary>
    public string Functions { get; init; } = "";

    /// <summary>g of the weight <c>w</c>, an expression.</summary>
    public string Map { get; init; } = "w";

    /// <summary>What is multiplied, an expression of the place <c>i</c> in <c>source</c> and in operands.</summary>
    public string Source { get; init; } = "source[i]";

    /// <summary>What is done with the sum <c>v</c> at the place <c>i</c> of <c>target</c>, a statement without its semicolon.</summary>
    public string Store { get; init; } = "target[i] = v";

    /// <summary>A pool's term, an expression of <c>w</c>, <c>input</c> and, backward, <c>output</c>, both <c>rc_index</c>.</summary>
    public string Term { get; init; } = "w";

    /// <summary>The statements of a pointwise kernel at the <c>rc_index i</c>.</summary>
    public string Body { get; init; } = "";

    /// <summary>The buffers that these texts name.</summary>
    public IReadOnlyList<DeviceOperand> Operands { get; init; } = [];
}
