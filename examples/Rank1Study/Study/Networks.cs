using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

/// <summary>The networks of the study.</summary>
internal static class Networks
{
    public static IReadOnlyList<Studied> All { get; } =
    [
        new(
            "mnist",
            "MNIST network, trained",
            MnistMethods.All,
            Images.Read("digit"),
            () => OnnxWeights("mnist-cnn.onnx")
        )
        {
            Samples = 40,
            PatternSamples = 400,
        },
        new(
            "fashion",
            "Fashion-MNIST network with batch-norm, trained",
            FashionMethods.All,
            Images.Read("fashion"),
            () => OnnxWeights("fashion-bn-cnn.onnx")
        )
        {
            Samples = 40,
            PatternSamples = 400,
        },
        Seeded("cifar", "CIFAR-10 network of appendix D", CifarMethods.All, Cifar.Define(), (0, 1), 32, 20, 40),
        Seeded("vgg16", "VGG-16", Vgg16Methods.All, Vgg16.Define(), (-2.118f, 2.64f), 224, 2, 4),
        Seeded("resnet50", "ResNet-50", ResNet50Methods.All, ResNet50.Define(), (-2.118f, 2.64f), 224, 2, 4),
    ];

    private static Studied Seeded(
        string name,
        string title,
        IReadOnlyList<Method> methods,
        Layer[] layers,
        (float Low, float High) range,
        int side,
        int samples,
        int patternSamples
    ) =>
        new(
            name,
            $"{title}, He weights",
            methods,
            Images.Clouds(patternSamples, 3, side, range),
            () => HeWeights.Of(name, LayerGraph.Of(layers, [3, side, side]))
        )
        {
            Samples = samples,
            PatternSamples = patternSamples,
        };

    private static WeightSet OnnxWeights(string file) =>
        OnnxModel.Read(Path.Combine(AppContext.BaseDirectory, file)).Weights;
}
