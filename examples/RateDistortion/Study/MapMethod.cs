using RuleCompiler;

namespace RdeStudy;

/// <summary>A method that gives relevance maps.</summary>
/// <param name="Name">As the figures call it.</param>
/// <param name="Settings">Its settings, in a few words.</param>
/// <param name="Explain">The maps [N, d] of a subject's images.</param>
internal sealed record MapMethod(string Name, string Settings, Func<Subject, Work, float[]> Explain)
{
    /// <summary>A composite's relevance, or its gradient: one pass.</summary>
    public static MapMethod Direct(string name, string settings, Func<WeightSet, Explainer> open) =>
        new(
            name,
            settings,
            (subject, work) =>
            {
                using Explainer explainer = open(subject.Weights);
                float[] maps = new float[subject.Images.Length];
                explainer.Explain(subject.Images, subject.Targets, maps);
                work.Tell(1);
                return maps;
            }
        );

    /// <summary>A method that asks the network many times, image by image.</summary>
    public static MapMethod Asked(
        string name,
        string settings,
        AttributionMethod method,
        Func<WeightSet, Explainer> open,
        Func<Subject, AttributionOptions>? options = null
    ) =>
        new(
            name,
            settings,
            (subject, work) =>
            {
                using Explainer explainer = open(subject.Weights);
                float[] maps = new float[subject.Images.Length];
                for (int n = 0; n < subject.Count; n++)
                {
                    AttributionOptions asked = (options?.Invoke(subject) ?? new()) with
                    {
                        Seed = (ulong)n,
                        CancellationToken = work.Stop,
                    };
                    Attribution found = method.Attribute(explainer, subject.Image(n), subject.Targets[n], asked);
                    for (int i = 0; i < subject.Size; i++)
                        maps[(n * subject.Size) + i] = (float)found.Relevance[i];
                    work.Tell((n + 1.0) / subject.Count);
                }

                return maps;
            }
        );

    /// <summary>Random numbers: what an order without any knowledge gives.</summary>
    public static MapMethod Random { get; } =
        new(
            "random order",
            "seeded",
            (subject, _) =>
            {
                SampleRandom random = new(5, 0);
                float[] maps = new float[subject.Images.Length];
                foreach (ref float relevance in maps.AsSpan())
                    relevance = (float)random.Uniform();
                return maps;
            }
        );

    /// <summary>Squares of pixels as LIME's features.</summary>
    /// <param name="side">Pixels along an image's side.</param>
    /// <param name="of">Pixels along a square's.</param>
    public static int[] Squares(int side, int of) =>
        [.. Enumerable.Range(0, side * side).Select(i => (i / side / of * (side / of)) + (i % side / of))];
}

/// <summary>What a method tells of its work, and when it is to stop.</summary>
/// <param name="Tell">Takes the part that is done, 0 to 1.</param>
/// <param name="Stop">Ends the work.</param>
internal sealed record Work(Action<double> Tell, CancellationToken Stop);
