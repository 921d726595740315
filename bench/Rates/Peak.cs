using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Kernels;

namespace RuleCompiler.Bench.Rates;

/// <summary>What one core can do at most: fused multiply-adds between registers, no memory.</summary>
internal static class Peak
{
    private const int Steps = 4_000_000;

    /// <summary>GFLOP/s of one thread.</summary>
    public static double GigaFlops() =>
        Vector512.IsHardwareAccelerated ? Rate<Lanes512>()
        : Vector256.IsHardwareAccelerated ? Rate<Lanes256>()
        : Rate<Lanes128>();

    private static double Rate<V>()
        where V : struct, ILanes<V>
    {
        float sink = 0;
        Timing timing = Rounds.Measure(() => sink += Loop<V>(Steps), runs: 9);
        GC.KeepAlive(sink);
        return 2.0 * 10 * V.Width * Steps / timing.Min / 1e6; // at the fastest run: whatever disturbs a loop slows it
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static float Loop<V>(int steps)
        where V : struct, ILanes<V>
    {
        V a = V.Of(0.999f),
            b = V.Of(1e-3f);
        V r0 = b,
            r1 = b,
            r2 = b,
            r3 = b,
            r4 = b,
            r5 = b,
            r6 = b,
            r7 = b,
            r8 = b,
            r9 = b;
        for (int i = 0; i < steps; i++)
        {
            r0 = V.MultiplyAdd(r0, a, b);
            r1 = V.MultiplyAdd(r1, a, b);
            r2 = V.MultiplyAdd(r2, a, b);
            r3 = V.MultiplyAdd(r3, a, b);
            r4 = V.MultiplyAdd(r4, a, b);
            r5 = V.MultiplyAdd(r5, a, b);
            r6 = V.MultiplyAdd(r6, a, b);
            r7 = V.MultiplyAdd(r7, a, b);
            r8 = V.MultiplyAdd(r8, a, b);
            r9 = V.MultiplyAdd(r9, a, b);
        }
        return V.Sum(r0 + r1 + r2 + r3 + r4 + r5 + r6 + r7 + r8 + r9);
    }
}
