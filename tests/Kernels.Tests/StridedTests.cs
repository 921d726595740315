namespace RuleCompiler.Kernels.Tests;

public class StridedTests
{
    // values are copied, or at most a few hundred of them summed in float32
    private const double Tolerance = 1e-6;

    public static TheoryData<int> Seeds => Shapes.Seeds(200);

    [Theory]
    [MemberData(nameof(Seeds))]
    public void IsTheLoopOverCoordinates(int seed)
    {
        var random = new Random(seed);
        NaiveMap map = NaiveMap.Any(random, seed);
        int count = random.Next(1, 4);
        Plane x = Arrays.Random(random, count * map.InputSize),
            r = Arrays.Random(random, count * map.OutputSize);
        foreach (bool fresh in (bool[])[true, false])
        {
            Plane up = Arrays.Copy(r);
            Strided.Forward(map.Compiled(), count, x, up, fresh, 1);
            Arrays.Close(map.Forward(count, x, fresh ? null : r), up, 0);
        }
        Plane down = Arrays.Copy(x);
        Strided.Backward(map.Compiled(), count, r, down, 1);
        Arrays.Close(map.Backward(count, r), down, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void BackwardIsTheTranspose(int seed)
    {
        var random = new Random(seed);
        NaiveMap map = NaiveMap.Any(random, seed);
        Plane x = Arrays.Random(random, map.InputSize),
            y = Arrays.Random(random, map.OutputSize),
            up = new NativeBuffer(map.OutputSize).Plane,
            down = new NativeBuffer(map.InputSize).Plane;
        Strided.Forward(map.Compiled(), 1, x, up, true, 0);
        Strided.Backward(map.Compiled(), 1, y, down, 0);
        double above = 0,
            below = 0,
            scale = 1e-30;
        for (int i = 0; i < map.OutputSize; i++)
            above += (double)up[i] * y[i];
        for (int i = 0; i < map.InputSize; i++)
            (below, scale) = (below + (double)x[i] * down[i], scale + Math.Abs((double)x[i] * down[i]));
        Assert.InRange(Math.Abs(above - below) / scale, 0, Tolerance);
    }

    [Theory]
    [InlineData(new[] { 300, 7, 500 }, new[] { 1, 150000, 300 })] // a transpose
    [InlineData(new[] { 1050000 }, new[] { -1 })]
    [InlineData(new[] { 1050, 1000 }, new[] { 1, 0 })] // a broadcast along the last axis
    [InlineData(new[] { 1050, 1000 }, new[] { 0, 1 })] // a broadcast along the first
    [InlineData(new[] { 1050, 1000 }, new[] { 0, 0 })]
    public void ThreadsDoNotMatter(int[] extents, int[] readStrides)
    {
        long low = 0,
            high = 0;
        for (int i = 0; i < extents.Length; i++)
        {
            low += Math.Min(0L, (extents[i] - 1L) * readStrides[i]);
            high += Math.Max(0L, (extents[i] - 1L) * readStrides[i]);
        }
        var naive = new NaiveMap(
            extents,
            (int)-low,
            readStrides,
            0,
            NaiveMap.RowMajor(extents),
            (int)(high - low) + 1,
            extents.Aggregate(1, (a, b) => a * b)
        );
        var random = new Random(1);
        Plane x = Arrays.Random(random, 2 * naive.InputSize),
            r = Arrays.Random(random, 2 * naive.OutputSize),
            up = new NativeBuffer(r.Length).Plane,
            upToo = Arrays.Copy(r),
            down = Arrays.Copy(x),
            downToo = Arrays.Copy(x);
        StridedMap map = naive.Compiled();
        Strided.Forward(map, 2, x, up, true, 1);
        Strided.Forward(map, 2, x, upToo, true, 4);
        Strided.Backward(map, 2, r, down, 1);
        Strided.Backward(map, 2, r, downToo, 4);
        Arrays.Same(up, upToo);
        Arrays.Same(down, downToo);
        Arrays.Close(naive.Forward(2, x, null), up, 0);
        // a thousand float32 additions, or a million in double
        Arrays.Close(naive.Backward(2, r), down, 1e-4);
    }

    [Fact]
    public void PartsOfAConcatenationFillIt()
    {
        Plane a = Arrays.Random(new Random(1), 6),
            b = Arrays.Random(new Random(2), 4),
            both = Arrays.Random(new Random(3), 10);
        Strided.Forward(new StridedMap([2, 3], 0, [3, 1], 0, [5, 1], 6, 10), 1, a, both, true, 1);
        Strided.Forward(new StridedMap([2, 2], 0, [2, 1], 3, [5, 1], 4, 10), 1, b, both, false, 1);
        float[] expected = [a[0], a[1], a[2], b[0], b[1], a[3], a[4], a[5], b[2], b[3]];
        Assert.Equal(expected, both.Span.ToArray());
    }

    [Fact]
    public void NothingAndASingleValue()
    {
        Plane x = Arrays.Random(new Random(1), 3),
            y = Arrays.Random(new Random(2), 3);
        Strided.Forward(new StridedMap([2, 0], 9, [1, 1], 9, [1, 1], 3, 3), 1, x, y, true, 1);
        Assert.Equal([0, 0, 0], y.Span.ToArray());
        Strided.Forward(new StridedMap([], 2, [], 1, [], 3, 3), 1, x, y, true, 1);
        Assert.Equal([0, x[2], 0], y.Span.ToArray());
        Strided.Forward(new StridedMap([3], 0, [1], 0, [1], 3, 3), 0, default, default, true, 1);
    }

    [Theory]
    [InlineData(new[] { 2, 3 }, 0, new[] { 3, 1 }, 0, new[] { 3 })] // too few strides
    [InlineData(new[] { 2, -3 }, 0, new[] { 3, 1 }, 0, new[] { 3, 1 })]
    [InlineData(new[] { 2, 3 }, 1, new[] { 3, 1 }, 0, new[] { 3, 1 })] // reads past the end
    [InlineData(new[] { 2, 3 }, 0, new[] { -3, 1 }, 0, new[] { 3, 1 })] // reads before the start
    [InlineData(new[] { 2, 3 }, 0, new[] { 3, 1 }, -1, new[] { 3, 1 })]
    [InlineData(new[] { 2, 3 }, 0, new[] { 3, 1 }, 0, new[] { 3, int.MaxValue })]
    [InlineData(new[] { 2, 3 }, 0, new[] { 0, 0 }, 0, new[] { 1, 1 })] // writes twice
    [InlineData(new[] { 65536, 65536, 65536 }, 0, new[] { 0, 0, 0 }, 0, new[] { 0, 0, 0 })]
    public void MapsThatLeaveTheirSamplesAreRefused(
        int[] extents,
        int read,
        int[] readStrides,
        int write,
        int[] writeStrides
    ) =>
        Assert.ThrowsAny<ArgumentException>(() =>
            new StridedMap(extents, read, readStrides, write, writeStrides, 6, 6)
        );

    [Fact]
    public void StridesMayInterlace()
    {
        var map = new StridedMap([2, 3], 0, [3, 1], 0, [3, 2], 6, 8); // 0 2 4 and 3 5 7
        Plane x = Arrays.Random(new Random(1), 6),
            y = new NativeBuffer(8).Plane;
        Strided.Forward(map, 1, x, y, true, 1);
        Assert.Equal([x[0], 0, x[1], x[3], x[2], x[4], 0, x[5]], y.Span.ToArray());
    }

    [Fact]
    public void ShortPlanesAndMapsOfNobodyAreRefused()
    {
        var map = new StridedMap([3], 0, [1], 0, [1], 3, 3);
        Plane two = new NativeBuffer(2).Plane,
            three = new NativeBuffer(3).Plane;
        Assert.Throws<ArgumentException>("input", () => Strided.Forward(map, 1, two, three, true, 1));
        Assert.Throws<ArgumentException>("output", () => Strided.Forward(map, 1, three, two, true, 1));
        Assert.Throws<ArgumentException>("above", () => Strided.Backward(map, 1, two, three, 1));
        Assert.Throws<ArgumentException>("below", () => Strided.Backward(map, 1, three, default, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Strided.Forward(map, -1, three, three, true, 1));
        Assert.Throws<ArgumentException>("map", () => Strided.Forward(default, 1, three, three, true, 1));
    }
}
