namespace RuleCompiler.Kernels.Tests;

/// <summary>g(w) = w².</summary>
internal readonly struct Square : IWeightMap
{
    public static V Map<V>(V w)
        where V : struct, ILanes<V> => w * w;
}

/// <summary>Two products of two sources by one walk over the weights are the two products by themselves, to the bit.</summary>
public class TwoSourcesTests
{
    public static TheoryData<int> Seeds => Shapes.Seeds(96);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void AreTwoProductsOfAnyShape(int seed)
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, seed);
        int count = seed % 5 == 0 ? random.Next(1, 66) : random.Next(1, 8);
        AreTheTwo<Identity, Square>(shape, count, random, 1);
        AreTheTwo<Leaning, Square>(shape, count, random, 2);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(8, 2)] // the most samples of which nothing is packed
    [InlineData(9, 1)]
    [InlineData(65, 2)]
    public void AreTwoProductsOfLayersThatAreComputedDifferently(int count, int threads)
    {
        foreach (
            ConvShape shape in (ConvShape[])
                [
                    ConvShape.Dense(301, 67),
                    ConvShape.Dense(20, 2000), // several blocks of columns
                    new(32, 14, 14, 64, 3, 3, 1, 1, 1, 1, 1, 1), // in place
                    new(5, 9, 7, 13, 3, 2, 2, 1, 1, 0, 2, 1), // blocked
                    new(6, 9, 8, 250, 2, 1), // more rows than a block has
                    new(4, 12, 12, 4, 3, 3, 1, 1, 1, 1, 1, 1, 1, 1, 4), // few channels a group
                ]
        )
        {
            AreTheTwo<Identity, Square>(shape, count, new Random(count), threads);
            AreTheTwo<Leaning, Identity>(shape, count, new Random(count), threads);
        }
    }

    /// <summary>Where zeros of one source are skipped, of both, or of some samples.</summary>
    [Theory]
    [InlineData(0, 0.9)]
    [InlineData(0.9, 0)]
    [InlineData(0.9, 0.9)]
    public void AreTwoProductsWhereZerosAreSkipped(double zeros, double othersZeros)
    {
        ConvShape shape = new(16, 12, 12, 64, 3, 3, 1, 1, 1, 1, 1, 1);
        var random = new Random(5);
        Plane one = Sparse(random, 3 * shape.InputSize, zeros),
            other = Sparse(random, 3 * shape.InputSize, othersZeros);
        var sources = new Plane[] { one, other };
        bool[] skipped =
        [
            .. sources.Select(s =>
                Skipping.PaysAnywhere<Lanes256>(Asked(shape, 3, s, one) with { Adjoint = false }, 1)
            ),
        ];
        Assert.Equal([zeros > 0.5, othersZeros > 0.5], skipped);
        Plane weights = Arrays.Random(random, shape.WeightSize);
        AreTheTwo<Identity, Square>(shape, 3, one, other, weights, 2, false);
        // samples alike and samples apart
        Plane mixed = Arrays.Copy(one);
        for (nint i = shape.InputSize; i < 2 * shape.InputSize; i++)
            mixed[i] = 1 + mixed[i];
        AreTheTwo<Identity, Square>(shape, 3, mixed, other, weights, 1, false);
    }

    [Fact]
    public void SourcesAreNotMistakenForEachOther()
    {
        ConvShape shape = ConvShape.Dense(2, 1);
        Plane weights = Of(3, -5),
            means = Of(10, 1),
            variances = Of(2, 4);
        Plane mean = Of(0),
            variance = Of(0);
        Product.Forward<Identity, Square>(shape, 1, means, variances, weights, mean, variance, 1);
        Assert.Equal((25f, 118f), (mean[0], variance[0]));
        Product.Backward<Identity, Square>(shape, 1, mean, Of(1), weights, means, variances, 1);
        Assert.Equal((75f, -125f, 9f, 25f), (means[0], means[1], variances[0], variances[1]));
    }

    [Fact]
    public void WrongOperandsAreNamed()
    {
        ConvShape shape = new(4, 5, 5, 6, 3, 3);
        Plane x = new NativeBuffer(shape.InputSize).Plane,
            w = new NativeBuffer(shape.WeightSize).Plane,
            y = new NativeBuffer(shape.OutputSize).Plane;
        Plane shortX = x.Slice(0, x.Length - 1),
            shortY = y.Slice(0, y.Length - 1);
        Assert.Equal("other", Name(() => Product.Forward<Identity, Square>(shape, 1, x, shortX, w, y, y, 1)));
        Assert.Equal("second", Name(() => Product.Forward<Identity, Square>(shape, 1, x, x, w, y, shortY, 1)));
        Assert.Equal("other", Name(() => Product.Backward<Identity, Square>(shape, 1, y, shortY, w, x, x, 1)));
        Assert.Equal("second", Name(() => Product.Backward<Identity, Square>(shape, 1, y, y, w, x, shortX, 1)));

        static string? Name(Action action) => Assert.Throws<ArgumentException>(action).ParamName;
    }

    private static void AreTheTwo<G0, G1>(ConvShape shape, int count, Random random, int threads)
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        Plane weights = Arrays.Random(random, shape.WeightSize);
        foreach (bool adjoint in (bool[])[false, true])
        {
            nint size = count * (adjoint ? shape.OutputSize : shape.InputSize);
            Plane source = Arrays.Random(random, size),
                other = Arrays.Random(random, size);
            AreTheTwo<G0, G1>(shape, count, source, other, weights, threads, adjoint);
        }
    }

    private static void AreTheTwo<G0, G1>(
        ConvShape shape,
        int count,
        Plane source,
        Plane other,
        Plane weights,
        int threads,
        bool adjoint
    )
        where G0 : IWeightMap
        where G1 : IWeightMap
    {
        var random = new Random(1); // what is in the targets before must not matter
        nint size = count * (adjoint ? shape.InputSize : shape.OutputSize);
        Plane[] apart = [Arrays.Random(random, size), Arrays.Random(random, size)];
        Plane[] together = [Arrays.Random(random, size), Arrays.Random(random, size)];
        if (adjoint)
        {
            Product.Backward<G0>(shape, count, source, weights, apart[0], threads);
            Product.Backward<G1>(shape, count, other, weights, apart[1], threads);
            Product.Backward<G0, G1>(shape, count, source, other, weights, together[0], together[1], threads);
        }
        else
        {
            Product.Forward<G0>(shape, count, source, weights, apart[0], threads);
            Product.Forward<G1>(shape, count, other, weights, apart[1], threads);
            Product.Forward<G0, G1>(shape, count, source, other, weights, together[0], together[1], threads);
        }
        Arrays.Same(apart[0], together[0]);
        Arrays.Same(apart[1], together[1]);
    }

    private static Plane Of(params float[] numbers)
    {
        Plane plane = new NativeBuffer(numbers.Length).Plane;
        numbers.CopyTo(plane.Span);
        return plane;
    }

    private static LayerProduct Asked(ConvShape shape, int count, Plane source, Plane target) =>
        new()
        {
            Shape = shape,
            Count = count,
            Source = source,
            Weights = source,
            First = target,
            Second = null,
            Adjoint = false,
            Threads = 1,
        };

    private static Plane Sparse(Random random, nint length, double zeros)
    {
        Plane plane = Arrays.Random(random, length);
        for (nint i = 0; i < length; i++)
            plane[i] = random.NextDouble() < zeros ? 0 : plane[i];
        return plane;
    }
}
