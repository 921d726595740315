using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Decides whether a rule conserves relevance: Σ_s z_s·Share_s(r, z_s) ≡ r, up to the stabiliser and the bias'
/// share. Away(z, ε) counts as z. The identity is tested at many pseudo-random points: two different piecewise
/// rational functions agree at so many only by a chance that is nil.
/// </summary>
internal static class Conservation
{
    private const int Points = 200;

    public static bool Holds(RuleOnLayer rule)
    {
        if (rule.Spread.Count > 0 || rule.Contribution.Count == 0 || rule.Model.Channels != 1)
            return false;
        Expr[] shares = rule.Share.Select(WithoutStabiliser).ToArray();
        if (
            shares
                .SelectMany(s => s.Names())
                .Any(n => n is not ("r" or "y") && !n.StartsWith("z", StringComparison.Ordinal))
        )
            return false;
        Uniform random = new(17);
        for (int point = 0; point < Points; point++)
        {
            double[] z = rule.Contribution.Select(c => SumOf(rule, c, random)).ToArray();
            double r = random.Next();
            // y of either sign, as the sums are
            double y = random.Next();
            double sent = 0;
            for (int s = 0; s < z.Length; s++)
            {
                double share = Evaluate.At(shares[s], Value);
                // a slot that gets nothing sends nothing, whatever its sum
                sent += share == 0 ? 0 : z[s] * share;
            }

            if (double.IsNaN(sent) || Math.Abs(sent - r) > 1e-9)
                return false;

            double Value(string name) =>
                name == "r" ? r
                : name == "y" ? y
                : name == "z" ? z[0]
                : z[int.Parse(name.Substring(2))];
        }

        return true;
    }

    /// <summary>The expression with Away(z, ε) read as z.</summary>
    public static Expr WithoutStabiliser(Expr expr) =>
        expr is not Apply apply ? expr
        : apply.Op == Op.Away ? WithoutStabiliser(apply.Args[0])
        : Simplify.Make(apply.Op, apply.Args.Select(WithoutStabiliser).ToArray());

    /// <summary>A value that the slot's sum may have: its contribution at random operands.</summary>
    private static double SumOf(RuleOnLayer rule, Expr contribution, Uniform random)
    {
        for (int attempt = 0; attempt < 20; attempt++)
        {
            double value = Evaluate.At(contribution, _ => random.Next());
            if (value != 0)
                return value;
        }

        return 0;
    }
}
