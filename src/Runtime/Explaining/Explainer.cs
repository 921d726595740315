using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// A network compiled with a composite. Safe for concurrent calls: each call works in memory of its own, weights
/// are only read. Results do not depend on the number of threads or on the batch.
/// </summary>
public abstract class Explainer : CompiledNetwork
{
    /// <summary>Generated code calls this with its layout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Explainer(ExplainerLayout layout, WeightSet weights, ExplainerOptions? options)
        : base(layout, weights, options) { }

    /// <summary>Explains one output for one input.</summary>
    /// <param name="input">The input in memory order, [C,H,W] or [features].</param>
    /// <param name="target">The output's index.</param>
    /// <param name="start">The relevance at that output.</param>
    /// <param name="layers">Whether the relevance at every layer's output is kept.</param>
    /// <exception cref="ArgumentException">The input has a wrong length, or a value that is not finite or outside of the declared range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public Explanation Explain(
        ReadOnlySpan<float> input,
        int target,
        OutputRelevance start = OutputRelevance.Logit,
        bool layers = false
    )
    {
        RequireOne(input);
        float[] relevance = new float[RelevanceSize];
        float[] logits = new float[Layout.OutputSize];
        LayerRelevances? taps = layers ? new(Layout.Taps) : null;
        ReadOnlySpan<int> targets = [target];
        Run(input, targets, default, start, 1, relevance, logits, taps);
        float begun = start == OutputRelevance.One ? 1 : logits[target];
        return new(relevance, Layout.InputShape, logits, target, begun, taps?.Values);
    }

    /// <summary>Explains one input from any relevance at the output.</summary>
    /// <param name="input">The input in memory order, [C,H,W] or [features].</param>
    /// <param name="outputRelevance">The relevance of each output.</param>
    /// <param name="layers">Whether the relevance at every layer's output is kept.</param>
    /// <exception cref="ArgumentException">An argument has a wrong length or a value that is not finite.</exception>
    public Explanation Explain(ReadOnlySpan<float> input, ReadOnlySpan<float> outputRelevance, bool layers = false)
    {
        RequireOne(input);
        float[] relevance = new float[RelevanceSize];
        float[] logits = new float[Layout.OutputSize];
        LayerRelevances? taps = layers ? new(Layout.Taps) : null;
        Run(input, default, outputRelevance, default, Columns(1, outputRelevance), relevance, logits, taps);
        return new(relevance, Layout.InputShape, logits, -1, Sum(outputRelevance), taps?.Values);
    }

    /// <summary>Explains a batch into memory of the caller's. Allocates nothing once a batch of this size was seen.</summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="targets">[N]</param>
    /// <param name="relevance">Receives [N, input]; for rules of several channels without Finish [channels, N, input].</param>
    /// <param name="logits">Receives [N, outputs]; empty where they are not wanted.</param>
    /// <param name="start">The relevance at the targets.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    public void Explain(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        Span<float> relevance,
        Span<float> logits = default,
        OutputRelevance start = OutputRelevance.Logit
    ) => Run(inputs, targets, default, start, 1, relevance, logits, null);

    /// <summary>
    /// Explains a batch from any relevances at the output, one or several for each sample: all of them go down in
    /// one pass, over one forward pass.
    /// </summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="outputRelevances">[N, columns, outputs]</param>
    /// <param name="relevance">Receives [N, columns, input]; for rules of several channels without Finish [channels, N, columns, input].</param>
    /// <param name="logits">Receives [N, outputs]; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    public void Explain(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> outputRelevances,
        Span<float> relevance,
        Span<float> logits = default
    ) => Run(inputs, default, outputRelevances, default, Columns(CountSamples(inputs), outputRelevances), relevance, logits, null);

    /// <summary>The network's outputs [N, outputs] for a batch of inputs [N, input].</summary>
    /// <exception cref="ArgumentException">The inputs have a wrong length or a value that is not finite.</exception>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        float[] logits = new float[CountSamples(inputs) * Layout.OutputSize];
        Run(inputs, default, default, default, 1, default, logits, null);
        return logits;
    }

    /// <summary>Generated: the backward pass.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected abstract void Backward(in Execution pass);

    private int RelevanceSize => Layout.InputSize * Layout.Results.Length;

    private void Run(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<float> starts,
        OutputRelevance start,
        int columns,
        Span<float> relevance,
        Span<float> logits,
        LayerRelevances? taps
    )
    {
        int samples = CountSamples(inputs);
        bool explains = targets.Length + starts.Length > 0;
        Check(samples, inputs, targets, starts, columns, relevance, logits, explains);
        Workspace workspace = Rent();
        try
        {
            Execution pass = Begin(workspace, samples, columns, taps);
            inputs.CopyTo(pass.At(Layout.Inputs[0]).Span);
            if (Layout.Reference is { } reference)
                FillReference(pass.At(reference).Span, samples);
            Forward(pass);
            ReadOnlySpan<float> outputs = pass.At(Layout.Outputs[0]).Span;
            if (logits.Length > 0)
                outputs.CopyTo(logits);
            if (!explains)
                return;
            Begin(pass.At(Layout.Start!).Span, outputs, targets, starts, start);
            Backward(pass);
            int size = samples * columns * Layout.InputSize;
            for (int channel = 0; channel < Layout.Results.Length; channel++)
                pass.At(Layout.Results[channel]).Span.CopyTo(relevance.Slice(channel * size, size));
        }
        finally
        {
            Return(workspace);
        }
    }

    private void Check(
        int samples,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<float> starts,
        int columns,
        ReadOnlySpan<float> relevance,
        ReadOnlySpan<float> logits,
        bool explains
    )
    {
        CheckInput(inputs, "input");
        int outputs = Layout.OutputSize;
        if (starts.Length == 0 && explains && targets.Length != samples)
            throw new ArgumentException($"There are {targets.Length} targets for {samples} inputs; give one for each.");
        foreach (int target in targets)
        {
            if ((uint)target >= (uint)outputs)
                throw new ArgumentOutOfRangeException(nameof(targets), target, $"The network has the outputs 0 to {outputs - 1}.");
        }

        int bad = starts.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException($"The output relevance holds {starts[bad]} at index {bad}; values must be finite.");
        if (logits.Length != 0 && logits.Length != samples * outputs)
            throw new ArgumentException($"The span for the logits has {logits.Length} places; give {samples * outputs} or none.");
        long needed = (long)samples * columns * RelevanceSize;
        if (explains && relevance.Length != needed)
            throw new ArgumentException($"The span for the relevance has {relevance.Length} places; give {needed}.");
    }

    private static void Begin(
        Span<float> relevance,
        ReadOnlySpan<float> outputs,
        ReadOnlySpan<int> targets,
        ReadOnlySpan<float> starts,
        OutputRelevance start
    )
    {
        if (starts.Length > 0)
        {
            starts.CopyTo(relevance);
            return;
        }

        relevance.Clear();
        int size = outputs.Length / targets.Length;
        for (int n = 0; n < targets.Length; n++)
        {
            int at = (n * size) + targets[n];
            relevance[at] = start == OutputRelevance.One ? 1 : outputs[at];
        }
    }

    private void FillReference(Span<float> region, int samples)
    {
        int size = Layout.InputSize;
        if (Options.Reference is not { } reference)
        {
            region.Clear();
            return;
        }

        if (reference.Length != size)
            throw new ArgumentException($"The reference input has {reference.Length} values; give {size} ([{Text(Layout.InputShape)}]).");
        for (int n = 0; n < samples; n++)
            reference.CopyTo(region.Slice(n * size, size));
    }

    private int Columns(int samples, ReadOnlySpan<float> starts)
    {
        int one = samples * Layout.OutputSize;
        return starts.Length > 0 && starts.Length % one == 0
            ? starts.Length / one
            : throw new ArgumentException(
                $"The output relevance has {starts.Length} values; give {Layout.OutputSize} for each of the {samples} inputs, "
                    + "or a multiple of that for several columns."
            );
    }

    private void RequireOne(ReadOnlySpan<float> input)
    {
        if (input.Length != Layout.InputSize)
            throw new ArgumentException(
                $"The input has {input.Length} values; the network '{Layout.Network}' takes {Layout.InputSize} ([{Text(Layout.InputShape)}])."
            );
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return (float)sum;
    }
}
