namespace RuleCompiler.Kernels.Tests;

/// <summary>Products that skip the zeros of their weights, whether or not they would be chosen.</summary>
public class SparseWeightsTests
{
    private const double Tolerance = 1e-5; // as for every product, see ProductTests

    public static TheoryData<int> Seeds => Shapes.Seeds(96);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void EveryMapIsTheSumOverPairs(int seed)
    {
        var random = new Random(seed);
        ConvShape shape;
        do shape = Shapes.Any(random, 8 * seed + 4);
        while (shape is not { Groups: 1, StrideHeight: 1, StrideWidth: 1 });
        switch (seed % 3)
        {
            case 0:
                EveryMap<Lanes512>(random, shape);
                break;
            case 1:
                EveryMap<Lanes256>(random, shape);
                break;
            default:
                EveryMap<Lanes128>(random, shape);
                break;
        }
    }

    [Theory]
    [InlineData(70, 14, 33)] // lists of some of the source channels; lines of twice seven
    [InlineData(130, 9, 10)] // lines of nine
    [InlineData(3, 40, 65)]
    public void LargeLayersAreCutIntoLists(int channels, int size, int outputs)
    {
        ConvShape shape = new(channels, size, size - 1, outputs, 5, 3, 1, 1, 2, 2, 1, 1);
        EveryMap<Lanes256>(new Random(size), shape);
        EveryMap<Lanes128>(new Random(size), shape with { DilationWidth = 2, PadLeft = 0 });
    }

    [Fact]
    public void MapsShareWhatBothTake()
    {
        Plane w = new NativeBuffer(21).Plane; // more than a register, and no multiple of it
        for (int i = 0; i < 21; i++)
            w[i] = i % 3 - 1;
        LayerProduct asked = Asked(new Random(1), new(1, 7, 3, 1, 7, 3), 1, w, adjoint: false, two: true);
        Assert.Equal(new WeightParts(21, 7, 7, true, true), WeightParts.Of<Identity, PositivePart, Lanes256>(asked));
        Assert.Equal(
            new WeightParts(21, 7, 7, false, true),
            WeightParts.Of<NegativePart, PositivePart, Lanes256>(asked)
        );
        Assert.False(WeightParts.Of<Identity, Square, Lanes256>(asked).AreTwo);
        Assert.False(WeightParts.Of<PositivePart, Identity, Lanes256>(asked).AreTwo); // the second takes more
        Assert.Equal(7, WeightParts.Of<PositivePart, Identity, Lanes256>(asked.Former).Seconds + 7);
    }

    [Theory]
    [InlineData(16, 32, 14, 1, 1, true)]
    [InlineData(15, 32, 14, 1, 1, false)] // too few samples
    [InlineData(16, 32, 14, 2, 1, false)] // a stride
    [InlineData(16, 32, 14, 1, 2, false)] // groups
    [InlineData(16, 2, 14, 1, 1, false)] // few weights in a list
    [InlineData(16, 32, 200, 1, 1, false)] // too large when turned
    public void PaysForManySamples(int count, int channels, int size, int stride, int groups, bool pays)
    {
        var shape = new ConvShape(channels, size, size, 64, 5, 5, stride, stride, 2, 2, 2, 2, Groups: groups);
        LayerProduct asked = Asked(new Random(1), shape, count, null, adjoint: false, two: true);
        Assert.Equal(pays, SparseWeights<Identity, PositivePart, Lanes256>.Time(asked, out _) < 1);
        Assert.True(SparseWeights<Identity, Leaning, Lanes256>.Time(asked, out _) > 1);
        Assert.True(SparseWeights<Identity, Identity, Lanes256>.Time(asked.Former, out _) > 0.9f);
    }

    [Theory]
    [InlineData(16)]
    [InlineData(45)]
    public void ASampleIsTheSameInEveryPlaceOfABatch(int count)
    {
        var shape = new ConvShape(32, 14, 14, 24, 5, 5, 1, 1, 2, 2, 2, 2);
        LayerProduct asked = Asked(new Random(3), shape, count, null, adjoint: true, two: false);
        Assert.True(
            SparseWeights<PositivePart, Identity, Lanes256>.Time(asked, out _)
                < Abreast<PositivePart, Identity, Tile6<Lanes256>>.Time(asked)
        );
        for (int i = 1; i < count; i++)
            Sample(asked.Source, 0).Span.CopyTo(Sample(asked.Source, i).Span);
        Dispatch<PositivePart, Identity, Tile6<Lanes256>, Lanes256>.Run(asked with { Threads = 2 });
        for (int i = 1; i < count; i++)
            Arrays.Same(Below(0), Below(i));

        Plane Sample(Plane of, int i) => of.Slice(i * shape.OutputSize, shape.OutputSize);
        Plane Below(int i) => asked.First.Slice(i * shape.InputSize, shape.InputSize);
    }

    private static void EveryMap<V>(Random random, ConvShape shape)
        where V : struct, ILanes<V>
    {
        Check<PositivePart, Identity, V>(random, shape, two: false);
        Check<Identity, PositivePart, V>(random, shape, two: true);
        Check<PositivePart, NegativePart, V>(random, shape, two: true);
    }

    private static void Check<G0, G1, V>(Random random, ConvShape shape, bool two)
        where G0 : IWeightMap
        where G1 : IWeightMap
        where V : struct, ILanes<V>
    {
        int count = random.Next(1, 3) * V.Width;
        Plane w = Arrays.Random(random, shape.WeightSize);
        for (int i = 0; i < w.Length; i += 7)
            w[i] = 0; // taken by no map
        foreach (bool adjoint in (bool[])[false, true])
        {
            LayerProduct asked = Asked(random, shape, count, w, adjoint, two) with { Threads = random.Next(1, 3) };
            var parts = WeightParts.Of<G0, G1, V>(asked);
            Assert.True(parts.AreTwo);
            using (Scratch scratch = Scratch.Borrow(SparseWeights<G0, G1, V>.Size(asked)))
                new SparseWeights<G0, G1, V>(asked, parts, scratch).Run(asked);
            Arrays.Close(Expected<G0>(asked), asked.First, Tolerance);
            if (asked.Second is { } second)
                Arrays.Close(Expected<G1>(asked), second, Tolerance);
            asked.KeepAlive();
        }
    }

    private static double[] Expected<G>(LayerProduct asked)
        where G : IWeightMap
    {
        return asked.Adjoint
            ? Naive.Backward(asked.Shape, asked.Count, asked.Source, Mapped)
            : Naive.Forward(asked.Shape, asked.Count, asked.Source, Mapped);

        double Mapped(nint i) => G.Map(new Lane(asked.Weights[(int)i])).Value;
    }

    private static LayerProduct Asked(Random random, ConvShape shape, int count, Plane? w, bool adjoint, bool two)
    {
        Plane below = Arrays.Random(random, count * shape.InputSize),
            above = Arrays.Random(random, count * shape.OutputSize),
            target = adjoint ? below : above;
        return new LayerProduct
        {
            Shape = shape,
            Count = count,
            Source = adjoint ? above : below,
            Weights = w ?? Arrays.Random(random, shape.WeightSize),
            First = target,
            Second = two ? Arrays.Copy(target) : null,
            Adjoint = adjoint,
            Threads = 1,
        };
    }
}
