using System.Runtime.CompilerServices;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Kernels;
using Index = RuleCompiler.Kernels.Index;

namespace RuleCompiler.Bench.Rates;

/// <summary>share = r / away(z), as generated code would write it.</summary>
internal readonly struct Share(Plane r, Plane z, Plane output) : IPointwise
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Apply<V>(in Index i)
        where V : struct, ILanes<V> =>
        output.Store(i.Full, r.Load<V>(i.Full) / V.Away(z.Load<V>(i.Sample), V.Of(1e-6f)));
}

/// <summary>a·w/(1 + |a|), forward and backward.</summary>
internal readonly struct Soft(Plane a, Plane above) : IForwardTerm, IBackwardTerm
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Term<V>(in Index input, V w)
        where V : struct, ILanes<V>
    {
        V x = a.Load<V>(input.Sample);
        return x * w / (V.One + V.Abs(x));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public V Term<V, O>(in Index input, in O output, V w)
        where V : struct, ILanes<V>
        where O : struct, IOutputs => Term(input, w) * output.Load<V>(above, output.At.Full);
}

/// <summary>Rates of the skeletons that run a policy.</summary>
internal static class Policies
{
    public static IEnumerable<(string Name, double Rate)> Rates()
    {
        using NativeBuffer first = LayerBuffers.Random(1 << 18),
            second = LayerBuffers.Random(1 << 18),
            third = LayerBuffers.Random(1 << 18);
        (Plane x, Plane y, Plane z) = (first.Plane, second.Plane, third.Plane);
        var soft = new Soft(x, y);
        ConvShape conv = new(16, 56, 56, 16, 3, 3, 1, 1, 1, 1, 1, 1),
            dense = ConvShape.Dense(512, 512);
        yield return ("pointwise share", Rate(1 << 18, () => Pointwise.Run(new Share(x, y, z), 1, 1, 64, 4096, 1)));
        yield return (
            "direct conv forward",
            Rate(conv.Multiplications, () => Direct.Forward(soft, conv, 1, 1, y, z, 1))
        );
        yield return (
            "direct conv backward",
            Rate(conv.Multiplications, () => Direct.Backward(soft, conv, 1, 1, y, z, 1))
        );
        yield return (
            "direct dense forward",
            Rate(dense.Multiplications, () => Direct.Forward(soft, dense, 1, 1, y, z, 1))
        );
        yield return (
            "direct dense backward",
            Rate(dense.Multiplications, () => Direct.Backward(soft, dense, 1, 1, y, z, 1))
        );
        (string Name, ConvShape Shape)[] pools =
        [
            ("2x2/2", Pool(64, 56, 2, 2, 0)),
            ("3x3/2", Pool(64, 56, 3, 2, 1)),
            ("7x7", Pool(2048, 7, 7, 7, 0)),
        ];
        foreach (var (name, pool) in pools)
        foreach (PoolKind kind in (PoolKind[])[PoolKind.Average, PoolKind.Maximum])
        {
            double terms = pool.Multiplications;
            yield return (
                $"{kind} pool {name} forward",
                Rate(terms, () => Windows.Forward(soft, pool, kind, 1, x, z, 1))
            );
            yield return (
                $"{kind} pool {name} backward",
                Rate(terms, () => Windows.Backward(soft, pool, kind, 1, 1, x, z, 1))
            );
        }
    }

    private static ConvShape Pool(int channels, int size, int window, int stride, int pad) =>
        new(channels, size, size, channels, window, window, stride, stride, pad, pad, pad, pad, Groups: channels);

    /// <summary>Millions a second.</summary>
    private static double Rate(double terms, Action work) => terms / Rounds.Measure(work, runs: 9).Median / 1e3;
}
