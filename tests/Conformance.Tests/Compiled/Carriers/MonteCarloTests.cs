using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// AdfDiagonal against samples of independent normal inputs, on networks of one to six layers. docs/carriers.md has the
/// table of a million samples: <c>RULECOMPILER_SAMPLES=1000000</c> before the test's command prints it.
/// </summary>
public sealed class MonteCarloTests(ITestOutputHelper output)
{
    private const int Inputs = 16;
    private const int Width = 32;
    private const int Deepest = 6;
    private const int Batch = 10_000;

    private static readonly int Samples = int.Parse(
        Environment.GetEnvironmentVariable("RULECOMPILER_SAMPLES") ?? "100000",
        System.Globalization.CultureInfo.InvariantCulture
    );

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            string.Concat(
                Enumerable
                    .Range(1, Deepest)
                    .Select(depth =>
                        $"[Network({Inputs})] public sealed partial class Net{depth} {{ public static Layer[] Define() => "
                        + $"[{string.Join(", ", Enumerable.Repeat($"new Dense({Width}), new ReLU()", depth))}]; }}\n"
                        + $"[Explainer<Net{depth}, PlainGradient>] public sealed partial class Plain{depth};\n"
                        + $"[Explainer<Net{depth}, AdfDiagonal>] public sealed partial class Adf{depth};\n"
                    )
            )
                + "[Network(4, 1, 2)] public sealed partial class Pooled { public static Layer[] Define() => [new MaxPool((1, 2))]; }\n"
                + "[Explainer<Pooled, PlainGradient>] public sealed partial class PlainPooled;\n"
                + "[Explainer<Pooled, AdfDiagonal>] public sealed partial class AdfPooled;\n"
        )
    );

    [Fact]
    public void One_layer_is_exact_to_the_sampling_error()
    {
        Comparison one = Compare("Plain1", "Adf1", Weights(1), Inputs);
        // five standard errors: one of 32 units is beyond by chance in 50 000 seeds
        Assert.All(one.MeanErrors, e => Assert.InRange(e, -5, 5));
        Assert.All(one.VarianceErrors, e => Assert.InRange(e, -5, 5));
        Comparison pooled = Compare("PlainPooled", "AdfPooled", new WeightSet("none", []), 8);
        Assert.All(pooled.MeanErrors, e => Assert.InRange(e, -5, 5));
        Assert.All(pooled.VarianceErrors, e => Assert.InRange(e, -5, 5));
    }

    [Fact]
    public void What_independence_neglects_stays_within_bounds_at_each_depth()
    {
        output.WriteLine(
            $"{Samples} samples\n| layers | mean, off by (of the deviation) | deviation, ratio |\n|---|---|---|"
        );
        for (int depth = 1; depth <= Deepest; depth++)
        {
            Comparison found = Compare($"Plain{depth}", $"Adf{depth}", Weights(depth), Inputs);
            output.WriteLine(
                FormattableString.Invariant($"| {depth} | {found.MeanOff:f4} | {found.DeviationRatio:f3} |")
            );
            // bounds of what is sane, not of what is right: correlations are left out on purpose
            Assert.InRange(found.MeanOff, 0, depth == 1 ? 0.01 : 0.5);
            Assert.InRange(found.DeviationRatio, depth == 1 ? 0.99 : 0.4, depth == 1 ? 1.01 : 2.5);
        }
    }

    private static WeightSet Weights(int depth) =>
        RandomTensors.Network(
            new(depth),
            Enumerable
                .Range(1, depth)
                .Select(layer => ($"dense{layer}", new[] { Width, layer == 1 ? Inputs : Width }, true))
        );

    private static Comparison Compare(string plain, string adf, WeightSet weights, int inputs)
    {
        Random random = new(11);
        float[] means = RandomTensors.Fill(random, inputs);
        float[] deviations = RandomTensors.Fill(random, inputs, 0.1, 1);
        using Explainer network = Compiled.Value.Explainer(plain, weights);
        using Propagator propagator = Compiled.Value.Propagator(adf, weights);
        float[][] moments = propagator.Propagate([means, Array.ConvertAll(deviations, d => d * d)]);
        SampleMoments sampled = new(moments[0].Length);
        float[] batch = new float[Batch * inputs];
        for (int done = 0; done < Samples; done += Batch)
        {
            for (int i = 0; i < batch.Length; i++)
                batch[i] = means[i % inputs] + (deviations[i % inputs] * (float)Normal(random));
            sampled.Add(network.Predict(batch), moments[0]);
        }

        return sampled.Against(moments[1]);
    }

    /// <summary>Box and Muller's.</summary>
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
