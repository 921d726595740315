namespace RuleCompiler.Kernels.Tests;

/// <summary>g(w) = w⁺ + 0.25·w.</summary>
internal readonly struct Leaning : IWeightMap
{
    public static V Map<V>(V w)
        where V : struct, ILanes<V> => V.Max(w, V.Zero) + V.Of(0.25f) * w;
}

public class ProductTests
{
    // float32 sums of at most a few thousand products of numbers below 1.25: the rounding error relative to the
    // largest result stays below sqrt(length)·2^-24·(a few); 1e-5 leaves a factor of ten
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Seeds => Shapes.Seeds(160);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void ForwardIsTheSumOverPairs(int seed)
    {
        var (random, shape, count) = Case(seed);
        Plane x = Arrays.Random(random, count * shape.InputSize),
            w = Arrays.Random(random, shape.WeightSize);
        Plane y = Arrays.Random(random, count * shape.OutputSize);
        double[] expected = Naive.Forward(shape, count, x, i => G(w[i]));
        Plane two = Arrays.Copy(y);
        Product.Forward<Leaning>(shape, count, x, w, y, 1);
        Product.Forward<Leaning>(shape, count, x, w, two, 2);
        Arrays.Close(expected, y, Tolerance);
        Arrays.Same(y, two);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BackwardIsTheSumOverPairs(int seed)
    {
        var (random, shape, count) = Case(seed);
        Plane r = Arrays.Random(random, count * shape.OutputSize),
            w = Arrays.Random(random, shape.WeightSize);
        Plane below = Arrays.Random(random, count * shape.InputSize);
        double[] expected = Naive.Backward(shape, count, r, i => G(w[i]));
        Plane two = Arrays.Copy(below);
        Product.Backward<Leaning>(shape, count, r, w, below, 1);
        Product.Backward<Leaning>(shape, count, r, w, two, 2);
        Arrays.Close(expected, below, Tolerance);
        Arrays.Same(below, two);
    }

    [Fact]
    public unsafe void APhaseOfTheStrideWithoutTapsPacksNothing()
    {
        var shape = new ConvShape(8, 8, 8, 64, 1, 1, 2, 2, DilationHeight: 2, DilationWidth: 2);
        LayerProduct asked = AsBlocked.Asked(shape, 1, true, false);
        Plane panel = Arrays.Random(new Random(1), 64 * 8),
            before = Arrays.Copy(panel);
        new ConvOperands<Identity>(asked, asked.First, 2, 0).PackLeft(0, 8, 8, 0, 64, panel.Start);
        Arrays.Same(before, panel);
        asked.KeepAlive();
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BackwardIsTheAdjoint(int seed)
    {
        var (random, shape, count) = Case(seed);
        Plane x = Arrays.Random(random, count * shape.InputSize),
            w = Arrays.Random(random, shape.WeightSize);
        Plane y = Arrays.Random(random, count * shape.OutputSize);
        Plane up = new NativeBuffer(y.Length).Plane,
            down = new NativeBuffer(x.Length).Plane;
        Product.Forward<Identity>(shape, count, x, w, up, 0);
        Product.Backward<Identity>(shape, count, y, w, down, 0);
        // both sides are the same double sum up to float32 rounding of its terms, measured by their sizes
        double left = 0,
            right = 0,
            size = 0;
        for (nint i = 0; i < y.Length; i++)
            (left, size) = (left + (double)up[i] * y[i], size + Math.Abs((double)up[i] * y[i]));
        for (nint i = 0; i < x.Length; i++)
            (right, size) = (right + (double)down[i] * x[i], size + Math.Abs((double)down[i] * x[i]));
        Assert.True(Math.Abs(left - right) <= 1e-6 * size, $"{left} against {right}");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(33)]
    [InlineData(65)]
    public void BatchesAgreeWithTheSumOverPairs(int count)
    {
        foreach (ConvShape shape in (ConvShape[])[ConvShape.Dense(301, 67), new(5, 9, 7, 13, 3, 2, 2, 1, 1, 0, 2, 1)])
        {
            var random = new Random(count);
            Plane x = Arrays.Random(random, count * shape.InputSize),
                w = Arrays.Random(random, shape.WeightSize);
            Plane y = Arrays.Random(random, count * shape.OutputSize);
            double[] up = Naive.Forward(shape, count, x, i => w[i]),
                down = Naive.Backward(shape, count, y, i => w[i]);
            Plane forward = new NativeBuffer(y.Length).Plane,
                backward = new NativeBuffer(x.Length).Plane;
            Product.Forward<Identity>(shape, count, x, w, forward, 2);
            Product.Backward<Identity>(shape, count, y, w, backward, 2);
            Arrays.Close(up, forward, Tolerance);
            Arrays.Close(down, backward, Tolerance);
        }
    }

    [Theory]
    [InlineData(7, 300, 2000)] // several blocks of columns and of depth
    [InlineData(300, 520, 20)] // of rows and of depth
    public void LargeProductsCrossTheirBlocks(int count, int inputs, int outputs)
    {
        var random = new Random(1);
        ConvShape dense = ConvShape.Dense(inputs, outputs);
        ConvShape deep = new(12, 45, 38, 7, 5, 5, 1, 1, 2, 2, 2, 2),
            broad = new(6, 45, 38, 250, 2, 1);
        // few target channels from many, both ways: bands of rows and blocks of channels
        ConvShape narrowing = new(300, 33, 70, 3, 3, 2, 1, 1, 1, 1, 1, 0),
            widening = new(3, 70, 35, 200, 3, 3, 2, 1, 0, 1, 1, 1);
        foreach (
            var (shape, n) in ((ConvShape, int)[])[(dense, count), (deep, 1), (broad, 1), (narrowing, 1), (widening, 2)]
        )
        {
            Plane x = Arrays.Random(random, n * shape.InputSize),
                w = Arrays.Random(random, shape.WeightSize);
            Plane y = new NativeBuffer(n * shape.OutputSize).Plane,
                two = Arrays.Copy(y);
            Product.Forward<Identity>(shape, n, x, w, y, 1);
            Product.Forward<Identity>(shape, n, x, w, two, 2);
            Arrays.Close(Naive.Forward(shape, n, x, i => w[i]), y, Tolerance);
            Arrays.Same(y, two);
            Plane below = new NativeBuffer(x.Length).Plane,
                twice = Arrays.Copy(below);
            Product.Backward<Identity>(shape, n, y, w, below, 1);
            Product.Backward<Identity>(shape, n, y, w, twice, 2);
            Arrays.Close(Naive.Backward(shape, n, y, i => w[i]), below, Tolerance);
            Arrays.Same(below, twice);
        }
    }

    [Fact]
    public void EveryRegisterWidthAgrees()
    {
        for (int seed = 0; seed < 32; seed++)
        {
            Agrees<Tile6<Lane>, Lane>(seed);
            Agrees<Tile6<Lanes128>, Lanes128>(seed);
            Agrees<Tile8<Lanes128>, Lanes128>(seed);
            Agrees<Tile6<Lanes256>, Lanes256>(seed);
            Agrees<Tile8<Lanes256>, Lanes256>(seed);
            Agrees<Tile8<Lanes512>, Lanes512>(seed);
        }
    }

    [Fact]
    public void WrongOperandsAreNamed()
    {
        ConvShape shape = new(4, 5, 5, 6, 3, 3);
        Plane x = new NativeBuffer(shape.InputSize).Plane,
            w = new NativeBuffer(shape.WeightSize).Plane;
        Plane y = new NativeBuffer(shape.OutputSize - 1).Plane;
        var thrown = Assert.Throws<ArgumentException>(() => Product.Forward<Identity>(shape, 1, x, w, y, 1));
        Assert.Equal("output", thrown.ParamName);
        Assert.Throws<ArgumentException>(() => Product.Forward<Identity>(shape with { Groups = 3 }, 1, x, w, y, 1));
        Assert.Throws<ArgumentException>(() =>
            Product.Forward<Identity>(shape with { KernelHeight = 6 }, 1, x, w, y, 1)
        );
    }

    private static void Agrees<T, V>(int seed)
        where T : struct, ITile
        where V : struct, ILanes<V>
    {
        var (random, shape, count) = Case(seed);
        count = Math.Min(count, 9);
        Plane x = Arrays.Random(random, count * shape.InputSize),
            w = Arrays.Random(random, shape.WeightSize);
        Plane y = Arrays.Random(random, count * shape.OutputSize);
        double[] up = Naive.Forward(shape, count, x, i => G(w[i])),
            down = Naive.Backward(shape, count, y, i => G(w[i]));
        Plane forward = Arrays.Copy(y),
            backward = Arrays.Copy(x);
        Run(x, forward, false);
        Run(y, backward, true);
        Arrays.Close(up, forward, Tolerance);
        Arrays.Close(down, backward, Tolerance);

        void Run(Plane source, Plane target, bool adjoint) =>
            Dispatch<Leaning, Leaning, T, V>.Run(
                new LayerProduct
                {
                    Shape = shape,
                    Count = count,
                    Source = source,
                    Weights = w,
                    First = target,
                    Second = null,
                    Adjoint = adjoint,
                    Threads = 2,
                }
            );
    }

    private static (Random Random, ConvShape Shape, int Count) Case(int seed)
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, seed);
        return (random, shape, seed % 5 == 0 ? random.Next(1, 66) : random.Next(1, 8));
    }

    private static double G(float w) => Math.Max(w, 0.0) + 0.25 * w;
}
