namespace RuleCompiler.Kernels.Tests;

/// <summary>Counts items; may start a job of its own inside.</summary>
internal struct Counting(int[] seen, int depth) : IJob
{
    public void Do(int item)
    {
        Interlocked.Increment(ref seen[item]);
        if (depth == 0)
            return;
        var inner = new int[7];
        Workers.Run(new Counting(inner, depth - 1), 7, 3);
        Assert.All(inner, n => Assert.Equal(1, n));
    }
}

public class WorkersTests
{
    [Fact]
    public void EveryItemOnceAlsoNested()
    {
        for (int round = 0; round < 200; round++)
        {
            var seen = new int[23];
            Workers.Run(new Counting(seen, 2), seen.Length, 4);
            Assert.All(seen, n => Assert.Equal(1, n));
        }
    }

    [Fact]
    public void CallersDoNotDisturbEachOther()
    {
        var shape = new ConvShape(24, 30, 30, 32, 3, 3, 1, 1, 1, 1, 1, 1);
        var random = new Random(1);
        Plane x = Arrays.Random(random, shape.InputSize),
            w = Arrays.Random(random, shape.WeightSize);
        Plane expected = new NativeBuffer(shape.OutputSize).Plane;
        Product.Forward<Identity>(shape, 1, x, w, expected, 1);
        var failures = new List<Exception>();
        var callers = new Thread[6];
        for (int t = 0; t < callers.Length; t++)
        {
            callers[t] = new Thread(() =>
            {
                try
                {
                    Plane y = new NativeBuffer(shape.OutputSize).Plane;
                    for (int i = 0; i < 30; i++)
                    {
                        y.Span.Clear();
                        Product.Forward<Identity>(shape, 1, x, w, y, 3);
                        Arrays.Same(expected, y);
                    }
                }
                catch (Exception e)
                {
                    lock (failures)
                        failures.Add(e);
                }
            });
            callers[t].Start();
        }
        foreach (Thread caller in callers)
            caller.Join();
        Assert.Empty(failures);
    }

    [Fact]
    public void NothingIsAllocatedOnceWarm()
    {
        var conv = new ConvShape(32, 40, 40, 32, 3, 3, 2, 1, 1, 1, 1, 1);
        ConvShape direct = conv with { OutChannels = 4 },
            depthwise = conv with { Groups = 32 };
        ConvShape dense = ConvShape.Dense(1500, 900),
            pool = new(32, 40, 40, 32, 2, 2, 2, 2, Groups: 32);
        var random = new Random(1);
        Plane x = Arrays.Random(random, 60000),
            y = Arrays.Random(random, 60000),
            w = Arrays.Random(random, 1500 * 900);
        (string Name, Action Run)[] kernels =
        [
            ("dense", () => Product.Forward<Identity>(dense, 1, x, w, y, 2)),
            ("dense adjoint", () => Product.Backward<Leaning>(dense, 1, y, w, x, 2)),
            ("dense, batch", () => Product.Forward<Leaning>(dense, 9, x, w, y, 2)),
            ("dense adjoint, batch", () => Product.Backward<Identity>(dense, 9, y, w, x, 2)),
            ("convolution", () => Product.Forward<Identity>(conv, 1, x, w, y, 2)),
            ("convolution adjoint", () => Product.Backward<Identity>(conv, 1, y, w, x, 2)),
            ("depthwise", () => Product.Forward<Identity>(depthwise, 1, x, w, y, 2)),
            ("box sum", () => BoxSum.Forward(conv, 1, x, y, 2)),
            ("box sum adjoint", () => BoxSum.Backward(conv, 1, y, x, 2)),
            ("pointwise", () => Pointwise.Run(new Stamp(x, x, x, x, y), 1, 1, 10, 5000, 2)),
            ("direct", () => Direct.Forward(new Bent(x, x, x), direct, 1, 1, w, y, 2)),
            ("direct backward", () => Direct.Backward(new BentShare(x, y, x), direct, 1, 1, w, x, 2)),
            ("pool", () => Windows.Forward(new Bent(x, x, x), pool, PoolKind.Maximum, 1, x, y, 2)),
            ("pool backward", () => Windows.Backward(new BentShare(x, y, x), pool, PoolKind.Maximum, 1, 1, x, x, 2)),
            ("percentile", () => Reduce.Percentile(x, 1, 50000, 98, y)),
        ];
        foreach (var (name, run) in kernels)
        {
            for (int i = 0; i < 3; i++)
                run();
            // a thread that has to wait for another the first time may allocate what it waits on, on a busy machine late
            long bytes = Enumerable.Range(0, 5).Min(_ => Allocated(run));
            Assert.True(bytes == 0, $"{name} allocated {bytes} bytes in three calls");
        }
    }

    private static long Allocated(Action run)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 3; i++)
            run();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
