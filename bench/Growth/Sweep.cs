using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Networks;

namespace RuleCompiler.Bench.Growth;

/// <summary>One size of the family that grows while the others stay.</summary>
/// <param name="Name">What grows.</param>
/// <param name="Axis">The same for a chart's axis.</param>
/// <param name="Sizes">Its values, ascending.</param>
/// <param name="Of">The network and the batch at a value.</param>
internal sealed record Sweep(string Name, string Axis, int[] Sizes, Func<int, (Family Network, int Batch)> Of)
{
    private static readonly Family Base = new(Width: 16, Depth: 4, Side: 28);

    public static IReadOnlyList<Sweep> All { get; } =
    [
        new(
            "batch",
            "batch, images",
            [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256],
            batch => (Base, batch)
        ),
        new(
            "width",
            "width, channels of a layer",
            [16, 20, 24, 32, 40, 48, 64, 80, 96, 128],
            width => (Base with { Width = width }, 1)
        ),
        new(
            "depth",
            "depth, convolutions",
            [4, 6, 8, 12, 16, 24, 32, 48, 64],
            depth => (Base with { Depth = depth }, 1)
        ),
        new(
            "side",
            "side of the image, pixels",
            [28, 40, 56, 80, 112, 160, 224, 320, 448],
            side => (Base with { Side = side }, 1)
        ),
    ];

    /// <summary>The whole sweep, its sizes in turns.</summary>
    public GrowthCurve Measure(int threads, int runs)
    {
        List<Explainer> explainers = [];
        try
        {
            List<Action> works = [];
            foreach (int size in Sizes)
            {
                (Family network, int batch) = Of(size);
                Explainer explainer = network.Load(threads);
                explainers.Add(explainer);
                float[] inputs = SeededNumbers.Fill("growth", batch * network.InputSize, 0, 1);
                (int[] targets, float[] relevance) = (new int[batch], new float[inputs.Length]);
                works.Add(() => explainer.Explain(inputs, targets, relevance));
            }
            Timing[] times = Rounds.Measure(works, runs);
            return new(threads, [.. Sizes.Zip(times, (size, time) => new GrowthPoint(size, Work(size), time.Min))]);
        }
        finally
        {
            foreach (Explainer explainer in explainers)
                explainer.Dispose();
        }
    }

    private double Work(int size)
    {
        (Family network, int batch) = Of(size);
        return batch * network.Operations();
    }
}
