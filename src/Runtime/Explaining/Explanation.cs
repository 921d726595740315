namespace RuleCompiler;

/// <summary>The explanation of one output for one input.</summary>
public sealed class Explanation
{
    private readonly int[] _shape;
    private readonly IReadOnlyList<ExplainerInput> _inputs;

    internal Explanation(
        float[] relevance,
        int[] shape,
        float[] logits,
        int target,
        LayerRecord? layers,
        IReadOnlyList<ExplainerInput> inputs
    )
    {
        (Relevance, _shape, Logits, Target, _inputs) = (relevance, shape, logits, target, inputs);
        Layers = layers?.Relevances ?? new Dictionary<string, float[]>();
        Values = layers?.Values ?? new Dictionary<string, float[]>();
    }

    /// <summary>
    /// The relevance of each number of the input, in its shape; channels of a rule one after another, and within them
    /// the inputs of a model that has several (<see cref="RelevanceOf"/>).
    /// </summary>
    public float[] Relevance { get; }

    /// <summary>The input's shape without the batch, such as [C,H,W] or [features].</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The network's outputs.</summary>
    public float[] Logits { get; }

    /// <summary>The explained output; −1 where the relevance at the output was given.</summary>
    public int Target { get; }

    /// <summary>The output with the largest value.</summary>
    public int Prediction => Array.IndexOf(Logits, Logits.Max());

    /// <summary>The relevance that started at the output.</summary>
    public float Start { get; internal set; }

    /// <summary>The relevance at each layer's output by the layer's name; empty unless asked for.</summary>
    public IReadOnlyDictionary<string, float[]> Layers { get; }

    /// <summary>
    /// Each layer's output in the forward pass, in its shape, by the layer's name; empty unless asked for. Of a Dense or
    /// Conv2d it is what its nonlinearity reads, bias and a folded batch normalisation included.
    /// </summary>
    public IReadOnlyDictionary<string, float[]> Values { get; }

    /// <summary>
    /// What was lost or gained on the way: |Σ R − start| / |start|. Biases and stabilisers keep relevance, so it is
    /// seldom 0; NaN where nothing started.
    /// </summary>
    public double ConservationError
    {
        get
        {
            double sum = 0;
            foreach (float value in Relevance)
                sum += value;
            return Start == 0 ? double.NaN : Math.Abs(sum - Start) / Math.Abs(Start);
        }
    }

    /// <summary>
    /// The relevance of one of the network's inputs, in its shape; channels of a rule one after another. Of a network's
    /// only input it is all of <see cref="Relevance"/>.
    /// </summary>
    /// <param name="input">The input's name, as <c>explainer.Inputs</c> lists it.</param>
    /// <exception cref="ArgumentException">The network has no input of this name.</exception>
    public float[] RelevanceOf(string input)
    {
        ArgumentNullException.ThrowIfNull(input);
        ExplainerInput found =
            _inputs.FirstOrDefault(i => i.Name == input)
            ?? throw new ArgumentException(
                $"The network has no input '{input}'; its inputs are {string.Join(", ", _inputs.Select(i => $"'{i.Name}'"))}.",
                nameof(input)
            );
        int each = _inputs.Sum(i => i.Size);
        float[] relevance = new float[Relevance.Length / each * found.Size];
        for (int channel = 0; channel < Relevance.Length / each; channel++)
            Relevance
                .AsSpan((channel * each) + found.Offset, found.Size)
                .CopyTo(relevance.AsSpan(channel * found.Size));
        return relevance;
    }

    /// <summary>
    /// Writes the relevance as a picture: white zero, red positive, blue negative, scaled by the absolute maximum.
    /// Several channels, and all axes before the last two, are added; a vector is one row.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced once the new one is complete.</param>
    /// <param name="scale">Pixels for each input along a side.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The relevance holds NaN or infinities.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void SavePng(string path, int scale = 8) => Heatmap.Save(Relevance, _shape, path, scale);
}
