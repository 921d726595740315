using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Cli.Measuring;

/// <summary>How long explaining took; times in milliseconds a batch.</summary>
internal sealed record Measurement(
    double Median,
    double Min,
    double Max,
    double ForwardMedian,
    double ProductGigaFlops,
    double ForwardFraction,
    double PeakMegabytes,
    int Threads,
    int Batch,
    int Runs
)
{
    public double RatioToForward => Median / ForwardMedian;

    public static Measurement Of(
        Subject subject,
        Plan plan,
        Plan forward,
        int batch,
        int runs,
        int threads,
        CancellationToken cancellation
    )
    {
        int size = subject.Inputs.Sum(i => i.Shape.Aggregate(1, (product, extent) => product * extent));
        (float low, float high) = subject.Range ?? (0, 1);
        float[] inputs = SeededNumbers.Fill("bench", checked(size * batch), low, high);
        int[] targets = new int[batch];
        float[] relevance = new float[inputs.Length];
        double multiplications = subject
            .Graph.Nodes.Where(LayerNumbers.IsWeighted)
            .Sum(n => (double)LayerNumbers.Multiplications(n));

        double[] explained;
        double peak;
        using (Explainer explainer = plan.Explainer(subject.Weights, threads))
        {
            PeakMemory.Begin();
            explained = Clock.Measure(() => explainer.Explain(inputs, targets, relevance), runs, cancellation);
            peak = PeakMemory.Megabytes();
        }
        double[] up;
        using (Explainer gradient = forward.Explainer(subject.Weights, threads))
            up = Clock.Measure(() => gradient.Predict(inputs), runs, cancellation);
        // in the same process right after, so that a busy machine disturbs both sides alike
        double rate = ProductRate.GigaFlops(threads, cancellation);
        double forwardMedian = Clock.Median(up);
        return new(
            Clock.Median(explained),
            explained[0],
            explained[^1],
            forwardMedian,
            rate,
            2 * multiplications * batch / (forwardMedian * 1e6) / rate,
            peak,
            threads,
            batch,
            runs
        );
    }
}
