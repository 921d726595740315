using RuleCompiler;

namespace RdeStudy;

/// <summary>A method that gives relevance maps.</summary>
/// <param name="Name">As the figures call it.</param>
/// <param name="Settings">Its settings, in a few words.</param>
/// <param name="Explain">The maps of a subject's images.</param>
internal sealed record MapMethod(string Name, string Settings, Func<Subject, Work, MapResult> Explain)
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
                return new(maps);
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

                return new(maps);
            }
        );

    /// <summary>SHAP by DeepLIFT against the subject's other inputs.</summary>
    /// <param name="others">How many there are, and what of, in words.</param>
    /// <param name="open">Opens the network with the rule of rescaled differences.</param>
    public static MapMethod Shap(string others, Func<WeightSet, Explainer> open) =>
        Asked(
            "SHAP",
            $"DeepLIFT against {others}",
            new DeepLiftShap(),
            open,
            subject =>
                new()
                {
                    References = [.. subject.Others.Select(other => Array.ConvertAll(other, value => (double)value))],
                }
        );

    /// <summary>LIME on squares of pixels, black where one is left out.</summary>
    /// <param name="samples">Pictures that the network is asked for.</param>
    /// <param name="square">Pixels along a square's side.</param>
    /// <param name="open">Opens the network.</param>
    public static MapMethod Lime(int samples, int square, Func<WeightSet, Explainer> open) =>
        Asked(
            "LIME",
            $"{samples} samples, squares of {square} × {square} pixels, black where one is left out",
            new Lime(samples, KernelWidth: 0.25, LimeDistance.CosineOfCoalitions, Ridge: 1),
            open,
            subject => new() { Groups = Squares(subject.Side, square) }
        );

    /// <summary>Rate-distortion explanations by assumed density filtering, some images at once.</summary>
    /// <param name="name">As the figures call it.</param>
    /// <param name="open">Opens the propagator.</param>
    /// <param name="reference">Chooses the reference distribution.</param>
    /// <param name="atOnce">Images of a batch.</param>
    /// <param name="iterations">Most iterations of an image.</param>
    public static MapMethod Rde(
        string name,
        Func<WeightSet, Propagator> open,
        Func<Subject, ReferenceDistribution> reference,
        int atOnce = 8,
        int iterations = 200
    ) =>
        new(
            name,
            $"projected gradient descent, momentum 0.85, from s = 0.2, at most {iterations} iterations",
            (subject, work) =>
            {
                using Propagator propagator = open(subject.Weights);
                List<RateDistortionExplanation> found = [];
                foreach (int[] batch in Enumerable.Range(0, subject.Count).Chunk(atOnce))
                {
                    AdfDistortion distortion = new(
                        propagator,
                        subject.Images.AsSpan(batch[0] * subject.Size, batch.Length * subject.Size),
                        [.. batch.Select(n => subject.Targets[n])],
                        reference(subject)
                    );
                    RateDistortionOptions options = new()
                    {
                        Lambda = subject.Lambda,
                        Iterations = iterations,
                        CancellationToken = work.Stop,
                    };
                    found.AddRange(RateDistortion.Explain(distortion, options));
                    work.Tell((double)found.Count / subject.Count);
                }

                return new([.. found.SelectMany(one => one.Relevance)])
                {
                    Search = new(
                        found.Average(one => one.Rate / subject.Size),
                        found.Average(one => one.Distortion),
                        found.Average(one => one.Iterations),
                        found.Average(one => one.Evaluations)
                    ),
                };
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
                return new(maps);
            }
        );

    /// <summary>For each pixel of an image the square that it is in.</summary>
    private static int[] Squares(int side, int of) =>
        [.. Enumerable.Range(0, side * side).Select(i => (i / side / of * (side / of)) + (i % side / of))];
}

/// <summary>What a method found.</summary>
/// <param name="Maps">[N, d]</param>
internal sealed record MapResult(float[] Maps)
{
    /// <summary>How a search ended; null where nothing was searched.</summary>
    public Search? Search { get; init; }
}

/// <summary>Means over images of where searches ended.</summary>
/// <param name="Rate">‖s‖₁ as a part of all components.</param>
/// <param name="Distortion">D(s), in squares of the logit.</param>
/// <param name="Iterations">Iterations.</param>
/// <param name="Evaluations">Questions to the network.</param>
internal sealed record Search(double Rate, double Distortion, double Iterations, double Evaluations);

/// <summary>What a method tells of its work, and when it is to stop.</summary>
/// <param name="Tell">Takes the part that is done, 0 to 1.</param>
/// <param name="Stop">Ends the work.</param>
internal sealed record Work(Action<double> Tell, CancellationToken Stop);
