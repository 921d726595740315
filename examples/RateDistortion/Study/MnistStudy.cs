using RuleCompiler;

namespace RdeStudy;

/// <summary>Digits: section 5 of Macdonald et al. 2019.</summary>
internal static class MnistStudy
{
    private const double Lambda = 0.5; // the paper's
    private const int LimeSquare = 2;

    public static Subject Open(bool quick)
    {
        WeightSet weights = OnnxModel.Read(Path.Combine(AppContext.BaseDirectory, "mnist-cnn.onnx")).Weights;
        (float[] images, int[] labels, IReadOnlyList<float[]> others) = Digits.Read(quick ? 1 : 5, Others(quick));
        using MnistGradient network = new(weights);
        return new(
            "mnist",
            "MNIST digits",
            Digits.Side,
            images,
            Subject.Strongest(network, images, Digits.Side * Digits.Side),
            [.. labels.Select(label => $"{label}")]
        )
        {
            Weights = weights,
            Independent = Digits.Independent(),
            Correlated = Digits.Correlated(),
            Others = others,
            Lambda = Lambda,
            Samples = quick ? 16 : 512,
            Rates = quick ? [0, 0.02, 0.1, 1] : [0, 0.01, 0.02, 0.05, 0.1, 0.2, 0.4, 1],
            Open = w => new MnistGradient(w),
        };
    }

    public static IReadOnlyList<MapMethod> Methods(bool quick) =>
        [
            MapMethod.Rde(
                "RDE diagonal",
                w => new MnistDiagonal(w),
                subject => subject.Independent,
                iterations: quick ? 10 : 200
            ),
            MapMethod.Rde(
                "RDE low rank",
                w => new MnistLowRank(w),
                subject => subject.Correlated!,
                iterations: quick ? 4 : 200
            ),
            MapMethod.Direct("LRP", "EpsilonPlus: z⁺ in convolutions, ε in dense layers", w => new MnistLrp(w)),
            MapMethod.Direct("Deep Taylor", "z^B at the input, z⁺ above", w => new MnistDeepTaylor(w)),
            MapMethod.Direct("Sensitivity", "squared gradient", w => new MnistSensitivity(w)),
            MapMethod.Asked(
                "SmoothGrad",
                $"{Noisy(quick)} samples, noise 0.2 of the range",
                new SmoothGrad(Noisy(quick), 0.2, LastIsInput: false),
                w => new MnistGradient(w)
            ),
            MapMethod.Direct("Guided Backprop", "gradient; at ReLUs its positive part only", w => new MnistGuided(w)),
            MapMethod.Shap($"{Others(quick)} other digits", w => new MnistDeepLift(w)),
            MapMethod.Lime(Switched(quick), LimeSquare, w => new MnistGradient(w)),
            MapMethod.Random,
        ];

    private static int Noisy(bool quick) => quick ? 4 : 64;

    private static int Others(bool quick) => quick ? 4 : 32;

    private static int Switched(bool quick) => quick ? 250 : 1000;
}
