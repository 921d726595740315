using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Contrastive LRP against its formula, with the interpreter's relevances from both starts.</summary>
public sealed class ContrastiveLrpTests
{
    private static readonly GoldenCase Golden = new("a_s1_x1.npz", "zennit.zplus");

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void It_is_the_normalised_relevance_of_the_output_less_that_of_all_others(bool rectified)
    {
        Interpreter interpreter = Interpreter.For<NetworkA, LrpZPlus>(Golden.Weights);
        using ContrastiveOfA explainer = new(Golden.Weights);
        ContrastiveLrp method = new(rectified);
        for (int n = 0; n < 4; n++)
        {
            float[] x = Golden.Input(n).ToArray();
            int target = Golden.Targets[n];
            double[] outputs = Golden.Logits[(n * 10)..((n + 1) * 10)];
            double[] others = [.. outputs.Select((y, k) => k == target ? 0 : y)];
            double[] own = [.. outputs.Select((y, k) => k == target ? y : 0)];
            double[] plus = Normalised(interpreter.Explain(x, own).Relevance);
            double[] minus = Normalised(interpreter.Explain(x, others).Relevance);
            double[] expected = [.. plus.Zip(minus, (p, m) => rectified ? Math.Max(0, p - m) : p - m)];
            Near.Same(expected, method.Attribute(interpreter, x, target).Relevance, 1e-10);
            // 1e-4: the others' relevance may nearly sum to zero
            Near.Same(expected, method.Attribute(explainer, x, target).Relevance, 1e-4);
        }
    }

    [Fact]
    public void A_relevance_that_sums_to_zero_is_refused()
    {
        using ContrastiveOfA explainer = new(Zero());
        InvalidOperationException refused = Assert.Throws<InvalidOperationException>(() =>
            new ContrastiveLrp().Attribute(explainer, Golden.Input(0), 0)
        );
        Assert.Contains("sums to 0", refused.Message, StringComparison.Ordinal);
    }

    private static WeightSet Zero() =>
        new("zero", Golden.Weights.Select(t => new Tensor(t.Name, t.Shape, new float[t.Values.Length])));

    private static double[] Normalised(double[] relevance)
    {
        double sum = relevance.Sum();
        return [.. relevance.Select(r => r / sum)];
    }
}

[Explainer<NetworkA, LrpZPlus>]
public sealed partial class ContrastiveOfA;
