using System.Runtime.CompilerServices;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Cli.Measuring;

/// <summary>Measures explaining seeded inputs, beside the forward pass and the machine's product rate.</summary>
internal sealed class Bench(
    Subject subject,
    CompositeRequest request,
    int batch,
    int threads,
    CancellationToken cancellation
)
{
    private static readonly CompositeRequest Gradient = new() { Composite = "gradient" };

    /// <summary>Random relevances of a convergence that is measured too; null for none.</summary>
    public int? Vectors { get; init; }

    /// <summary>Where they start.</summary>
    public IReadOnlyList<string> From { get; init; } = ["all"];

    /// <summary>A device on which the same explanation is measured too; null for none.</summary>
    public Device? Device { get; init; }

    /// <summary>Whether a plan had to be compiled, so that the compiler's memory is this process's, too.</summary>
    public bool HasCompiled { get; private set; }

    /// <summary>Seeded inputs [batch, input], even over the declared range, else over [0, 1].</summary>
    public static float[] Inputs(Subject subject, int batch)
    {
        int size = subject.Inputs.Sum(i => i.Shape.Aggregate(1, (product, extent) => product * extent));
        (float low, float high) = subject.Range ?? (0, 1);
        return SeededNumbers.Fill("bench", checked(size * batch), low, high);
    }

    /// <summary>Compiles what is not in the cache.</summary>
    public void Prepare()
    {
        _ = (Explained(), Forwarded(subject), Cut(new("", [])) is { } cut ? Forwarded(cut.Subject) : null);
    }

    public Measurement Run(int runs)
    {
        float[] inputs = Inputs(subject, batch);
        int[] targets = new int[batch];
        // before any other explainer exists, so that the peak is that of explaining alone
        using Explainer explainer = LoadAlone();
        float[] relevance = new float[checked(inputs.Length * explainer.Layout.Results.Length)];
        PeakMemory.Begin();
        explainer.Explain(inputs, targets, relevance);
        explainer.Explain(inputs, targets, relevance);
        double peak = PeakMemory.Megabytes();
        ConvergenceOptions? convergence = Vectors is { } vectors
            ? new()
            {
                Vectors = vectors,
                From = ConvergenceFrom.Read(explainer, From),
                CancellationToken = cancellation,
            }
            : null;
        double convergencePeak = convergence is null ? double.NaN : PeakOf(explainer, inputs, convergence);

        WeightSet weights = subject.Weights;
        // the forward pass without what rules need of it: that of the gradient
        using Explainer gradient = Forwarded(subject).Explainer(weights, threads);
        Convolutions? cut = Cut(weights);
        using Explainer? convolutions = cut is null ? null : Forwarded(cut.Subject).Explainer(cut.Weights, threads);
        using ProductRate product = new(threads);
        List<Action> works =
        [
            () => explainer.Explain(inputs, targets, relevance),
            () => gradient.Predict(inputs),
            product.Run,
        ];
        if (convolutions is not null)
            works.Add(() => convolutions.Predict(inputs));
        using Explainer? onDevice = Device is null
            ? null
            : Explained().Explainer(weights, new ExplainerOptions { Device = Device });
        if (onDevice is not null)
            works.Add(() => onDevice.Explain(inputs, targets, relevance));
        if (convergence is not null)
            works.Add(() => explainer.Convergence(inputs, convergence));
        Timing[] times = Rounds.Measure(works, runs, cancellation);

        int atOnce = explainer.SamplesAtOnce(batch, columns: 1);
        // last, since the compiler takes memory
        Analysis analysis = Analysis.Of(subject, request, cancellation);
        Traffic traffic = Traffic.Of(analysis.Plan);
        return new()
        {
            Explain = times[0],
            Forward = times[1],
            Product = times[2],
            Convolutions = convolutions is null ? null : times[3],
            OnDevice = onDevice is null ? null : times[convolutions is null ? 3 : 4],
            Convergence = convergence is null
                ? null
                : new(times[^1], convergence.Vectors, string.Join(", ", From), convergencePeak),
            ExplainOperations = (double)batch * analysis.Costs.Sum(c => c.ProductFlops),
            ForwardOperations =
                2.0
                * batch
                * subject.Graph.Nodes.Where(LayerNumbers.IsWeighted).Sum(n => (double)LayerNumbers.Multiplications(n)),
            ConvolutionOperations = 2 * batch * (cut?.Multiplications ?? 0),
            BytesMoved = traffic.Moved(batch, pieces: (batch + atOnce - 1) / atOnce),
            Traffic = traffic,
            PeakMegabytes = peak,
            Threads = threads,
            Batch = batch,
            Runs = runs,
            Relevance = relevance,
        };
    }

    private static double PeakOf(Explainer explainer, float[] inputs, ConvergenceOptions convergence)
    {
        PeakMemory.Begin();
        explainer.Convergence(inputs, convergence);
        return PeakMemory.Megabytes();
    }

    // apart, so that nothing on this frame holds the weights that were read
    [MethodImpl(MethodImplOptions.NoInlining)]
    private Explainer LoadAlone() => Explained().Explainer(subject.Weights, threads);

    private Plan Explained() => Noted(Plan.Of(subject, request, cancellation));

    private Plan Forwarded(Subject network) =>
        Noted(Plan.Of(network, Gradient with { Range = network == subject ? request.Range : null }, cancellation));

    private Convolutions? Cut(WeightSet weights) => Convolutions.Of(subject, weights);

    private Plan Noted(Plan plan)
    {
        HasCompiled |= plan.IsCompiledNow;
        return plan;
    }
}
