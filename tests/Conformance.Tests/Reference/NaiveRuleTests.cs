using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>
/// Rules of the field's libraries on one dense layer, against the formulas as their papers and sources have them,
/// written out in loops. Inputs, weights and biases are of both signs; the last unit has no weights and no bias, so its
/// sums are zero. 1e-12: rounding of a few operations.
/// </summary>
public sealed class NaiveRuleTests
{
    private const int Inputs = 6;
    private const int Units = 5;

    private static readonly float[] X = [.. Numbers("naive/x", Inputs - 1), 0];
    private static readonly float[] Weight = [.. Numbers("naive/w", Inputs * (Units - 1)), .. new float[Inputs]];
    private static readonly float[] Shift = [.. Numbers("naive/b", Units - 1, -0.7, 0.7), 0];
    private static readonly double[] Above = [1.5, -2, 0.25, 3, 0.5];

    private static readonly WeightSet Layer = Tensors(
        ("dense1.weight", [Units, Inputs], Weight),
        ("dense1.bias", [Units], Shift)
    );

    private static double Pos(double v) => Math.Max(v, 0);

    private static double Neg(double v) => Math.Min(v, 0);

    private static double Away(double z, double eps) => z >= 0 ? z + eps : z - eps;

    private static double Safe(double z) => z == 0 ? 1e-7 : z;

    [Fact]
    public void Captum_gamma() =>
        Check(new CaptumGamma(0.5f), Linear((a, w) => a * (w + (0.5 * Pos(w))), b => b, Captum));

    [Fact]
    public void Captum_alpha1_beta0() => Check(new CaptumAlpha1Beta0(), Linear((a, w) => a * Pos(w), b => b, Captum));

    [Fact]
    public void Innvestigate_z() => Check(new InnvestigateZ(), Linear((a, w) => a * w, b => b, Safe));

    [Fact]
    public void Innvestigate_z_plus() =>
        Check(new InnvestigateZPlus(), Linear((a, w) => (Pos(a) * Pos(w)) + (Neg(a) * Neg(w)), _ => 0, Safe));

    [Fact]
    public void Innvestigate_w_square() => Check(new InnvestigateWSquare(), Linear((_, w) => w * w, _ => 0, Safe));

    [Fact]
    public void Innvestigate_flat() => Check(new InnvestigateFlat(), Linear((_, _) => 1, _ => 0, Safe));

    [Fact]
    public void Innvestigate_z_box() =>
        Check(new InnvestigateZBox(-1, 2), Linear((a, w) => (a * w) - (-1 * Pos(w)) - (2 * Neg(w)), _ => 0, Safe));

    [Fact]
    public void Innvestigate_alpha_beta()
    {
        // the whole bias in both denominators
        double[] positive = Linear((a, w) => (Pos(a) * Pos(w)) + (Neg(a) * Neg(w)), b => b, Safe);
        double[] negative = Linear((a, w) => (Pos(a) * Neg(w)) + (Neg(a) * Pos(w)), b => b, Safe);
        Check(new InnvestigateAlphaBeta(2, 1), [.. positive.Zip(negative, (p, n) => (2 * p) - n)]);
    }

    [Fact]
    public void Excitation() => Check(new Excitation(), Linear((a, w) => Pos(a * w), _ => 0, Zennit));

    [Fact]
    public void Contrastive_excitation()
    {
        double[] plus = Linear((a, w) => Pos(a * w), _ => 0, Zennit);
        double[] opposite = Linear((a, w) => Pos(a * -w), _ => 0, Zennit);
        Check(new ContrastiveExcitation(), [.. plus.Zip(opposite, (p, n) => p - n)]);
    }

    [Fact]
    public void Bias_whole_is_in_every_sum_as_it_is()
    {
        double z = Shift[0] + Enumerable.Range(0, Inputs).Sum(j => X[j] * Pos(Weight[j]));
        RuleBody body = new AlphaBeta(1, 0).Body with { Bias = Bias.Whole };
        double[] relevance = Interpret(new WrittenRule(body), [1, 0, 0, 0, 0]);
        double split = Enumerable.Range(0, Inputs).Sum(j => Pos((double)X[j] * Weight[j]));
        Assert.NotEqual(z, split);
        double sum = Shift[0] + split;
        Near.Same(
            [.. Enumerable.Range(0, Inputs).Select(j => Pos((double)X[j] * Weight[j]) / Away(sum, 1e-6))],
            relevance,
            1e-12
        );
    }

    private static double Captum(double z) => Away(z, 1e-9);

    private static double Zennit(double z) => Away(z, 1e-6);

    /// <summary>R_j = Σ_k c(a_j, w_jk) · R_k / s(bias + Σ_j c(a_j, w_jk)).</summary>
    private static double[] Linear(
        Func<double, double, double> contribution,
        Func<double, double> bias,
        Func<double, double> stabilised
    )
    {
        double[] below = new double[Inputs];
        for (int k = 0; k < Units; k++)
        {
            double z = bias(Shift[k]);
            for (int j = 0; j < Inputs; j++)
                z += contribution(X[j], Weight[(k * Inputs) + j]);
            for (int j = 0; j < Inputs; j++)
                below[j] += contribution(X[j], Weight[(k * Inputs) + j]) * Above[k] / stabilised(z);
        }

        return below;
    }

    private static void Check(Rule rule, double[] expected) => Near.Same(expected, Interpret(rule, Above), 1e-12);

    private static double[] Interpret(Rule rule, double[] above) =>
        Interpreter([new Dense(Units)], [Inputs], rule, Layer).Explain(X, above).Relevance;
}
