namespace RuleCompiler.Kernels.Tests;

/// <summary>Batches of which some samples skip zeros and those between them come together to lie abreast.</summary>
public class GatheringTests
{
    private const int Block = 16; // samples abreast in 256-bit registers

    [Theory]
    [InlineData(16, 3)]
    [InlineData(37, 2)]
    [InlineData(50, 20)] // more in a row than lie abreast
    [InlineData(64, 2)]
    public void ASampleIsTheSameWhateverItsNeighboursAre(int count, int period)
    {
        Check<Leaning>(count, period);
        Check<PositivePart>(count, period); // zeros of weights are skipped
    }

    private static void Check<G>(int count, int period)
        where G : IWeightMap
    {
        var shape = new ConvShape(16, 7, 7, 24, 5, 5, 1, 1, 2, 2, 2, 2);
        var random = new Random(count);
        using NativeBuffer x = new(count * shape.InputSize),
            turned = new(count * shape.InputSize),
            w = new(shape.WeightSize);
        foreach (ref float weight in w.Plane.Span)
            weight = random.NextSingle() - 0.5f;
        for (int n = 0; n < count; n++)
        {
            foreach (ref float a in Sample(x, n).Span)
                a = n % period != 0 || random.Next(20) == 0 ? random.NextSingle() - 0.5f : 0;
            Sample(x, n).Span.CopyTo(Sample(turned, count - 1 - n).Span);
        }
        LayerProduct first = Asked(x),
            second = Asked(turned);
        float abreast = Abreast<Identity, G, Tile6<Lanes256>>.Time(first),
            sparse = SparseWeights<Identity, G, Lanes256>.Time(first, out _);
        Assert.True(abreast < 1);
        Assert.Equal(typeof(G) == typeof(PositivePart), sparse < abreast);
        Assert.Equal(Block, Abreast<Identity, G, Tile6<Lanes256>>.Samples);
        Assert.True(Skipping.Pays<Lanes256>(first, 1, 0, out int samples));
        Assert.Equal(1, samples);
        Dispatch<Identity, G, Tile6<Lanes256>, Lanes256>.Run(first);
        Dispatch<Identity, G, Tile6<Lanes256>, Lanes256>.Run(second);
        Arrays.Close(Naive.Forward(shape, count, x.Plane, i => w.Plane[i]), first.First, 1e-5);
        Arrays.Close(Naive.Forward(shape, count, x.Plane, Mapped), first.Latter.First, 1e-5);
        for (int n = 0; n < count; n++)
        {
            Arrays.Same(Of(first.First, n), Of(second.First, count - 1 - n));
            Arrays.Same(Of(first.Latter.First, n), Of(second.Latter.First, count - 1 - n));
        }

        double Mapped(nint i) => G.Map(new Lane(w.Plane[(int)i])).Value;
        Plane Sample(NativeBuffer of, int n) => of.Plane.Slice(n * shape.InputSize, shape.InputSize);
        Plane Of(Plane plane, int n) => plane.Slice(n * shape.OutputSize, shape.OutputSize);
        LayerProduct Asked(NativeBuffer source) =>
            new()
            {
                Shape = shape,
                Count = count,
                Source = source.Plane,
                Weights = w.Plane,
                First = new NativeBuffer(count * shape.OutputSize).Plane,
                Second = new NativeBuffer(count * shape.OutputSize).Plane,
                Adjoint = false,
                Threads = 2,
            };
    }
}
