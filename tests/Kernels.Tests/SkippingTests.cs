namespace RuleCompiler.Kernels.Tests;

/// <summary>Products that skip the zeros of their source, whether or not they would be chosen.</summary>
public class SkippingTests
{
    private const double Tolerance = 1e-5; // as for every product, see ProductTests

    public static TheoryData<int> Seeds => Shapes.Seeds(120);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BothMapsAreTheSumOverPairs(int seed)
    {
        switch (seed % 4)
        {
            case 0:
                Agree<Lanes512>(seed);
                break;
            case 1:
                Agree<Lanes128>(seed);
                break;
            case 2:
                Agree<Lane>(seed);
                break;
            default:
                Agree<Lanes256>(seed);
                break;
        }
    }

    [Theory]
    [InlineData(70, 40, 130)] // several blocks of source channels and of rows, several tiles
    [InlineData(16, 32, 16)]
    [InlineData(3, 33, 65)]
    [InlineData(9, 12, 128)] // wide blocks and one that is not
    [InlineData(24, 12, 40)] // blocks of half the sums
    [InlineData(130, 9, 10)] // of a quarter, which take four entries at a time
    public void LargeLayersCrossTheirBlocks(int channels, int size, int outputs)
    {
        ConvShape shape = new(channels, size, size + 3, outputs, 3, 3, 1, 1, 1, 1, 1, 1);
        Check<Lanes256>(new Random(1), shape, 2, 0.3);
        Check<Lanes256>(new Random(2), shape with { StrideHeight = 2, StrideWidth = 2 }, 1, 0.7);
        Check<Lanes512>(new Random(3), new(channels, size, size, outputs, 1, 1), 1, 0.4);
    }

    [Fact]
    public void ASampleDoesNotDependOnItsNeighbours()
    {
        ConvShape shape = new(24, 14, 14, 80, 3, 3, 1, 1, 1, 1, 1, 1);
        var random = new Random(5);
        Plane w = Arrays.Random(random, shape.WeightSize),
            x = new NativeBuffer(4 * shape.InputSize).Plane;
        for (int n = 0; n < 4; n++)
            Sparse(random, shape.InputSize, n % 3 == 0 ? 1 : 0.2).Span.CopyTo(x.Span[(n * (int)shape.InputSize)..]);
        Plane together = new NativeBuffer(4 * shape.OutputSize).Plane,
            alone = new NativeBuffer(4 * shape.OutputSize).Plane;
        Product.Forward<Identity>(shape, 4, x, w, together, 2);
        for (int n = 0; n < 4; n++)
        {
            Plane input = x.Slice(n * shape.InputSize, shape.InputSize);
            Product.Forward<Identity>(shape, 1, input, w, alone.Slice(n * shape.OutputSize, shape.OutputSize), 1);
        }
        Arrays.Same(alone, together);
        Arrays.Close(Naive.Forward(shape, 4, x, i => w[i]), together, Tolerance);
    }

    [Fact]
    public void ANumberThatIsNoneIsNotSkipped()
    {
        ConvShape shape = new(16, 9, 9, 64, 3, 3, 1, 1, 1, 1, 1, 1);
        Plane x = new NativeBuffer(shape.InputSize).Plane,
            w = Arrays.Random(new Random(1), shape.WeightSize),
            y = new NativeBuffer(shape.OutputSize).Plane;
        x[40] = float.NaN;
        Product.Forward<Identity>(shape, 1, x, w, y, 1);
        Assert.True(float.IsNaN(y[40]));
        Assert.Equal(0, y[0]);
    }

