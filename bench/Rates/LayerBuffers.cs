using RuleCompiler.Kernels;

namespace RuleCompiler.Bench.Rates;

/// <summary>Inputs, weights and outputs of a layer, and the two products over them.</summary>
internal sealed class LayerBuffers(ConvShape shape, int count, int threads) : IDisposable
{
    private readonly NativeBuffer _input = Random(count * shape.InputSize),
        _weights = Random(shape.WeightSize),
        _output = Random(count * shape.OutputSize);

    public void Forward() =>
        Product.Forward<Identity>(shape, count, _input.Plane, _weights.Plane, _output.Plane, threads);

    public void Backward() =>
        Product.Backward<Identity>(shape, count, _output.Plane, _weights.Plane, _input.Plane, threads);

    public void Dispose()
    {
        _input.Dispose();
        _weights.Dispose();
        _output.Dispose();
    }

    /// <summary>Numbers in [−0.5, 0.5).</summary>
    public static NativeBuffer Random(nint length)
    {
        NativeBuffer buffer = new(length);
        Random random = new(1);
        foreach (ref float x in buffer.Plane.Span)
            x = random.NextSingle() - 0.5f;
        return buffer;
    }
}
