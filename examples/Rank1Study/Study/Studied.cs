using RuleCompiler;
using RuleCompiler.Laboratory;

namespace Rank1Study;

/// <summary>A network of the study, with all that its methods need.</summary>
internal sealed class Studied
{
    private readonly Lazy<WeightSet> _weights;
    private IReadOnlyDictionary<string, float[]>? _patterns;

    public Studied(string name, string title, IReadOnlyList<Method> methods, Images images, Func<WeightSet> weights)
    {
        (Name, Title, Methods, Images) = (name, title, methods, images);
        _weights = new(weights);
    }

    /// <summary>As the command line calls it.</summary>
    public string Name { get; }

    /// <summary>As the report calls it.</summary>
    public string Title { get; }

    public IReadOnlyList<Method> Methods { get; }

    public Images Images { get; }

    /// <summary>How many inputs convergence is measured on.</summary>
    public required int Samples { get; init; }

    /// <summary>How many inputs patterns are estimated from.</summary>
    public required int PatternSamples { get; init; }

    /// <summary>Whether someone trained it; sanity checks ask for what was learned.</summary>
    public bool IsTrained => Images.Labels.Count > 0;

    /// <summary>Whether convolutions follow each other without branches.</summary>
    public bool IsChain => Name != "resnet50";

    public WeightSet Weights => _weights.Value;

    /// <summary>The patterns of the network's own weights: <c>conv1.Pattern</c>, …</summary>
    public IReadOnlyDictionary<string, float[]> Patterns => PatternsOf(Weights);

    /// <summary>The study of this network's convergence.</summary>
    public StudyNetwork ToStudy() =>
        new(
            Name,
            [new StudyInputs($"{Samples} {Images.What}", Images.First(Samples))],
            [.. Methods.Select(method => new StudyMethod(method.Name, () => Open(method, Weights)))]
        );

    /// <summary>A method's explainer; patterns are those of these very weights.</summary>
    public Explainer Open(Method method, WeightSet weights)
    {
        ExplainerOptions options = new();
        if (method.NeedsReference)
            options = options with { Reference = new float[Images.Size] };
        if (method.NeedsPatterns)
            options = options with { Operands = PatternsOf(weights) };
        return method.Open(weights, options);
    }

    private IReadOnlyDictionary<string, float[]> PatternsOf(WeightSet weights)
    {
        if (ReferenceEquals(weights, Weights))
            return _patterns ??= Estimate(weights);
        return Estimate(weights);
    }

    private IReadOnlyDictionary<string, float[]> Estimate(WeightSet weights)
    {
        using Explainer network = Methods.First(method => method.Name == "gradient").Open(weights, new());
        IReadOnlyDictionary<string, float[]> patterns = PatternEstimator
            .Estimate(network, Images.First(PatternSamples), new() { HoldOut = 0 })
            .Operands;
        if (IsChain)
        {
            foreach ((string name, float[] pattern) in patterns)
                Scale(pattern, Squares(weights[name.Replace(".Pattern", ".weight", StringComparison.Ordinal)].Values));
        }

        return patterns;
    }

    /// <summary>
    /// To the size of the layer's weights: a factor for a whole layer turns no relevance of a chain, and many layers of
    /// large patterns leave float32.
    /// </summary>
    private static void Scale(float[] pattern, double squares)
    {
        float factor = (float)Math.Sqrt(squares / Math.Max(Squares(pattern), double.Epsilon));
        for (int i = 0; i < pattern.Length; i++)
            pattern[i] *= factor;
    }

    private static double Squares(float[] values) => values.Sum(value => (double)value * value);
}
