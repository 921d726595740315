using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// A network compiled with a composite. Safe for concurrent calls, and for Dispose during one: each call works in
/// memory of its own, weights are only read. Results do not depend on the number of threads; the size of the batch
/// changes no more than the rounding of dense layers, whose sums are taken in another order for few samples.
/// </summary>
public abstract partial class Explainer : CompiledNetwork
{
    /// <summary>Generated code calls this with its layout.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected Explainer(ExplainerLayout layout, WeightSet weights, ExplainerOptions? options)
        : base(layout, weights, options) { }

    /// <summary>What relevance starts as where a call does not say: the composite's <c>Start</c>.</summary>
    public OutputRelevance DefaultStart => Layout.DefaultStart;

    /// <summary>Whether the composite compares with a reference input: whether a formula names a0, x0, y0 or w0.</summary>
    public bool ComparesWithReference => Layout.Reference is not null;

    /// <summary>Explains one output for one input.</summary>
    /// <param name="input">The input in memory order, [C,H,W] or [features].</param>
    /// <param name="target">The output's index.</param>
    /// <param name="start">What relevance starts as at that output; the composite's own unless given.</param>
    /// <param name="layers">Whether every layer's output and the relevance there are kept.</param>
    /// <param name="reference">The reference input; the one of <see cref="ExplainerOptions.Reference"/> where empty.</param>
    /// <exception cref="ArgumentException">The input or the reference has a wrong length, or a value that is not finite or outside of the declared range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public Explanation Explain(
        ReadOnlySpan<float> input,
        int target,
        OutputRelevance? start = null,
        bool layers = false,
        ReadOnlySpan<float> reference = default
    )
    {
        InputCheck.One(Layout, input, nameof(input));
        OutputRelevance kind = start ?? Layout.DefaultStart;
        OutputStart begin = OutputStart.At(Layout, [target], 1, kind, nameof(target));
        Explanation explanation = Explain(input, begin, target, layers, reference);
        explanation.Start = kind == OutputRelevance.One ? 1 : explanation.Logits[target];
        return explanation;
    }

    /// <summary>Explains one input from any relevance at the output.</summary>
    /// <param name="input">The input in memory order, [C,H,W] or [features].</param>
    /// <param name="outputRelevance">The relevance of each output.</param>
    /// <param name="layers">Whether every layer's output and the relevance there are kept.</param>
    /// <exception cref="ArgumentException">An argument has a wrong length or a value that is not finite, or the input one outside of the declared range.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public Explanation Explain(ReadOnlySpan<float> input, ReadOnlySpan<float> outputRelevance, bool layers = false)
    {
        InputCheck.One(Layout, input, nameof(input));
        OutputStart begin = OutputStart.One(Layout, outputRelevance, nameof(outputRelevance));
        Explanation explanation = Explain(input, begin, -1, layers, default);
        double sum = 0;
        foreach (float value in outputRelevance)
            sum += value;
        explanation.Start = (float)sum;
        return explanation;
    }

    /// <summary>Explains a batch into memory of the caller's. Allocates nothing once a batch of this size was seen, but on a device small objects for each launch.</summary>
    /// <param name="inputs">[N, input]; a long batch goes through the network in pieces.</param>
    /// <param name="targets">[N]</param>
    /// <param name="relevance">Receives [N, input]; for rules of several channels without Finish [channels, N, input].</param>
    /// <param name="logits">Receives [N, outputs]; empty where they are not wanted.</param>
    /// <param name="start">What relevance starts as at the targets; the composite's own unless given.</param>
    /// <param name="references">[N, input], the reference of each input; the one of <see cref="ExplainerOptions.Reference"/> where empty.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite or outside of the declared range.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public void Explain(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<int> targets,
        Span<float> relevance,
        Span<float> logits = default,
        OutputRelevance? start = null,
        ReadOnlySpan<float> references = default
    )
    {
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        OutputStart begin = OutputStart.At(Layout, targets, samples, start ?? Layout.DefaultStart, nameof(targets));
        Run(inputs, samples, begin, relevance, logits, null, nameof(inputs), references: references);
    }

    /// <summary>
    /// Explains a batch from any relevances at the output, one or several for each sample: all of them go down in
    /// one pass, over one forward pass. Allocates nothing once a batch of this size was seen, but on a device small objects for each launch.
    /// </summary>
    /// <param name="inputs">[N, input]; a long batch goes through the network in pieces.</param>
    /// <param name="outputRelevances">[N, columns, outputs]</param>
    /// <param name="relevance">Receives [N, columns, input]; for rules of several channels without Finish [channels, N, columns, input].</param>
    /// <param name="logits">Receives [N, outputs]; empty where they are not wanted.</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite or outside of the declared range.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public void Explain(
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> outputRelevances,
        Span<float> relevance,
        Span<float> logits = default
    )
    {
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        OutputStart begin = OutputStart.Given(Layout, outputRelevances, samples, nameof(outputRelevances));
        Run(inputs, samples, begin, relevance, logits, null, nameof(inputs));
    }

    /// <summary>The network's outputs [N, outputs] for a batch of inputs [N, input].</summary>
    /// <exception cref="ArgumentException">The inputs have a wrong length, or a value that is not finite or outside of the declared range.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    public float[] Predict(ReadOnlySpan<float> inputs)
    {
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        float[] logits = new float[checked(samples * Layout.OutputSize)];
        Run(inputs, samples, OutputStart.None, default, logits, null, nameof(inputs));
        return logits;
    }

    private Explanation Explain(
        ReadOnlySpan<float> input,
        OutputStart start,
        int target,
        bool layers,
        ReadOnlySpan<float> reference
    )
    {
        float[] relevance = new float[checked(Layout.InputSize * Layout.Results.Length)];
        float[] logits = new float[Layout.OutputSize];
        LayerRecord? taps = layers ? new(Layout.Taps) : null;
        Run(input, 1, start, relevance, logits, taps, nameof(input), references: reference);
        return new(relevance, Layout.InputShape, logits, target, taps, Inputs);
    }

    private void Run(
        ReadOnlySpan<float> inputs,
        int samples,
        OutputStart start,
        Span<float> relevance,
        Span<float> logits,
        ILayerTaps? taps,
        string parameter,
        bool anywhere = false,
        ReadOnlySpan<float> references = default
    )
    {
        InputCheck.Values(Layout, inputs, parameter, anywhere);
        InputCheck.References(Layout, references, samples, anywhere);
        CheckPlaces(samples, start, relevance, logits);
        int atOnce = SamplesAtOnce(samples, start.Columns);
        Workspace workspace = Rent();
        try
        {
            for (int first = 0, count; first < samples; first += count)
            {
                count = Math.Min(atOnce, samples - first);
                taps?.Begin(first, count, Math.Max(1, start.Columns));
                Execution pass = Begin(workspace, count, Math.Max(1, start.Columns), taps);
                Forward(pass, inputs, references, first, logits);
                if (start.Explains)
                    Backward(pass, start, samples, first, relevance);
            }
        }
        finally
        {
            Return(workspace);
        }
    }

    private void Forward(
        in Execution pass,
        ReadOnlySpan<float> inputs,
        ReadOnlySpan<float> references,
        int first,
        Span<float> logits
    )
    {
        Span<float> input = pass.At(Layout.Inputs[0]).Span;
        inputs.Slice(first * Layout.InputSize, input.Length).CopyTo(input);
        if (Layout.Reference is { } reference)
            FillReference(
                pass.At(reference).Span,
                references.IsEmpty ? references : references[(first * Layout.InputSize)..]
            );
        Up(pass);
        if (!logits.IsEmpty)
            pass.At(Layout.Outputs[0]).Span.CopyTo(logits[(first * Layout.OutputSize)..]);
    }

    private void Backward(in Execution pass, OutputStart start, int samples, int first, Span<float> relevance)
    {
        start.Write(first, pass.At(Layout.Outputs[0]).Span, Layout.OutputSize, pass.At(Layout.Starts[0]).Span);
        Down(pass);
        int each = start.Columns * Layout.InputSize;
        for (int channel = 0; channel < Layout.Results.Length; channel++)
            pass.At(Layout.Results[channel]).Span.CopyTo(relevance[(((channel * samples) + first) * each)..]);
    }

    /// <summary>The references given with the call, else the one given at load, for each sample.</summary>
    private void FillReference(Span<float> places, ReadOnlySpan<float> given)
    {
        if (!given.IsEmpty)
            given[..places.Length].CopyTo(places);
        else if (Reference is null)
            places.Clear();
        for (int at = 0; given.IsEmpty && Reference is not null && at < places.Length; at += Reference.Length)
            Reference.CopyTo(places[at..]);
    }

    private void CheckPlaces(int samples, OutputStart start, ReadOnlySpan<float> relevance, ReadOnlySpan<float> logits)
    {
        long outputs = (long)samples * Layout.OutputSize;
        if (logits.Length != 0 && logits.Length != outputs)
            throw new ArgumentException(
                $"The span for the logits has {logits.Length} places; give {outputs} ({samples} inputs of {Layout.OutputSize} outputs), "
                    + "or none where they are not wanted.",
                nameof(logits)
            );
        long needed = (long)samples * start.Columns * Layout.InputSize * Layout.Results.Length;
        if (start.Explains && relevance.Length != needed)
            throw new ArgumentException(
                $"The span for the relevance has {relevance.Length} places; give {needed}: {Layout.InputSize} for each of {samples} inputs"
                    + (start.Columns > 1 ? $" and {start.Columns} columns" : "")
                    + (Layout.Results.Length > 1 ? $", in {Layout.Results.Length} channels of the rule." : "."),
                nameof(relevance)
            );
    }
}
