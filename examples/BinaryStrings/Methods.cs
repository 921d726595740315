using RuleCompiler;

namespace BinaryStrings;

/// <summary>The paper's methods, with the settings of its supplement.</summary>
internal sealed class Methods : IDisposable
{
    private const int References = 1024;
    private const int Neighbours = 5000; // the lime package's own number, which the paper does not change
    private readonly BlocksGradient _gradient = new(Blocks.Weights());
    private readonly BlocksDeepLift _deepLift = new(Blocks.Weights());
    private readonly BlocksMoments _moments = new(Blocks.Weights());
    private readonly ReferenceDistribution _reference = GaussianReference.Like(new UniformReference(Blocks.Length));
    private readonly AttributionOptions _uniform;

    public Methods()
    {
        double[][] references = [.. Enumerable.Range(0, References).Select(Uniform)];
        double[] means = [.. Enumerable.Range(0, Blocks.Length).Select(i => references.Average(x => x[i]))];
        _uniform = new()
        {
            References = references,
            Means = means,
            Deviations =
            [
                .. means.Select((mean, i) => Math.Sqrt(references.Average(x => (x[i] - mean) * (x[i] - mean)))),
            ],
            Seed = 2,
        };
    }

    /// <summary>The network that all of them explain.</summary>
    public Explainer Network => _gradient;

    /// <summary>The relevance of each method at a signal, [16] each.</summary>
    public IReadOnlyList<(string Name, double[] Relevance)> Explain(Signal signal) =>
        [
            ("RDE", Minimise(signal)),
            (
                "SmoothGrad",
                Ask(new SmoothGrad(64, NoiseLevel: 0.5, NoiseScale.Absolute, LastIsInput: false), _gradient, signal)
            ),
            ("SHAP", Ask(new DeepLiftShap(), _deepLift, signal)),
            ("LIME", Ask(new TabularLime(Neighbours), _gradient, signal)),
        ];

    public void Dispose()
    {
        _gradient.Dispose();
        _deepLift.Dispose();
        _moments.Dispose();
    }

    /// <summary>The rate-distortion explanation: λ, start and solver of the supplement.</summary>
    private double[] Minimise(Signal signal)
    {
        AdfDistortion distortion = new(_moments, signal.Values, [0], _reference);
        RateDistortionExplanation found = RateDistortion.Explain(
            distortion,
            new()
            {
                Lambda = 1.67e-3,
                Solver = RateDistortionSolver.LimitedMemory,
                StartMap = _reference.Mean.ToArray(),
            }
        )[0];
        return Array.ConvertAll(found.Relevance, s => (double)s);
    }

    private double[] Ask(AttributionMethod method, Explainer network, Signal signal) =>
        method
            .Attribute(network, signal.Values, 0, method.UsesReferences ? _uniform : _uniform with { References = [] })
            .Relevance;

    private static double[] Uniform(int sample)
    {
        SampleRandom random = new(1, sample);
        return [.. Enumerable.Range(0, Blocks.Length).Select(_ => random.Uniform())];
    }
}
