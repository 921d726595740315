using RuleCompiler.Cli.Networks;
using RuleCompiler.Kernels;

namespace RuleCompiler.Cli.Measuring;

/// <summary>What the machine gives a matrix product: 512³ in float32, packed, by the library's own kernel.</summary>
internal static class ProductRate
{
    private const int Side = 512;
    private const int Runs = 9;

    /// <summary>The threads that a request for so many means; 0 is one for each processor.</summary>
    public static int ThreadsOf(int requested) => requested == 0 ? Environment.ProcessorCount : requested;

    /// <summary>10⁹ operations a second; a multiply-add is two.</summary>
    public static double GigaFlops(int threads, CancellationToken cancellation = default)
    {
        ConvShape shape = ConvShape.Dense(Side, Side);
        using NativeBuffer input = Random("input"),
            weights = Random("weights"),
            output = Random("output");
        (Plane x, Plane w, Plane y) = (input.Plane, weights.Plane, output.Plane);
        double[] times = Clock.Measure(
            () => Product.Forward<Identity>(shape, Side, x, w, y, false, threads),
            Runs,
            cancellation
        );
        return 2.0 * Side * shape.Multiplications / Clock.Median(times) / 1e6;
    }

    private static NativeBuffer Random(string name)
    {
        NativeBuffer buffer = new(Side * Side);
        SeededNumbers.Fill(name, Side * Side, -0.5, 0.5).CopyTo(buffer.Plane.Span);
        return buffer;
    }
}
