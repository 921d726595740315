using RuleCompiler.Cli.Networks;
using RuleCompiler.Kernels;

namespace RuleCompiler.Cli.Measuring;

/// <summary>What the machine gives a matrix product: 512³ in float32, packed, by the library's own kernel.</summary>
internal sealed class ProductRate(int threads) : IDisposable
{
    private const int Side = 512;
    private const int Runs = 9;
    private static readonly ConvShape Shape = ConvShape.Dense(Side, Side);

    private readonly NativeBuffer _input = Random("input"),
        _weights = Random("weights"),
        _output = Random("output");

    /// <summary>Operations of one product; a multiply-add is two.</summary>
    public static double Operations => 2.0 * Side * Shape.Multiplications;

    /// <summary>Computes the product once.</summary>
    public void Run() => Product.Forward<Identity>(Shape, Side, _input.Plane, _weights.Plane, _output.Plane, threads);

    public void Dispose()
    {
        _input.Dispose();
        _weights.Dispose();
        _output.Dispose();
    }

    /// <summary>The threads that a request for so many means; 0 is one for each processor.</summary>
    public static int ThreadsOf(int requested) => requested == 0 ? Environment.ProcessorCount : requested;

    /// <summary>10⁹ operations a second, measured alone.</summary>
    public static double GigaFlops(int threads, CancellationToken cancellation = default)
    {
        using ProductRate product = new(threads);
        return Rounds.Measure(product.Run, Runs, cancellation).GigaFlops(Operations);
    }

    private static NativeBuffer Random(string name)
    {
        NativeBuffer buffer = new(Side * Side);
        SeededNumbers.Fill(name, Side * Side, -0.5, 0.5).CopyTo(buffer.Plane.Span);
        return buffer;
    }
}
