using RuleCompiler.Cli.Measuring;
using RuleCompiler.Kernels;

namespace RuleCompiler.Bench.Rates;

/// <summary>The layers that are measured, and how.</summary>
internal static class TypicalLayers
{
    private const int Runs = 9;

    /// <summary>VGG-16's convolutions and dense layers on one image, and a few others.</summary>
    public static IEnumerable<(string Name, ConvShape Shape, int Count)> All =>
        [
            ("VGG conv1_1 3>64 224", Same(3, 64, 224), 1),
            ("VGG conv1_2 64>64 224", Same(64, 64, 224), 1),
            ("VGG conv2_1 64>128 112", Same(64, 128, 112), 1),
            ("VGG conv2_2 128>128 112", Same(128, 128, 112), 1),
            ("VGG conv3_1 128>256 56", Same(128, 256, 56), 1),
            ("VGG conv3_2 256>256 56", Same(256, 256, 56), 1),
            ("VGG conv4_1 256>512 28", Same(256, 512, 28), 1),
            ("VGG conv4_2 512>512 28", Same(512, 512, 28), 1),
            ("VGG conv5_1 512>512 14", Same(512, 512, 14), 1),
            ("conv5_1, batch 8", Same(512, 512, 14), 8),
            ("ResNet 7x7/2 3>64 224", new ConvShape(3, 224, 224, 64, 7, 7, 2, 2, 3, 3, 3, 3), 1),
            ("ResNet 3x3/2 128>128 56", new ConvShape(128, 56, 56, 128, 3, 3, 2, 2, 1, 1, 1, 1), 1),
            ("ResNet 1x1 256>64 56", new ConvShape(256, 56, 56, 64, 1, 1), 1),
            ("5x5 32>64 14, batch 64", new ConvShape(32, 14, 14, 64, 5, 5, 1, 1, 2, 2, 2, 2), 64),
            ("5x5 64>64 7, batch 64", new ConvShape(64, 7, 7, 64, 5, 5, 1, 1, 2, 2, 2, 2), 64),
            ("3x3 32>64 32, batch 64", Same(32, 64, 32), 64),
            ("3x3 512>512 7, batch 64", Same(512, 512, 7), 64),
            ("depthwise 3x3 128 56", Same(128, 128, 56) with { Groups = 128 }, 1),
            ("dense 4096>4096, batch 1", ConvShape.Dense(4096, 4096), 1),
            ("dense 4096>4096, batch 8", ConvShape.Dense(4096, 4096), 8),
            ("dense 4096>4096, batch 64", ConvShape.Dense(4096, 4096), 64),
        ];

    /// <summary>GFLOP/s of the 512³ product, and of both directions, measured in turns.</summary>
    public static (double Product, double Forward, double Backward) Rates(ConvShape shape, int count, int threads)
    {
        using LayerBuffers layer = new(shape, count, threads);
        using ProductRate product = new(threads);
        Timing[] times = Rounds.Measure([product.Run, layer.Forward, layer.Backward], Runs);
        double operations = 2.0 * count * shape.Multiplications;
        return (
            times[0].GigaFlops(ProductRate.Operations),
            times[1].GigaFlops(operations),
            times[2].GigaFlops(operations)
        );
    }

    private static ConvShape Same(int channels, int outputs, int size) =>
        new(channels, size, size, outputs, 3, 3, 1, 1, 1, 1, 1, 1);
}
