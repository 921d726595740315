using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Passes;

/// <summary>What a rule costs on a layer with weights, in matrix products.</summary>
/// <param name="ForwardExtra">Forward products beyond the layer's own.</param>
/// <param name="Backward">Backward products, over all channels.</param>
/// <param name="Separable">Whether the contribution is a sum of products; if not, it is evaluated pair by pair.</param>
internal sealed record RuleCost(int ForwardExtra, int Backward, bool Separable)
{
    /// <summary>A layer's own sum, Σ a·w.</summary>
    public static readonly Expr Plain = Simplify.Make(Op.Mul, new Name("a"), new Name("w"));

    public static RuleCost Of(RuleOnLayer rule)
    {
        int[] sums = rule.SumsRead.ToArray();
        IReadOnlyList<Product>? forward = rule.ForwardProducts;
        bool spreads = rule.Spread.Count > 0; // once for all channels
        IReadOnlyList<Product>? backward = spreads ? rule.SpreadProducts : rule.BackwardProducts;
        int carried = rule.CarrierProducts()?.Sum(p => p.Cost) ?? 0;
        return new(
            carried + (forward is null ? sums.Length : forward.Sum(p => p.Cost) - 1),
            (spreads ? 1 : rule.Model.Channels) * (backward?.Sum(p => p.Cost) ?? 1),
            forward is not null && backward is not null
        );
    }
}