    [Fact]
    public void TwoProductsAreTheTwo()
    {
        var random = new Random(9);
        foreach (double density in (double[])[0.2, 1])
        {
            foreach (
                ConvShape shape in (ConvShape[])
                    [new(8, 12, 11, 40, 3, 3), ConvShape.Dense(300, 40), new(6, 9, 9, 6, 3, 3, Groups: 3)]
            )
            {
                Plane x = Sparse(random, 2 * shape.InputSize, density),
                    w = Arrays.Random(random, shape.WeightSize),
                    r = Sparse(random, 2 * shape.OutputSize, density);
                Plane up = new NativeBuffer(r.Length).Plane,
                    plus = new NativeBuffer(r.Length).Plane,
                    down = new NativeBuffer(x.Length).Plane,
                    leaning = new NativeBuffer(x.Length).Plane;
                Product.Forward<Identity, Leaning>(shape, 2, x, w, up, plus, 1);
                Product.Backward<Leaning, Identity>(shape, 2, r, w, leaning, down, 1);
                Arrays.Close(Naive.Forward(shape, 2, x, i => w[i]), up, Tolerance);
                Arrays.Close(Naive.Forward(shape, 2, x, i => G(w[i])), plus, Tolerance);
                Arrays.Close(Naive.Backward(shape, 2, r, i => w[i]), down, Tolerance);
                Arrays.Close(Naive.Backward(shape, 2, r, i => G(w[i])), leaning, Tolerance);
            }
        }
    }

    private static void Agree<V>(int seed)
        where V : struct, ILanes<V>
    {
        var random = new Random(seed);
        ConvShape shape = Shapes.Any(random, 4 + seed % 4) with { Groups = 1 };
        Check<V>(random, shape, random.Next(1, 4), seed % 5 / 4.0);
    }

    private static void Check<V>(Random random, ConvShape shape, int count, double density)
        where V : struct, ILanes<V>
    {
        Plane x = Sparse(random, count * shape.InputSize, density),
            r = Sparse(random, count * shape.OutputSize, density),
            w = Arrays.Random(random, shape.WeightSize);
        foreach (bool adjoint in (bool[])[false, true])
        {
            Plane source = adjoint ? r : x;
            Plane first = Arrays.Random(random, adjoint ? x.Length : r.Length),
                second = Arrays.Copy(first),
                one = Arrays.Copy(first),
                two = Arrays.Copy(first);
            double[] plain = Expected(shape, count, source, i => w[i], adjoint),
                leaning = Expected(shape, count, source, i => G(w[i]), adjoint),
                positive = Expected(shape, count, source, i => Math.Max(w[i], 0), adjoint),
                negative = Expected(shape, count, source, i => Math.Min(w[i], 0), adjoint);
            Pair<Identity, Leaning>(plain, leaning);
            Pair<Identity, PositivePart>(plain, positive);
            Pair<Identity, NegativePart>(plain, negative);
            Pair<NegativePart, PositivePart>(negative, positive);
            Run<Leaning, Leaning, V>(Asked(source, one, null, adjoint, 2));
            Arrays.Close(leaning, one, Tolerance);

            void Pair<G0, G1>(double[] expected, double[] expectedToo)
                where G0 : IWeightMap
                where G1 : IWeightMap
            {
                Run<G0, G1, V>(Asked(source, first, second, adjoint, 1));
                Run<G0, G1, V>(Asked(source, one, two, adjoint, 3));
                Arrays.Close(expected, first, Tolerance);
                Arrays.Close(expectedToo, second, Tolerance);
                Arrays.Same(first, one);
                Arrays.Same(second, two);
            }
        }

        LayerProduct Asked(Plane source, Plane first, Plane? second, bool adjoint, int threads) =>
            new()
            {
                Shape = shape,
                Count = count,
                Source = source,
                Weights = w,
                First = first,
                Second = second,
                Adjoint = adjoint,
                Threads = threads,
            };
    }

    private static double[] Expected(
        ConvShape shape,
        int count,
        Plane source,
        Func<nint, double> weight,
        bool adjoint
    ) => adjoint ? Naive.Backward(shape, count, source, weight) : Naive.Forward(shape, count, source, weight);

    /// <summary>Numbers of which so large a share is not zero.</summary>
    private static Plane Sparse(Random random, nint length, double density)
    {
        Plane plane = Arrays.Random(random, length);
        foreach (ref float x in plane.Span)
            x = random.NextDouble() < density ? x : 0;
        return plane;
    }

    private static void Run<G0, G1, V>(LayerProduct asked)
        where G0 : IWeightMap
        where G1 : IWeightMap
        where V : struct, ILanes<V>
    {
        using var skipping = new SkippingConvolution<G0, G1, V>();
        int half = asked.Count / 2;
        if (half > 0)
            skipping.Run(asked.Samples(0, half));
        skipping.Run(asked.Samples(half, asked.Count - half)); // by weights that are packed once
    }

    private static double G(float w) => Math.Max(w, 0.0) + 0.25 * w;
}
