namespace RuleCompiler.Kernels.Tests;

/// <summary>Writes where it was called, through every index.</summary>
internal readonly struct Stamp(Plane full, Plane sample, Plane position, Plane channel, Plane output) : IPointwise
{
    public void Apply<V>(in Index i)
        where V : struct, ILanes<V>
    {
        V sum = full.Load<V>(i.Full) + sample.Load<V>(i.Sample) * V.Of(2) + position.Load<V>(i.Position) * V.Of(3);
        output.Store(i.Full, sum + V.Of(channel[i.Channel] + i.SampleNumber * 16 + i.Row));
    }
}

/// <summary>Throws in the middle.</summary>
internal readonly struct Failing(int row) : IPointwise
{
    public void Apply<V>(in Index i)
        where V : struct, ILanes<V>
    {
        if (i.Row == row)
            throw new InvalidOperationException("row");
    }
}

public class PointwiseTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(2, 3, 4, 17)]
    [InlineData(3, 1, 5, 15)]
    [InlineData(1, 2, 2, 20001)]
    [InlineData(7, 2, 33, 1)]
    [InlineData(2, 2, 300, 77)]
    public void EveryElementOnceWithItsIndices(int samples, int columns, int channels, int length)
    {
        Each<Lane>(samples, columns, channels, length);
        Each<Lanes128>(samples, columns, channels, length);
        Each<Lanes256>(samples, columns, channels, length);
        Each<Lanes512>(samples, columns, channels, length);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ExceptionsComeOut(int threads)
    {
        for (int i = 0; i < 20; i++)
        {
            Assert.Throws<InvalidOperationException>(() => Pointwise.Run(new Failing(3), 8, 1, 40, 1000, threads));
            Pointwise.Run(new Failing(-1), 8, 1, 40, 1000, threads); // and leave nothing behind
        }
    }

    [Fact]
    public void OutsideIsAnException()
    {
        Plane plane = new NativeBuffer(10).Plane;
        Assert.Throws<ArgumentOutOfRangeException>(() => plane[10]);
        Assert.Throws<ArgumentOutOfRangeException>(() => plane[-1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => plane.Load<Lanes256>(3));
        Assert.Throws<ArgumentOutOfRangeException>(() => plane.Store(3, Lanes256.Zero));
        Assert.Throws<ArgumentOutOfRangeException>(() => default(Plane).Load<Lane>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => plane.Slice(4, 7));
        Assert.Throws<ArgumentOutOfRangeException>(() => plane.Slice(nint.MaxValue, 7));
        Assert.Equal(6, plane.Slice(4, 6).Length);
        Assert.True(default(Plane).IsEmpty);
    }

    [Fact]
    public void MemoryThatCannotBeHadIsNamed()
    {
        nint length = (nint)1 << 58;
        var thrown = Assert.Throws<OutOfMemoryException>(() => new NativeBuffer(length));
        Assert.Contains(((ulong)length * 4).ToString(), thrown.Message, StringComparison.Ordinal);
        var buffer = new NativeBuffer(3);
        buffer.Dispose();
        buffer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => buffer.Plane);
    }

    private static void Each<V>(int samples, int columns, int channels, int length)
        where V : struct, ILanes<V>
    {
        var random = new Random(1);
        nint size = (nint)channels * length;
        Plane full = Whole(random, samples * columns * size),
            sample = Whole(random, samples * size);
        Plane position = Whole(random, size),
            channel = Whole(random, channels);
        for (int threads = 1; threads <= 2; threads++)
        {
            Plane output = new NativeBuffer(full.Length).Plane;
            Pointwise.Run<Stamp, V>(
                new Stamp(full, sample, position, channel, output),
                samples,
                columns,
                channels,
                length,
                threads
            );
            for (nint i = 0; i < output.Length; i++)
            {
                int row = (int)(i / size);
                nint place = i % size;
                // whole numbers: float32 is exact
                Assert.Equal(
                    full[i]
                        + 2 * sample[row / columns * size + place]
                        + 3 * position[place]
                        + channel[place / length]
                        + row / columns * 16
                        + row,
                    output[i]
                );
            }
        }
    }

    private static Plane Whole(Random random, nint length)
    {
        Plane plane = new NativeBuffer(length).Plane;
        foreach (ref float x in plane.Span)
            x = random.Next(100);
        return plane;
    }
}
