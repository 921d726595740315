using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// What a formula's operands are at one branch of an Add or a Multiply: <c>w</c> is the branch's sign, or the product
/// of the other branches; <c>gate</c> is 1 where the branch is a gate. Operands of a branch are called
/// <c>a@0</c>, <c>a@1</c>, …
/// </summary>
internal sealed class Branches(PlanBuilder plan, Node node, Func<string, BufferModel> resolve)
{
    /// <summary>The operand that tells gates from signals.</summary>
    public const string Gate = "gate";

    private readonly Dictionary<string, BufferModel> _reads = [];

    /// <summary>The layer's own output: Σ w·a, or the product of all.</summary>
    public Expr Output() =>
        node.Kind == NodeKind.Multiply ? Product(Enumerable.Range(0, node.Inputs.Count)) : Sum(RuleCost.Plain);

    /// <summary>A formula's values at every branch, added.</summary>
    public Expr Sum(Expr term) => Simplify.Sum(Enumerable.Range(0, node.Inputs.Count).Select(b => At(term, b)));

    /// <summary>A formula's value at a branch.</summary>
    public Expr At(Expr term, int branch) =>
        term.Substitute(name =>
            name switch
            {
                "w" => Weight(branch),
                Gate => node.Kind == NodeKind.Multiply && node.Gates[branch] ? Expr.One : Expr.Zero,
                "a" or "a0" => Own(name, branch),
                _ => null,
            }
        );

    /// <summary>Where an operand of these formulas is.</summary>
    public BufferModel Resolve(string name) =>
        _reads.TryGetValue(name, out BufferModel? buffer) ? buffer : resolve(name);

    private Expr Weight(int branch) =>
        node.Kind == NodeKind.Multiply
            ? Product(Enumerable.Range(0, node.Inputs.Count).Where(b => b != branch))
            : new Number(node.Signs.Count == 0 ? 1 : node.Signs[branch]);

    private Expr Product(IEnumerable<int> branches) =>
        branches.Aggregate((Expr)Expr.One, (product, b) => Simplify.Make(Op.Mul, product, Own("a", b)));

    private Name Own(string name, int branch)
    {
        string own = $"{name}@{branch}"; // not a0, which is an operand
        int id = node.Inputs[branch];
        _reads[own] = name == "a" ? plan.Values[id] : plan.References[id];
        return new(own);
    }
}
