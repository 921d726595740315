using BenchmarkDotNet.Attributes;
using RuleCompiler.Bench.Rates;
using RuleCompiler.Kernels;

namespace RuleCompiler.Bench.Micro;

/// <summary>A pointwise policy and the pools' windows, 64 channels of 56 × 56, one thread.</summary>
public class PassBenchmarks
{
    private const int Channels = 64;
    private const int Side = 56;
    private static readonly ConvShape Pool = new(Channels, Side, Side, Channels, 2, 2, 2, 2, Groups: Channels);

    private readonly NativeBuffer[] _planes = [Units(), Units(), Units()];

    private Plane X => _planes[0].Plane;

    private Plane Y => _planes[1].Plane;

    private Plane Z => _planes[2].Plane;

    /// <summary>Frees the planes.</summary>
    [GlobalCleanup]
    public void Free()
    {
        foreach (NativeBuffer plane in _planes)
            plane.Dispose();
    }

    /// <summary>share = r / away(z).</summary>
    [Benchmark]
    public void Pointwise() => Kernels.Pointwise.Run(new Share(X, Y, Z), 1, 1, Channels, Side * Side, 1);

    /// <summary>The largest of each 2 × 2 window.</summary>
    [Benchmark]
    public void MaxPoolForward() => Windows.Forward(new Soft(X, Y), Pool, PoolKind.Maximum, 1, X, Z, 1);

    /// <summary>Back to each window's largest.</summary>
    [Benchmark]
    public void MaxPoolBackward() => Windows.Backward(new Soft(X, Y), Pool, PoolKind.Maximum, 1, 1, X, Z, 1);

    /// <summary>The mean of each 2 × 2 window.</summary>
    [Benchmark]
    public void MeanPoolForward() => Windows.Forward(new Soft(X, Y), Pool, PoolKind.Average, 1, X, Z, 1);

    /// <summary>Back to all of each window.</summary>
    [Benchmark]
    public void MeanPoolBackward() => Windows.Backward(new Soft(X, Y), Pool, PoolKind.Average, 1, 1, X, Z, 1);

    private static NativeBuffer Units() => LayerBuffers.Random(Channels * Side * Side);
}
