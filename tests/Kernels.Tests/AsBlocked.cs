namespace RuleCompiler.Kernels.Tests;

/// <summary>What computes a convolution in another way gives the blocked product, number by number: it sums in the same order.</summary>
public abstract class AsBlocked
{
    /// <summary>A way to compute what is asked.</summary>
    internal delegate void Way(in LayerProduct asked);

    public static TheoryData<int> Seeds => Shapes.Seeds(64);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OnHalfRegisters(int seed) => Agrees<Tile6<Lanes128>>(seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OnRegistersOfEight(int seed) => Agrees<Tile6<Lanes256>>(seed);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void OnEightRows(int seed) => Agrees<Tile8<Lanes256>>(seed);

    /// <summary>Compares one case.</summary>
    internal abstract void Agrees<T>(int seed)
        where T : struct, ITile;

    /// <summary>Whether both give the same numbers, bit for bit.</summary>
    internal static void Agrees<T>(LayerProduct asked, Way way)
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
    internal static LayerProduct Asked(ConvShape shape, int count, bool adjoint, bool two)
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
