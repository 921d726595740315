namespace RuleCompiler;

/// <summary>One run's questions to a network: batch after batch, in order, with progress and cancellation.</summary>
public sealed class Query
{
    private const int MostAtOnce = 64;
    private const int MostNumbers = 1 << 20; // 8 MiB of inputs: more at once are no faster
    private readonly IExplainable _network;
    private readonly AttributionOptions _options;
    private readonly int _atOnce;
    private long _expected;
    private long _asked;
    private double _told;
    private bool _quiet;

    internal Query(IExplainable network, double[] input, int target, AttributionOptions options)
    {
        (_network, Input, Target, _options) = (network, input, target, options);
        References = options.References.Count > 0 ? options.References : [new double[input.Length]];
        _atOnce =
            options.BatchSize > 0
                ? options.BatchSize
                : Math.Clamp(MostNumbers / Math.Max(1, input.Length), 1, MostAtOnce);
    }

    /// <summary>The input, in double precision.</summary>
    public double[] Input { get; }

    /// <summary>The output's index.</summary>
    public int Target { get; }

    /// <summary>The reference inputs, at least one.</summary>
    public IReadOnlyList<double[]> References { get; }

    /// <summary>The options of the run.</summary>
    public AttributionOptions Options => _options;

    /// <summary>The input's shape without the batch.</summary>
    public int[] Shape => [.. _network.InputShape];

    internal IExplainable Network => _network;

    /// <summary>Announces questions, so that progress knows the whole.</summary>
    public void Expect(long questions) => _expected += questions;

    /// <summary>The target's output at made-up inputs.</summary>
    /// <param name="count">How many.</param>
    /// <param name="write">Writes the input of a number; called in order, over what is left of an earlier input.</param>
    /// <param name="read">Receives the output of a number; called in order.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Outputs(int count, Action<int, Span<double>> write, Action<int, double> read)
    {
        int size = _network.OutputSize;
        double[] outputs = new double[Math.Min(count, _atOnce) * size];
        Ask(
            count,
            write,
            (inputs, samples) => _network.Predict(inputs, outputs.AsSpan(0, samples * size)),
            (n, at) => read(n, outputs[(at * size) + Target])
        );
    }

    /// <summary>The relevance at made-up inputs, from 1 at the target: the gradient.</summary>
    /// <param name="count">How many.</param>
    /// <param name="write">Writes the input of a number; called in order, over what is left of an earlier input.</param>
    /// <param name="read">Receives the relevance of a number; called in order.</param>
    /// <param name="compare">Writes the reference of a number, for rules that compare; null for the network's own.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public void Relevances(
        int count,
        Action<int, Span<double>> write,
        Action<int, ReadOnlySpan<double>> read,
        Action<int, Span<double>>? compare = null
    )
    {
        int size = Input.Length;
        double[] relevance = new double[Math.Min(count, _atOnce) * size];
        double[] references = compare is null ? [] : new double[relevance.Length];
        int[] targets = new int[Math.Min(count, _atOnce)];
        Array.Fill(targets, Target);
        Ask(
            count,
            (n, x) =>
            {
                write(n, x);
                compare?.Invoke(n, references.AsSpan(n % _atOnce * size, size));
            },
            (inputs, samples) =>
                _network.Explain(
                    inputs,
                    targets.AsSpan(0, samples),
                    relevance.AsSpan(0, samples * size),
                    OutputRelevance.One,
                    compare is null ? default : references.AsSpan(0, samples * size)
                ),
            (n, at) => read(n, relevance.AsSpan(at * size, size))
        );
    }

    /// <summary>The relevance at the input itself from relevances that are made of its outputs, [columns, input].</summary>
    /// <param name="columns">How many relevances go down.</param>
    /// <param name="start">Makes them, [columns, outputs], of the outputs.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public double[] Relevance(int columns, OutputRelevances start)
    {
        ThrowIfCancelled();
        double[] relevance = new double[checked(columns * Input.Length)];
        _network.Explain(Input, columns, (_, outputs, relevances) => start(outputs, relevances), relevance);
        return relevance;
    }

    /// <summary>The target's outputs at the input and at each reference.</summary>
    public (double Output, double[] References) Ends()
    {
        Expect(1 + References.Count);
        double[] values = new double[1 + References.Count];
        _quiet = true; // the whole is not announced yet
        Outputs(
            values.Length,
            (n, x) => (n == 0 ? Input : References[n - 1]).CopyTo(x),
            (n, value) => values[n] = value
        );
        _quiet = false;
        return (values[0], values[1..]);
    }

    /// <summary>Ends a call that has no progress of its own, such as solving, if the token was cancelled.</summary>
    public void ThrowIfCancelled() => _options.CancellationToken.ThrowIfCancellationRequested();

    /// <summary>Tells that all is done.</summary>
    internal void Finish()
    {
        ThrowIfCancelled();
        _options.Progress?.Report(1);
    }

    private void Ask(
        int count,
        Action<int, Span<double>> write,
        Action<ReadOnlySpan<double>, int> ask,
        Action<int, int> read
    )
    {
        int size = Input.Length;
        double[] inputs = new double[checked(Math.Min(count, _atOnce) * size)];
        for (int first = 0, samples; first < count; first += samples)
        {
            ThrowIfCancelled();
            samples = Math.Min(_atOnce, count - first);
            for (int n = 0; n < samples; n++)
                write(first + n, inputs.AsSpan(n * size, size));
            ask(inputs.AsSpan(0, samples * size), samples);
            for (int n = 0; n < samples; n++)
                read(first + n, n);
            Tell(samples);
        }
    }

    private void Tell(int samples)
    {
        _asked += samples;
        double done = (double)_asked / _expected;
        if (_quiet || done >= 1 || done <= _told)
            return; // 1 is told when the result is there
        _told = done;
        _options.Progress?.Report(done);
    }
}

/// <summary>Makes relevances of the outputs from the outputs.</summary>
/// <param name="outputs">[outputs]</param>
/// <param name="relevances">Receives [columns, outputs]; it is zero before.</param>
public delegate void OutputRelevances(ReadOnlySpan<double> outputs, Span<double> relevances);
