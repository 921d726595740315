namespace RuleCompiler.Kernels;

/// <summary>One sum of a product: which expression is multiplied by which function of the weight.</summary>
/// <param name="Source">A number of <see cref="KernelPolicy.Sources"/>.</param>
/// <param name="Map">A number of <see cref="KernelPolicy.Maps"/>.</param>
public readonly record struct ProductTerm(int Source, int Map);

/// <summary>
/// What fills the holes of a skeleton's text, as OpenCL C. It is text alone, the same for every shape and every call:
/// what a launch reads and writes comes as runs of memory in the order of <see cref="Operands"/>. One object is one
/// program a skeleton and a cut, so keep it.
/// </summary>
public sealed record KernelPolicy
{
    /// <summary>Nothing but the skeleton.</summary>
    public static KernelPolicy None { get; } = new();

    /// <summary>Functions that the other texts call; empty or whole lines.</summary>
    public string Functions { get; init; } = "";

    /// <summary>g of the weight <c>w</c>, expressions. A product computes each once a weight, sums of constant g none.</summary>
    public IReadOnlyList<string> Maps { get; init; } = ["w"];

    /// <summary>What is multiplied, expressions of the <c>rc_index i</c> in the source's units. Each is computed once a place.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    /// <summary>The sums of a product, v0, v1, …, in this order.</summary>
    public IReadOnlyList<ProductTerm> Products { get; init; } = [];

    /// <summary>The term of pairs and pools, an expression of <c>w</c>, <c>input</c> and, backward, <c>output</c>, both <c>rc_index</c>.</summary>
    public string Term { get; init; } = "w";

    /// <summary>What is done with the sums v0, v1, … at the <c>rc_index i</c> in the target's units: statements.</summary>
    public string Store { get; init; } = "";

    /// <summary>The statements of a pointwise kernel at the <c>rc_index i</c>, with <c>columns</c> and <c>size</c>.</summary>
    public string Body { get; init; } = "";

    /// <summary>
    /// The buffers that these texts name: identifiers that begin with <c>at_</c> or <c>to_</c>, which no name of a
    /// skeleton does.
    /// </summary>
    public IReadOnlyList<string> Operands { get; init; } = [];

    /// <exception cref="ArgumentException">There is no sum, or one names an expression that is not there.</exception>
    internal void CheckProducts()
    {
        bool right =
            Products.Count > 0
            && Products.All(p => (uint)p.Source < (uint)Sources.Count && (uint)p.Map < (uint)Maps.Count);
        if (!right)
            throw new ArgumentException(
                $"A product needs sums, each of one of its {Sources.Count} sources and {Maps.Count} maps: it has [{string.Join(", ", Products)}]."
            );
    }

    /// <exception cref="ArgumentException">There are more or fewer runs than names, a name could be one of the skeleton's, or a run lies in no memory.</exception>
    internal void CheckOperands(IReadOnlyList<DeviceRun> runs)
    {
        if (runs.Count != Operands.Count)
            throw new ArgumentException(
                $"{runs.Count} runs are given, the policy names {Operands.Count}: {string.Join(", ", Operands)}.",
                nameof(runs)
            );
        for (int k = 0; k < runs.Count; k++)
        {
            if (!IsName(Operands[k]))
                throw new ArgumentException(
                    $"'{Operands[k]}' is no name of an operand: at_… or to_…, letters, digits and '_'."
                );
            runs[k].Require(0, Operands[k]);
        }
    }

    private static bool IsName(string name) =>
        name is not null
        && (name.StartsWith("at_", StringComparison.Ordinal) || name.StartsWith("to_", StringComparison.Ordinal))
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}
