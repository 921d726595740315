using ILGPU;
using RuleCompiler.Generated.Ilgpu;
using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Products and sums on an accelerator against the skeletons of the processor.</summary>
[Collection("emulation")]
public sealed class ProductTests : IDisposable
{
    // sums of at most a few thousand float32 products of numbers below 1.25, in another order
    private const double Tolerance = 1e-5;

    public static TheoryData<int, int> Cases
    {
        get
        {
            TheoryData<int, int> data = [];
            foreach (int items in Groups.Sizes)
            {
                for (int seed = 0; seed < 8; seed++)
                    data.Add(items, seed);
            }
            return data;
        }
    }

    public void Dispose() => Groups.Reset();

    [Theory]
    [MemberData(nameof(Cases))]
    public void AreThoseOfTheProcessor(int items, int seed)
    {
        Random random = new(seed);
        Agrees(items, random, Groups.Small(random, seed), random.Next(1, 5));
    }

    [Theory]
    [MemberData(nameof(Groups.Data), MemberType = typeof(Groups))]
    public void AreThoseOfTheProcessorOverSeveralTiles(int items)
    {
        Random random = new(1);
        Agrees(items, random, new ConvShape(3, 13, 5, 67, 3, 3, 1, 1, 1, 1, 1, 1), 2);
        Agrees(items, random, new ConvShape(8, 14, 9, 6, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 2), 2);
        Agrees(items, random, ConvShape.Dense(33, 67), 66);
    }

    [Theory]
    [MemberData(nameof(Groups.Data), MemberType = typeof(Groups))]
    public void SeveralSumsShareOneLaunch(int items)
    {
        Groups.Of(items);
        Random random = new(3);
        Share(random, new(9, 11, 10, 14, 3, 3, 2, 1, 1, 1, 0, 1), 2, 3);
        Share(random, ConvShape.Dense(130, 40), 1, 2);
        Share(random, ConvShape.Dense(130, 40), 2, 4);
    }

    [Fact]
    public void NothingIsLaunchedForNoSample()
    {
        using Bench bench = new();
        ProductGeometry geometry = new(ConvShape.Dense(3, 2), false);
        Leaning policy = new() { at_x = bench.Result(0), to_y = bench.Result(0) };
        ArrayView<float> weights = bench.Result(6);
        Units units = Rows(3);
        bench.Run(
            bench.Kernels.Product<Leaning, float, float, float>(
                policy,
                geometry,
                bench.Table(geometry.Numbers),
                0,
                units,
                units,
                weights
            ),
            policy.to_y
        );
    }

    private static void Agrees(int items, Random random, ConvShape shape, int count)
    {
        Groups.Of(items);
        using Bench bench = new();
        Plane input = Arrays.Random(random, count * shape.InputSize),
            weights = Arrays.Random(random, shape.WeightSize),
            above = Arrays.Random(random, count * shape.OutputSize);
        foreach (ref float r in above.Span)
            r = random.Next(3) == 0 ? 0 : r; // rows that need not be read
        Plane up = new NativeBuffer(above.Length).Plane,
            down = new NativeBuffer(input.Length).Plane;
        Product.Forward<LeaningMap>(shape, count, input, weights, up, 1);
        Compare(false, input, up);
        Product.Backward<LeaningMap>(shape, count, above, weights, down, 1);
        Compare(true, above, down);
        BoxSum.Forward(shape, count, input, up, 1);
        CompareSums(false, input, up);
        BoxSum.Backward(shape, count, above, down, 1);
        CompareSums(true, above, down);

        void Compare(bool adjoint, Plane source, Plane expected)
        {
            ProductGeometry geometry = new(shape, adjoint);
            Leaning policy = new() { at_x = bench.Put(source), to_y = bench.Result(expected.Length) };
            Units from = Rows(source.Length / count),
                to = Rows(expected.Length / count);
            bench.Gives(
                expected,
                bench.Kernels.Product<Leaning, float, float, float>(
                    policy,
                    geometry,
                    bench.Table(geometry.Numbers),
                    count,
                    from,
                    to,
                    bench.Put(weights)
                ),
                policy.to_y,
                Tolerance
            );
        }

        void CompareSums(bool adjoint, Plane source, Plane expected)
        {
            ProductGeometry geometry = new(shape, adjoint);
            Plain policy = new() { at_x = bench.Put(source), to_y = bench.Result(expected.Length) };
            Units from = Rows(source.Length / count),
                to = Rows(expected.Length / count);
            ArrayView<int> table = bench.Table(geometry.Numbers);
            bench.Gives(
                expected,
                bench.Kernels.PlainSums<Plain, float>(policy, geometry, table, count, from, to),
                policy.to_y,
                Tolerance
            );
        }
    }

    /// <summary>p = Σ w⁺r + bias and q = Σ w⁻s − Σ w⁺s with s = r/Away(z, 0.25), z of the sample, r of the row.</summary>
    private static void Share(Random random, ConvShape shape, int samples, int columns)
    {
        using Bench bench = new();
        int count = samples * columns;
        Plane w = Arrays.Random(random, shape.WeightSize),
            r = Arrays.Random(random, count * shape.OutputSize),
            z = Arrays.Random(random, samples * shape.OutputSize),
            bias = Arrays.Random(random, shape.Channels);
        Plane share = Arrays.Copy(r),
            p = new NativeBuffer(count * shape.InputSize).Plane,
            q = new NativeBuffer(p.Length).Plane,
            third = new NativeBuffer(p.Length).Plane;
        for (int i = 0; i < share.Length; i++)
        {
            float sum = z[
                (i / (int)(columns * shape.OutputSize) * (int)shape.OutputSize) + (i % (int)shape.OutputSize)
            ];
            share[i] = r[i] / (sum + (sum >= 0 ? 0.25f : -0.25f));
        }
        Product.Backward<PositivePart>(shape, count, r, w, p, 1);
        Product.Backward<NegativePart>(shape, count, share, w, q, 1);
        Product.Backward<PositivePart>(shape, count, share, w, third, 1);
        long length = (long)shape.Height * shape.Width;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] += bias[(int)(i / length % shape.Channels)];
            q[i] -= third[i];
        }
        ProductGeometry geometry = new(shape, true);
        Several policy = new()
        {
            at_r = bench.Put(r),
            at_z = bench.Put(z),
            at_bias = bench.Put(bias),
            to_p = bench.Result(p.Length),
            to_q = bench.Result(q.Length),
        };
        Units from =
                new()
                {
                    Size = shape.OutputSize,
                    Length = shape.OutputSize,
                    Columns = columns,
                },
            to =
                new()
                {
                    Size = shape.InputSize,
                    Length = length,
                    Columns = columns,
                };
        var launch = bench.Kernels.Product<Several, Several.Left, Several.Right, Several.Sum>(
            policy,
            geometry,
            bench.Table(geometry.Numbers),
            count,
            from,
            to,
            bench.Put(w)
        );
        bench.Gives(p, launch, policy.to_p, Tolerance);
        bench.Gives(q, launch, policy.to_q, Tolerance);
    }

    private static Units Rows(nint size) =>
        new()
        {
            Size = size,
            Length = size,
            Columns = 1,
        };

    /// <summary>g(w) = w⁺ + 0.25·w.</summary>
    private readonly struct LeaningMap : IWeightMap
    {
        public static V Map<V>(V w)
            where V : struct, ILanes<V> => V.PositivePart(w) + V.Of(0.25f) * w;
    }
}
