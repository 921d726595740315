using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Laboratory.Tests.Pages;

/// <summary>A page as a study of a deep network gives it, with numbers that a generator makes.</summary>
internal static class SampleStudy
{
    public static readonly string[] Layers =
    [
        "fc8",
        "fc7",
        "fc6",
        .. Enumerable.Range(0, 15).Select(i => $"block{5 - (i / 3)}.conv{3 - (i % 3)}"),
        "features.stem.convolution.0",
        "input",
    ];

    /// <summary>The methods and how many decades their 1 − |cos| falls by at each layer.</summary>
    public static readonly (string Name, double Rate)[] Methods =
    [
        ("LRP-α1β0", 0.72),
        ("Deep Taylor", 0.7),
        ("Excitation BP", 0.6),
        ("Guided BP", 0.26),
        ("Deconvolution", 0.3),
        ("LRP-α2β1", 0.15),
        ("LRP-α5β4", 0.07),
        ("DeepLIFT Rescale", 0.012),
        ("Gradient", 0.009),
    ];

    public static StudyPage Page { get; } =
        new("VGG-16 on 20 pictures", [Convergence(), Distribution(), Ratios(), Sanity(), Maps(), Proofs()])
        {
            Conclusion = Conclusion.From(
                [
                    .. Methods.Select(
                        (m, i) => new MethodOutcome(m.Name, Curve(m.Rate, i)[^1], i < 3 ? Layers[..^1] : [])
                    ),
                ],
                "the input"
            ),
            Facts = [("network", "vgg16.onnx, 16 weighted layers"), ("vectors", "10 from fc8"), ("seed", "7")],
        };

    public static double[] Curve(double rate, int seed)
    {
        var random = new Random(seed);
        return
        [
            .. Layers.Select(
                (_, k) => Math.Max(1e-14, 0.7 * Math.Pow(10, (-rate * k) + (0.3 * (random.NextDouble() - 0.5))))
            ),
        ];
    }

    private static LineChart Convergence() =>
        new(
            "Cosine similarity convergence",
            Layers,
            [
                .. Methods.Select(
                    (m, i) =>
                    {
                        double[] median = Curve(m.Rate, i);
                        if (i == 0)
                            median[^2] = 0;
                        if (i == 4)
                            median[9] = double.NaN;
                        return new LineSeries(
                            m.Name,
                            median,
                            [.. median.Select(v => v / 3)],
                            [.. median.Select(v => Math.Min(1, v * 3))]
                        );
                    }
                ),
            ]
        )
        {
            Scale = ValueScale.Logarithmic,
            ValueTitle = "median of 1 − |cos|",
            BandTitle = "5th to 95th percentile",
            Reference = new ReferenceLine(0.01, "|cos| = 0.99, below which a method counts as converged"),
            Note =
                "Random relevance is put in at the top layer and propagated down. The lower a curve, the more alike the "
                + "results, and the less is left of what was put in.",
        };

    private static Histogram Distribution()
    {
        double[] edges = [.. Enumerable.Range(0, 21).Select(i => i / 20.0)];
        var random = new Random(3);
        return new Histogram(
            "Similarity at the first convolution",
            edges,
            [
                .. Methods.Select(m =>
                    Histogram.Count(
                        m.Name,
                        Enumerable.Range(0, 2000).Select(_ => Math.Pow(random.NextDouble(), 0.02 / m.Rate)),
                        edges
                    )
                ),
            ]
        )
        {
            ValueTitle = "|cos| at each location of the first convolution",
        };
    }

    private static LineChart Ratios() =>
        new(
            "Singular values",
            Layers,
            [
                .. Methods
                    .Take(3)
                    .Select(
                        (m, i) =>
                            new LineSeries(
                                m.Name,
                                [.. Layers.Select((_, k) => Math.Pow(10, (m.Rate * k / 3) + 0.1 + (0.1 * i)))]
                            )
                    ),
            ]
        )
        {
            Scale = ValueScale.Logarithmic,
            ValueTitle = "σ₁/σ₂ of the chain",
        };

    private static LineChart Sanity()
    {
        LineSeries Series(string name, double floor)
        {
            double[] mean = [.. Layers.Select((_, k) => floor + ((1 - floor) * Math.Exp(-0.4 * k)))];
            return new LineSeries(
                name,
                mean,
                [.. mean.Select(v => v - 0.04)],
                [.. mean.Select(v => Math.Min(1, v + 0.04))]
            );
        }

        return new LineChart(
            "Cascading randomisation",
            Layers,
            [Series("LRP-α1β0", 0.86), Series("Guided BP", 0.7), Series("Gradient", 0.12)]
        )
        {
            Range = (0, 1),
            ValueTitle = "SSIM with the map of the trained network",
            CategoryTitle = "randomised down to layer",
            BandTitle = "99 % bootstrap intervals",
        };
    }

    private static PictureGrid Maps()
    {
        string[] columns = ["trained", .. Layers[..8]];
        return new PictureGrid(
            "Saliency maps under randomisation",
            columns,
            [
                .. Methods
                    .Where((_, i) => i % 4 == 0)
                    .Select((m, r) => new PictureRow(m.Name, [.. columns.Select((_, c) => Map(r, c))])),
            ]
        );
    }

    private static Picture Map(int row, int column)
    {
        var relevance = new float[28 * 28];
        for (int i = 0; i < relevance.Length; i++)
        {
            double x = (i % 28) - 14 + (row * column * 0.4),
                y = (i / 28) - 14;
            relevance[i] = (float)(Math.Cos(x / 3) * Math.Exp(-((x * x) + (y * y)) / 90));
        }

        return Picture.Of(Heatmap.Render(relevance, 28, 28), $"SSIM {1 - (0.1 * row * column / 2):0.00}");
    }

    private static Findings Proofs() =>
        new(
            "What the compiler proves",
            Layers,
            [
                .. Methods.Select(
                    (m, i) =>
                        new Finding(
                            m.Name,
                            [
                                .. Layers.Select(
                                    (_, k) =>
                                        i < 3 && k < 19 ? MatrixSign.NonNegative
                                        : i < 8 ? MatrixSign.Mixed
                                        : MatrixSign.Unknown
                                ),
                            ]
                        )
                ),
            ]
        );
}
