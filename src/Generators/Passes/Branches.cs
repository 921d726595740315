using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What a formula's operands are at one branch of an Add or a Multiply: <c>w</c> is the branch's sign, or the product
/// of the other branches; <c>gate</c> is 1 where the branch is a gate. Operands of a branch are called
/// <c>a@0</c>, <c>a@1</c>, …
/// </summary>
/// <param name="node">The layer.</param>
/// <param name="input">Where an operand of a branch lies.</param>
/// <param name="resolve">Where the other operands lie.</param>
internal sealed class Branches(Node node, Func<int, string, BufferModel> input, Func<string, BufferModel> resolve)
{
    /// <summary>The operand that tells gates from signals.</summary>
    public const string Gate = "gate";

    /// <summary>The weight at the reference input.</summary>
    public const string ReferenceWeight = "w0";

    /// <summary>The weight of the chord between the reference and the input: Σ chord·(a − a0) = y − y0.</summary>
    public const string Chord = "chord";

    private readonly Dictionary<string, BufferModel> _reads = [];

    /// <summary>The layer's own output: Σ w·a, or the product of all.</summary>
    public Expr Output() =>
        node.Kind == NodeKind.Multiply
            ? Product(Enumerable.Range(0, node.Inputs.Count).Select(b => Own("a", b)))
            : Sum(RuleCost.Plain);

    /// <summary>A formula's values at every branch, added.</summary>
    public Expr Sum(Expr term) => Simplify.Sum(Enumerable.Range(0, node.Inputs.Count).Select(b => At(term, b)));

    /// <summary>A formula's value at a branch.</summary>
    public Expr At(Expr term, int branch) =>
        term.Substitute(name =>
            name switch
            {
                "w" => Weight(branch, "a", "a"),
                ReferenceWeight => Weight(branch, "a0", "a0"),
                Chord when node.Kind == NodeKind.Multiply => Simplify.Scale(
                    0.5,
                    Simplify.Add(Weight(branch, "a0", "a"), Weight(branch, "a", "a0"))
                ),
                Gate => node.Kind == NodeKind.Multiply && node.Gates[branch] ? Expr.One : Expr.Zero,
                _ when IsOwn(name) => Own(name, branch),
                _ => null,
            }
        );

    /// <summary>Where an operand of these formulas is.</summary>
    public BufferModel Resolve(string name) =>
        _reads.TryGetValue(name, out BufferModel? buffer) ? buffer : resolve(name);

    /// <summary>
    /// The branch's sign, or the product of the others: of one operand of those before it and of one of those behind
    /// it. Differences of such products telescope, whence the chord.
    /// </summary>
    private Expr Weight(int branch, string before, string behind) =>
        node.Kind == NodeKind.Multiply
            ? Product(
                Enumerable
                    .Range(0, node.Inputs.Count)
                    .Where(b => b != branch)
                    .Select(b => Own(b < branch ? before : behind, b))
            )
            : new Number(node.Signs.Count == 0 ? 1 : node.Signs[branch]);

    private static Expr Product(IEnumerable<Expr> factors) =>
        factors.Aggregate((Expr)Expr.One, (product, factor) => Simplify.Make(Op.Mul, product, factor));

    private static bool IsOwn(string name) => name is "a" or "a0" || name.StartsWith("a.", StringComparison.Ordinal);

    private Name Own(string name, int branch)
    {
        string own = $"{name}@{branch}"; // not a0, which is an operand
        _reads[own] = input(node.Inputs[branch], name);
        return new(own);
    }
}
