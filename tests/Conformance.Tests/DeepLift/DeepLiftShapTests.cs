using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.DeepLift;

/// <summary>Several references, given with the call: one by one, as a batch, and averaged.</summary>
public sealed class DeepLiftShapTests
{
    private const int References = 70; // more than are asked at once

    private static readonly GoldenCase Golden = new("a_s1_x1.npz", "captum.deeplift.zero");

    private static float[] Drawn(int seed) => RandomTensors.Fill(new Random(seed), Golden.InputSize, -1, 1);

    [Fact]
    public void A_reference_of_the_call_is_that_of_a_load()
    {
        float[] x0 = Drawn(1);
        using Explainer loaded = new RescaleOfA(Golden.Weights, new() { Reference = x0 });
        using Explainer explainer = new RescaleOfA(Golden.Weights);
        float[] x = Golden.Input(0).ToArray();
        Assert.Equal(loaded.Explain(x, 2).Relevance, explainer.Explain(x, 2, reference: x0).Relevance);
        Assert.NotEqual(loaded.Explain(x, 2).Relevance, explainer.Explain(x, 2).Relevance);
    }

    [Fact]
    public void Each_input_of_a_batch_has_its_own_reference()
    {
        using Explainer explainer = new RevealCancelOfA(Golden.Weights);
        float[] references = [.. Enumerable.Range(0, Golden.Targets.Length).SelectMany(Drawn)];
        float[] relevance = new float[Golden.Inputs.Length];
        explainer.Explain(Golden.Inputs, Golden.Targets, relevance, references: references);
        for (int n = 0; n < Golden.Targets.Length; n++)
        {
            Explanation one = explainer.Explain(Golden.Input(n), Golden.Targets[n], reference: Drawn(n));
            Distance.Within(
                1e-6,
                Array.ConvertAll(one.Relevance, v => (double)v),
                relevance.AsSpan(n * Golden.InputSize, Golden.InputSize)
            );
        }
    }

    [Fact]
    public void References_that_do_not_fit_are_refused()
    {
        using Explainer explainer = new RescaleOfA(Golden.Weights);
        float[] relevance = new float[Golden.Inputs.Length];
        ArgumentException one = Assert.Throws<ArgumentException>(() =>
            explainer.Explain(Golden.Inputs, Golden.Targets, relevance, references: Drawn(1))
        );
        Assert.Contains("The references have 10 values; give 40", one.Message, StringComparison.Ordinal);
        float[] bad = Drawn(1);
        bad[3] = 2;
        ArgumentException outside = Assert.Throws<ArgumentException>(() =>
            explainer.Explain(Golden.Input(0), 0, reference: bad)
        );
        Assert.Contains("The reference input holds 2 at index 3", outside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Shap_is_the_mean_over_references_compiled_and_interpreted()
    {
        double[][] references =
        [
            .. Enumerable.Range(0, References).Select(seed => Array.ConvertAll(Drawn(seed), v => (double)v)),
        ];
        using Explainer explainer = new RescaleOfA(Golden.Weights);
        Interpreter interpreter = Interpreter.For<NetworkA, DeepLiftRescale>(Golden.Weights);
        AttributionOptions options = new() { References = references };
        Attribution compiled = new DeepLiftShap().Attribute(explainer, Golden.Input(1), 4, options);
        Attribution exact = new DeepLiftShap().Attribute(interpreter, Golden.Input(1), 4, options);
        Near.Same(exact.Relevance, compiled.Relevance, 1e-5);
        Assert.InRange(exact.CompletenessError!.Value, 0, 1e-6);
        Assert.InRange(compiled.CompletenessError!.Value, 0, 1e-4);

        double[] mean = new double[Golden.InputSize];
        for (int r = 0; r < References; r++)
        {
            float[] one = explainer.Explain(Golden.Input(1), 4, reference: Drawn(r)).Relevance;
            for (int j = 0; j < mean.Length; j++)
                mean[j] += one[j] / (double)References;
        }

        Near.Same(mean, compiled.Relevance, 1e-5);
    }
}
