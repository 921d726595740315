using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>
/// The fields of a policy, called by what they are in the formula and not by the layer at hand: the policies of equal
/// layers are then one struct, which the JIT compiles once.
/// </summary>
/// <remarks>
/// Fields begin with <c>at_</c> and <c>to_</c>, operands' locals with an underscore: no name of the user's meets another.
/// </remarks>
internal sealed class PolicyFields
{
    private readonly Dictionary<string, string> _reads = [];
    private readonly string[] _writes;

    public PolicyFields(IReadOnlyList<Read> reads, IReadOnlyList<Write> writes)
    {
        (Reads, Writes) = (reads, writes);
        HashSet<string> taken = [];
        foreach (Read read in reads)
            _reads.Add(read.Operand, Unique(taken, IsBuffer(read) ? read.Buffer.Role : Literal.Operand(read.Operand)));
        taken.Clear();
        _writes = writes.Select(w => Unique(taken, w.Buffer.Role)).ToArray();
    }

    public IReadOnlyList<Read> Reads { get; }

    public IReadOnlyList<Write> Writes { get; }

    /// <summary>The fields: what is read, then what is written.</summary>
    public IEnumerable<string> Declared =>
        Reads.Select(At).Concat(_writes.Select((_, k) => To(k))).Select(name => $"kernels::Plane {name}");

    /// <summary>The buffers that the fields hold, in their order.</summary>
    public IEnumerable<string> Arguments => Reads.Select(r => r.Buffer.Name).Concat(Writes.Select(w => w.Buffer.Name));

    /// <summary>What is computed, such as <c>s0 = r/Away(z, 0.25)</c>.</summary>
    /// <param name="over">What is summed over, such as <c>Σ_j </c>.</param>
    public string Formulas(string over = "") =>
        string.Join(", ", Writes.Select((write, k) => $"{_writes[k]} = {over}{Formula.Print(Neutral(write.Value))}"));

    /// <summary>The field of an operand.</summary>
    public string At(Read read) => $"at_{_reads[read.Operand]}";

    /// <summary>The field of a result.</summary>
    public string To(int result) => $"to_{_writes[result]}";

    /// <summary>The local that holds an operand.</summary>
    public string Local(string operand) => $"_{_reads[operand]}";

    private Expr Neutral(Expr value) =>
        value.Substitute(operand =>
            Reads.FirstOrDefault(r => r.Operand == operand) is { } read && IsBuffer(read)
                ? new Name(_reads[operand])
                : null
        );

    /// <summary>Whether a formula calls a buffer by its own name, which tells the layer.</summary>
    private static bool IsBuffer(Read read) => read.Operand == read.Buffer.Name;

    private static string Unique(HashSet<string> taken, string role)
    {
        string unique = role;
        for (int i = 2; !taken.Add(unique); i++)
            unique = $"{role}_{i}";
        return unique;
    }
}
