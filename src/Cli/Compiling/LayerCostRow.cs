using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Cli.Compiling;

/// <summary>What explaining one sample costs at a layer.</summary>
/// <param name="Node">The layer.</param>
/// <param name="Rule">Its rule with arguments; empty where it carries none.</param>
/// <param name="Forward">Products with the weights on the way up, the layer's own among them.</param>
/// <param name="Backward">Products on the way down.</param>
/// <param name="Separable">Whether these are matrix products; if not, every pair is evaluated.</param>
internal sealed record LayerCostRow(Node Node, string Rule, int Forward, int Backward, bool Separable)
{
    private const int Float = 4;

    /// <summary>Two for each multiplication and addition; layers without weights read every value once up, once down.</summary>
    public long Flops => 2 * LayerNumbers.Multiplications(Node) * (Forward + Backward);

    /// <summary>What matrix products alone take.</summary>
    public long ProductFlops => LayerNumbers.IsWeighted(Node) ? Flops : 0;

    /// <summary>Bytes that products and passes read and write, each operand once.</summary>
    public long Bytes =>
        Node.IsIdentity
            ? 0
            : Float
                * (Forward + Backward)
                * (LayerNumbers.Inputs(Node) + LayerNumbers.Weights(Node) + LayerNumbers.Outputs(Node));

    /// <param name="node">The layer.</param>
    /// <param name="rule">Its rule, or null.</param>
    /// <param name="carries">
    /// Whether rules only carry something up: then no activations are computed beside it, and nothing comes down.
    /// </param>
    public static LayerCostRow Of(Node node, RuleOnLayer? rule, bool carries = false)
    {
        if (rule is null)
            return new(node, "", 0, 0, true);
        string name = Printed(rule);
        if (!LayerNumbers.IsWeighted(node))
            return new(node, name, 1, carries ? 0 : 1, true);
        if (carries)
            return new(node, name, rule.CarrierProducts()!.Sum(p => p.Cost), 0, true); // it was emitted, so it separates
        RuleCost cost = RuleCost.Of(rule);
        return new(node, name, 1 + cost.ForwardExtra, cost.Backward, cost.Separable);
    }

    private static string Printed(RuleOnLayer rule) =>
        rule.Arguments.Count == 0
            ? rule.Model.Type.Name
            : FormattableString.Invariant(
                $"{rule.Model.Type.Name}({string.Join(", ", rule.Arguments.Select(a => FormattableString.Invariant($"{a.Key}: {(float)a.Value}")))})"
            );
}
