namespace RuleCompiler;

/// <summary>The explanation of one output for one input.</summary>
public sealed class Explanation
{
    private readonly int[] _shape;

    internal Explanation(
        float[] relevance,
        int[] shape,
        float[] logits,
        int target,
        IReadOnlyDictionary<string, float[]>? layers
    )
    {
        (Relevance, _shape, Logits, Target) = (relevance, shape, logits, target);
        Layers = layers ?? new Dictionary<string, float[]>();
    }

    /// <summary>The relevance of each input, [C,H,W] or [features]; channels of a rule one after another.</summary>
    public float[] Relevance { get; }

    /// <summary>The input's shape, [C,H,W] or [features].</summary>
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
    /// Writes the relevance as a picture: white zero, red positive, blue negative, scaled by the absolute maximum.
    /// Several channels are added; a vector is one row.
    /// </summary>
    /// <param name="path">The file; an existing one is replaced once the new one is complete.</param>
    /// <param name="scale">Pixels for each input along a side.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    /// <exception cref="InvalidOperationException">The relevance holds NaN or infinities.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written to.</exception>
    public void SavePng(string path, int scale = 8)
    {
        int bad = Relevance.AsSpan().IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new InvalidOperationException(
                $"The relevance holds {Relevance[bad]} at index {bad}, which has no colour; look for a rule that divides by zero "
                    + "(LRP-0 does) or for weights whose sums overflow float32."
            );
        (int height, int width) = _shape.Length == 3 ? (_shape[1], _shape[2]) : (1, _shape[^1]);
        Heatmap.Render(Relevance, height, width, scale).SavePng(path);
    }
}
