using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Where the libraries' conventions differ on a residual network with batch norms, network d.</summary>
public sealed class ResidualConventionTests
{
    private static readonly GoldenCase Golden = new("d_s1_x1.npz", "zennit.gradient");

    private static InterpretedExplanation Explain<TComposite>()
        where TComposite : IComposite =>
        GoldenMethod.Interpreter<TComposite>(Golden).Explain(Golden.Input(0), Golden.Targets[0]);

    [Theory]
    [InlineData("block2")]
    [InlineData("block3")]
    public void A_sum_shares_in_proportion_to_the_signed_values_of_its_branches(string block)
    {
        InterpretedExplanation e = Explain<EpsilonPlus>();
        double[] above = e.Layers[$"{block}.add"][0];
        (double[] body, double[] shortcut) = (e.Values[$"{block}.bn2"], e.Values[$"{block}.bns"]);
        Assert.Contains(body, v => v < 0);
        double[] expected = new double[above.Length];
        for (int k = 0; k < expected.Length; k++)
        {
            double sum = body[k] + shortcut[k];
            expected[k] = body[k] * above[k] / (sum >= 0 ? sum + 1e-6 : sum - 1e-6);
        }

        Near.Same(expected, e.Layers[$"{block}.bn2"][0], 1e-12);
    }

    [Fact]
    public void Relevance_doubles_at_a_sum_only_where_each_branch_gets_a_copy()
    {
        Assert.Equal(1, Growth(Explain<InnvestigateLrpAlpha1Beta0>()), 1e-5);
        Assert.Equal(2, Growth(Explain<InnvestigateDeepTaylor>()), 1e-12);

        static double Growth(InterpretedExplanation e) =>
            (e.Layers["block3.bn2"][0].Sum() + e.Layers["block3.bns"][0].Sum()) / e.Layers["block3.add"][0].Sum();
    }

    [Fact]
    public void Epsilon_rules_agree_whether_batch_norms_are_folded_or_apart_but_not_where_relevance_ignores_them()
    {
        InterpretedExplanation folded = Explain<AllEpsilon>();
        InterpretedExplanation apart = Explain<CaptumLrpEpsilon>();
        Near.Same(folded.Logits, apart.Logits, 1e-12);
        // a batch norm behind a convolution shares what the folded one shares, but for the stabilisers 1e-6 and 1e-9
        Assert.InRange(Difference(folded.Relevance, apart.Relevance), 1e-8, 1e-2);
        Assert.InRange(Cosine(folded.Relevance, Explain<CaptumLrpEpsilonIdentityNorm>().Relevance), -0.5, 0.5);
    }

    [Fact]
    public void Captum_s_rules_do_not_split_negative_activations()
    {
        Assert.InRange(Cosine(Explain<AllGamma>().Relevance, Explain<CaptumLrpGamma>().Relevance), -0.3, 0.3);
        Assert.InRange(Cosine(Explain<AllZPlus>().Relevance, Explain<CaptumLrpAlpha1Beta0>().Relevance), -0.3, 0.3);
    }

    [Fact]
    public void Generalised_gamma_chooses_by_the_sign_of_the_output()
    {
        // the branches before a sum have negative outputs, whose positive contributions a one-sided γ would favour
        InterpretedExplanation e = Explain<AllGamma>();
        Assert.Contains(e.Values["block1.bn2"], v => v < 0);
        Assert.True(Difference(e.Relevance, Explain<AllGammaOneSided>().Relevance) > 0.1);
    }

    [Fact]
    public void Excitation_backprop_is_z_plus()
    {
        // what a ReLU masks has no z⁺ relevance anyway: it enters the next layer with 0
        Near.Same(Explain<AllZPlus>().Relevance, Explain<ExcitationBackprop>().Relevance, 1e-12);
    }

    private static double Difference(double[] one, double[] other) =>
        one.Zip(other, (a, b) => Math.Abs(a - b)).Max() / one.Max(Math.Abs);

    private static double Cosine(double[] one, double[] other) =>
        one.Zip(other, (a, b) => a * b).Sum() / Math.Sqrt(one.Sum(v => v * v) * other.Sum(v => v * v));
}

/// <summary>γ without the branch for negative outputs.</summary>
[Composite]
public sealed partial class AllGammaOneSided
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new OneSidedGamma(),
            _ => null,
        };
}

[Rule]
public sealed partial record OneSidedGamma : Rule
{
    private float Contribution(float a, float w) => a * w + 0.25f * Scalars.Pos(a * w);

    private float Share(float r, float z) => r / Scalars.Away(z);
}
