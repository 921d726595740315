using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Decides whether a rule conserves relevance: Σ_s z_s·Share_s(r, z, y) ≡ r, up to the stabiliser and the bias'
/// share. Away(z, ε) counts as z, and no sum is zero. The identity is tested at many pseudo-random points: r, y and
/// the sums are free symbols of every magnitude and of either sign, but where the contribution has one only. What
/// holds of free symbols holds of the sums, which depend on each other.
/// </summary>
internal static class Conservation
{
    private const int Points = 500;

    public static bool Holds(RuleOnLayer rule)
    {
        if (rule.Spread.Count > 0 || rule.Slots == 0 || rule.Model.Channels != 1)
            return false;
        Expr[] shares = rule.Share.Select(WithoutStabiliser).ToArray();
        if (shares.SelectMany(s => s.Names()).Any(n => n is not ("r" or "y") && RuleOnLayer.IndexOf(n, "z") is null))
            return false;
        Bound[] signs = rule
            .Contribution.Select(c => rule.Model.Bias == BiasUse.Whole ? Bound.Any : SignBounds.Of(c, rule.OperandSign))
            .ToArray();
        Uniform random = new(17);
        return Enumerable.Range(0, Points).All(_ => HoldsAtSomePoint(rule, shares, signs, random));
    }

    private static bool HoldsAtSomePoint(RuleOnLayer rule, Expr[] shares, Bound[] signs, Uniform random)
    {
        double r = random.OfAnyMagnitude();
        double y = random.OfAnyMagnitude();
        double[] z = signs.Select(s => WithSign(s, random.OfAnyMagnitude())).ToArray();
        double[] sent = shares.Select((share, s) => z[s] * Evaluate.At(share, Value)).ToArray();
        // rounding is relative to the terms; terms far above r would hide r itself
        double tolerance = Math.Min(1e-9 * sent.Sum(Math.Abs), 1e-3 * Math.Abs(r));
        return Math.Abs(sent.Sum() - r) <= tolerance;

        double Value(string name) =>
            name == "r" ? r
            : name == "y" ? y
            : z[RuleOnLayer.IndexOf(name, "z")!.Value];
    }

    private static double WithSign(Bound sign, double value) =>
        sign switch
        {
            Bound.NonNegative => Math.Abs(value),
            Bound.NonPositive => -Math.Abs(value),
            Bound.Zero => 0,
            _ => value,
        };

    /// <summary>The expression with Away(z, ε) read as z.</summary>
    public static Expr WithoutStabiliser(Expr expr) =>
        expr is not Apply apply ? expr
        : apply.Op == Op.Away ? WithoutStabiliser(apply.Args[0])
        : Simplify.Make(apply.Op, apply.Args.Select(WithoutStabiliser).ToArray());
}
