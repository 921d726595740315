using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Conformance.Tests.Reference;
using RuleCompiler.TestData;

namespace RuleCompiler.Conformance.Tests.Convergence;

/// <summary>
/// One sweep with all columns is what separate propagations in double precision by the interpreter give: to 1e-3 of
/// 1 − |cos| wherever that exceeds 1e-5, for five rules on three networks, one of them with branches and batch norms.
/// </summary>
public sealed class NaiveConvergenceTests
{
    private const int Vectors = 4;
    private const double Least = 1e-5;
    private const double Tolerance = 1e-3;

    [Fact]
    public void Z_plus() =>
        Agree<AllZPlus>(w => new AllZPlusOfA(w), w => new AllZPlusOfPooled(w), w => new AllZPlusOfD(w));

    [Fact]
    public void Alpha_beta() =>
        Agree<AllAlphaBeta>(w => new AllAlphaBetaOfA(w), w => new AllAlphaBetaOfPooled(w), w => new AllAlphaBetaOfD(w));

    [Fact]
    public void Epsilon() =>
        Agree<AllEpsilonQuarter>(
            w => new AllEpsilonQuarterOfA(w),
            w => new AllEpsilonOfPooled(w),
            w => new AllEpsilonQuarterOfD(w)
        );

    [Fact]
    public void Gamma() =>
        Agree<AllGamma>(w => new AllGammaOfA(w), w => new AllGammaOfPooled(w), w => new AllGammaOfD(w));

    [Fact]
    public void Guided_backpropagation() =>
        Agree<GuidedBackprop>(
            w => new GuidedBackpropOfA(w),
            w => new GuidedBackpropOfPooled(w),
            w => new GuidedBackpropOfD(w)
        );

    private static void Agree<TComposite>(
        Func<WeightSet, Explainer> a,
        Func<WeightSet, Explainer> pooled,
        Func<WeightSet, Explainer> d
    )
        where TComposite : IComposite
    {
        WeightSet ofA = Deterministic.NetworkA("s1");
        Agree(a(ofA), Interpreter.For<NetworkA, TComposite>(ofA), Deterministic.Fill("csc/a", [2, 10], -1, 1));
        Agree(
            pooled(PooledNetwork.Weights),
            Interpreter.For<PooledNetwork, TComposite>(PooledNetwork.Weights),
            Deterministic.Fill("csc/pooled", [2, 288], 0, 1)
        );
        GoldenCase golden = new("d_s1_x1.npz", "zennit.epsilon");
        Agree(
            d(golden.Weights),
            Interpreter.For<NetworkD, TComposite>(golden.Weights),
            golden.Inputs[..golden.InputSize]
        );
    }

    private static void Agree(Explainer explainer, Interpreter interpreter, float[] inputs)
    {
        using Explainer disposed = explainer;
        int size = interpreter.InputSize;
        RuleCompiler.Convergence found = explainer.Convergence(inputs, new() { Vectors = Vectors, Start = Start });
        Assert.Equal(explainer.ConvergenceLayers.Reverse(), found.Paths.Select(path => path.From));
        int compared = 0;
        foreach (ConvergencePath path in found.Paths)
        {
            InterpretedExplanation[][] apart =
            [
                .. inputs.Chunk(size).Select((x, n) => Apart(interpreter, x, path.From, n)),
            ];
            foreach (LayerSimilarity layer in path.Layers)
            {
                double[] expected =
                [
                    .. apart
                        .SelectMany(sample =>
                            NaiveSimilarity.Of(
                                [
                                    .. sample.Select(e =>
                                        layer.Layer == "input" ? e.Relevance : e.Layers[layer.Layer].Single()
                                    ),
                                ],
                                Depth(explainer, layer.Layer, size)
                            )
                        )
                        .Order(),
                ];
                Assert.Equal(expected.Length, layer.Values);
                foreach (double share in new[] { 0.05, 0.5, 0.95 })
                {
                    double value = NaiveSimilarity.Quantile(expected, share);
                    if (value <= Least)
                        continue;
                    compared++;
                    double actual = layer.Quantile(share);
                    Assert.True(
                        Math.Abs(actual - value) <= Tolerance * value,
                        $"{path.From} to {layer.Layer}, {share}: {actual}, not {value}"
                    );
                }
            }
        }

        Assert.True(compared > 10);
    }

    private static InterpretedExplanation[] Apart(Interpreter interpreter, float[] input, string from, int sample)
    {
        int units = interpreter.LayerShapes.First(l => l.Name == from).Shape.Aggregate(1, (a, b) => a * b);
        return
        [
            .. Enumerable
                .Range(0, Vectors)
                .Select(v =>
                {
                    float[] relevance = new float[units];
                    Start(from, sample, v, relevance);
                    return interpreter.ExplainFrom(input, from, Array.ConvertAll(relevance, r => (double)r));
                }),
        ];
    }

    private static void Start(string layer, int sample, int vector, Span<float> relevance)
    {
        SampleRandom random = new((ulong)sample, layer.Sum(c => c) + (1000 * vector) + layer[^1]);
        foreach (ref float value in relevance)
            value = (float)random.Normal();
    }

    /// <summary>Numbers of one vector: channels of a feature map, all of anything else.</summary>
    private static int Depth(Explainer explainer, string layer, int inputs)
    {
        if (layer == "input")
            return inputs;
        ExplainerLayer found = explainer.Layers.First(l => l.Name == layer);
        return found.Shape.Count == 3 ? found.Shape[0] : found.Size;
    }
}
