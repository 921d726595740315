namespace RuleCompiler;

/// <summary>
/// Random inputs of one image of which more and more places are fixed to the image's, and their scores: the whole
/// network for each rate.
/// </summary>
internal class ObfuscatedBatch : IDisposable
{
    private const int MostRows = 128; // more at once are no faster
    private const int FewestRows = 8;
    private const int MostNumbers = 1 << 20;

    private readonly IExplainable _network;
    private readonly OrderingScore _score;
    private readonly float[] _inputs;
    private readonly float[] _outputs;
    private readonly float[] _image;
    private int[] _places = [];
    private int _target;
    private double _given;

    public ObfuscatedBatch(IExplainable network, OrderingOptions options)
    {
        (_network, _score) = (network, options.Score);
        int most = Math.Clamp(MostNumbers / network.InputSize, FewestRows, MostRows);
        int pieces = (options.Samples + most - 1) / most;
        Rows = (options.Samples + pieces - 1) / pieces;
        _inputs = new float[checked(Rows * network.InputSize)];
        _outputs = new float[checked(Rows * network.OutputSize)];
        _image = new float[network.InputSize];
    }

    /// <summary>Most random inputs at once.</summary>
    public int Rows { get; }

    /// <summary>How many random inputs there are.</summary>
    protected int Count { get; private set; }

    /// <summary>How many places are fixed.</summary>
    protected int Fixed { get; private set; }

    /// <summary>The image, [d].</summary>
    protected ReadOnlySpan<float> Given => _image;

    /// <summary>The cheapest way to a network's scores.</summary>
    public static ObfuscatedBatch Of(IExplainable network, OrderingOptions options) =>
        network is Explainer { FirstWeights: { } weights } explainer
            ? new FirstSumsBatch(explainer, weights, options)
            : new ObfuscatedBatch(network, options);

    /// <summary>Begins an image.</summary>
    /// <param name="image">[d]</param>
    /// <param name="places">[d], in the order in which they are to be fixed.</param>
    /// <param name="target">The output.</param>
    public virtual void Image(ReadOnlySpan<float> image, int[] places, int target)
    {
        image.CopyTo(_image);
        (_places, _target) = (places, target);
        image.CopyTo(_inputs);
        Ask(_network, _inputs.AsSpan(0, image.Length), _outputs.AsSpan(0, _network.OutputSize));
        _given = Score(_outputs.AsSpan(0, _network.OutputSize));
    }

    /// <summary>Begins random inputs, which the caller writes into <see cref="Row"/>.</summary>
    public virtual void Begin(int rows) => (Count, Fixed) = (rows, 0);

    /// <summary>One random input, [d].</summary>
    public Span<float> Row(int row) => _inputs.AsSpan(row * _image.Length, _image.Length);

    /// <summary>Fixes places until so many are.</summary>
    public void Fix(int count)
    {
        ReadOnlySpan<int> places = _places.AsSpan(Fixed, count - Fixed);
        Change(places);
        for (int row = 0; row < Count; row++)
        {
            Span<float> values = Row(row);
            foreach (int place in places)
                values[place] = _image[place];
        }

        Fixed = count;
    }

    /// <summary>½(Φ(x) − Φ(y))² of each random input.</summary>
    public void Distortions(Span<double> distortions)
    {
        Span<float> outputs = _outputs.AsSpan(0, Count * _network.OutputSize);
        Outputs(outputs);
        for (int row = 0; row < Count; row++)
        {
            double away = _given - Score(outputs.Slice(row * _network.OutputSize, _network.OutputSize));
            distortions[row] = away * away / 2;
        }
    }

    public virtual void Dispose() { }

    /// <summary>Called before places of all random inputs change to the image's.</summary>
    protected virtual void Change(ReadOnlySpan<int> places) { }

    /// <summary>The outputs of the random inputs as they are now.</summary>
    protected virtual void Outputs(Span<float> outputs) =>
        Ask(_network, _inputs.AsSpan(0, Count * _image.Length), outputs);

    private static void Ask(IExplainable network, ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        if (network is Explainer explainer)
        {
            explainer.Outputs(inputs, outputs);
            return;
        }

        double[] given = new double[inputs.Length],
            received = new double[outputs.Length];
        for (int i = 0; i < given.Length; i++)
            given[i] = inputs[i];
        network.Predict(given, received);
        for (int i = 0; i < received.Length; i++)
            outputs[i] = (float)received[i];
    }

    private double Score(ReadOnlySpan<float> outputs)
    {
        if (_score == OrderingScore.Logit)
            return outputs[_target];
        double sum = 0;
        foreach (float output in outputs)
            sum += Math.Exp((double)output - outputs[_target]);
        return 1 / sum;
    }
}
