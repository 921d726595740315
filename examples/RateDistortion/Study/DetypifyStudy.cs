using RuleCompiler;

namespace RdeStudy;

/// <summary>Drawings of 224 × 224 pixels and a third party's network: in place of STL-10, which cannot be had.</summary>
internal static class DetypifyStudy
{
    private const int ReferenceHands = 20;
    private const double Lambda = 0.05; // the paper's for STL-10
    private const int LimeSquare = 16; // 196 of them: a solution has as many unknowns, and wants twice as many samples

    public static Subject Open(bool quick)
    {
        WeightSet weights = OnnxModel.Read(Path.Combine(AppContext.BaseDirectory, "detypify.onnx")).Weights;
        int hands = quick ? 1 : 2;
        (int Symbol, int Hand)[] drawn =
        [
            .. Enumerable
                .Range(0, quick ? 2 : Drawings.All.Count)
                .SelectMany(symbol => Enumerable.Range(0, hands).Select(hand => (symbol, hand))),
        ];
        float[] images = [.. drawn.SelectMany(one => Drawings.Draw(one.Symbol, one.Hand))];
        using DetypifyGradient network = new(weights);
        int[] targets = Subject.Strongest(network, images, images.Length / drawn.Length);
        string[] symbols = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "data", "symbols.txt"));
        Console.WriteLine(
            $"detypify: {drawn.Where((one, n) => symbols[targets[n]] == Drawings.All[one.Symbol].Name).Count()} of {drawn.Length} drawings recognised; what the network sees is explained"
        );
        IEnumerable<float[]> others = Enumerable
            .Range(0, Drawings.All.Count)
            .SelectMany(symbol =>
                Enumerable.Range(hands, quick ? 2 : ReferenceHands).Select(hand => Drawings.Draw(symbol, hand))
            );
        // by the hand after those that are explained: one drawing of a symbol
        float[][] compared = [.. Enumerable.Range(0, Compared(quick)).Select(symbol => Drawings.Draw(symbol, hands))];
        return new(
            "detypify",
            "Handwritten symbols",
            DetypifyExample.Drawing.Side,
            images,
            targets,
            [.. drawn.Select(one => $"drawing {(one.Symbol * hands) + one.Hand + 1}")]
        )
        {
            Weights = weights,
            Independent = ReferenceEstimator.Of(others).Gaussian(),
            Others = compared,
            Lambda = Lambda,
            Samples = quick ? 8 : 64,
            Rates = quick ? [0, 0.1, 1] : [0, 0.01, 0.03, 0.1, 0.3, 1],
            Open = w => new DetypifyGradient(w),
        };
    }

    /// <remarks>
    /// Not RDE with a covariance of low rank: on the digits 30 columns take twenty times as long as the diagonal, which
    /// here takes half a minute a map. 20 maps would take hours.
    /// </remarks>
    public static IReadOnlyList<MapMethod> Methods(bool quick) =>
        [
            MapMethod.Rde(
                "RDE diagonal",
                w => new DetypifyDiagonal(w),
                subject => subject.Independent,
                atOnce: 4,
                iterations: quick ? 2 : 60
            ),
            MapMethod.Direct("LRP", "EpsilonPlus", w => new DetypifyLrp(w)),
            MapMethod.Direct("Deep Taylor", "z^B at the input", w => new DetypifyDeepTaylor(w)),
            MapMethod.Direct("Sensitivity", "squared gradient", w => new DetypifySensitivity(w)),
            MapMethod.Asked(
                "SmoothGrad",
                $"{(quick ? 2 : 16)} samples, noise 0.2 of the range",
                new SmoothGrad(quick ? 2 : 16, 0.2, LastIsInput: false),
                w => new DetypifyGradient(w)
            ),
            MapMethod.Direct(
                "Guided Backprop",
                "gradient; at ReLUs its positive part only",
                w => new DetypifyGuided(w)
            ),
            MapMethod.Shap($"{Compared(quick)} other drawings, one of a symbol", w => new DetypifyDeepLift(w)),
            MapMethod.Lime(quick ? 20 : 400, LimeSquare, w => new DetypifyGradient(w)),
            MapMethod.Random,
        ];

    private static int Compared(bool quick) => quick ? 2 : Drawings.All.Count;
}
