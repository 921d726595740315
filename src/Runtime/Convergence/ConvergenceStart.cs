namespace RuleCompiler;

/// <summary>A layer at which relevance starts, and where its similarity is measured.</summary>
/// <param name="layer">The layer.</param>
/// <param name="number">Its place among all layers with weights, from the output down: chooses its random numbers.</param>
/// <param name="places">What is measured, by the layer at whose output it is.</param>
/// <param name="isCut">Whether all that goes from the output to the input goes through this layer.</param>
internal sealed class ConvergenceStart(string layer, int number, Dictionary<string, SimilarityTally> places, bool isCut)
{
    /// <summary>The place that stands for the network's input.</summary>
    public const string Input = "";

    public string Layer { get; } = layer;

    /// <summary>Whether all that goes from the output to the input goes through this layer.</summary>
    public bool IsCut { get; } = isCut;

    public Dictionary<string, SimilarityTally> Places { get; } = places;

    /// <summary>What was measured, from the top down, the network's input last.</summary>
    public ConvergencePath Path(ExplainerLayout layout) =>
        new(
            Layer,
            [
                .. layout
                    .Taps.Where(tap => Places.ContainsKey(tap.Layer))
                    .Select(tap => Places[tap.Layer].Result(tap.Layer)),
                Places[Input].Result(layout.GraphInputs is [{ } only] ? only.Name : "input"),
            ]
        );

    /// <summary>Writes a random relevance: of its own for each layer, sample and vector.</summary>
    public void Write(ConvergenceOptions options, int sample, int vector, Span<float> relevance)
    {
        if (options.Start is not null)
        {
            options.Start(Layer, sample, vector, relevance);
            return;
        }

        SampleRandom random = new(options.Seed, ((((long)number << 24) + sample) << 16) + vector);
        NormalNumbers.Fill(ref random, relevance);
    }
}
