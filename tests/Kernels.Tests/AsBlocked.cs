namespace RuleCompiler.Kernels.Tests;

/// <summary>Compares what computes a convolution in another way with the blocked product.</summary>
internal static class AsBlocked
{
    /// <summary>A way to compute what is asked.</summary>
    public delegate void Way(in LayerProduct asked);

    /// <summary>Whether both give the same numbers, bit for bit.</summary>
    public static void Agrees<T>(LayerProduct asked, Way way)
        where T : struct, ITile
    {
        LayerProduct expected = asked with
        {
            First = Arrays.Copy(asked.First),
            Second = asked.Second is { } second ? Arrays.Copy(second) : null,
        };
        way(asked);
        Convolution<Leaning, Identity, T>.Run(expected);
        Arrays.Same(expected.First, asked.First);
        if (asked.Second is { } other)
            Arrays.Same(expected.Second!.Value, other);
        asked.KeepAlive();
    }

    /// <summary>A product of random numbers, by one map or two.</summary>
    public static LayerProduct Asked(ConvShape shape, int count, bool adjoint, bool two)
    {
        var random = new Random(7);
        Plane below = Arrays.Random(random, count * shape.InputSize),
            above = Arrays.Random(random, count * shape.OutputSize);
        Plane target = adjoint ? below : above;
        return new LayerProduct
        {
            Shape = shape,
            Count = count,
            Source = adjoint ? above : below,
            Weights = Arrays.Random(random, shape.WeightSize),
            First = target,
            Second = two ? Arrays.Copy(target) : null,
            Adjoint = adjoint,
            Threads = 1,
        };
    }
}
