using ILGPU;
using RuleCompiler.Generated.Ilgpu;
using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Moves, percentiles and formulas at every element against the skeletons of the processor.</summary>
[Collection("emulation")]
public sealed class OtherKernelTests : IDisposable
{
    public static TheoryData<int> Seeds => Shapes.Seeds(24);

    public void Dispose() => Groups.Reset();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void MovesAreThoseOfTheProcessor(int seed)
    {
        Groups.Of(Groups.Sizes[seed % 3]);
        using Bench bench = new();
        Random random = new(seed);
        StridedMap map = NaiveMap.Any(random, seed).Compiled();
        int count = random.Next(1, 4);
        bool clear = seed % 2 == 0;
        Plane input = Arrays.Random(random, count * map.InputSize),
            above = Arrays.Random(random, count * map.OutputSize);
        Plane up = new NativeBuffer(above.Length).Plane,
            down = new NativeBuffer(input.Length).Plane;
        up.Span.Fill(123); // what stands there stays
        Strided.Forward(map, count, input, up, clear, 1);
        Strided.Backward(map, count, above, down, 1);
        DeviceMoves moves = new(map);
        MoveArguments forward =
                new()
                {
                    From = bench.Put(input),
                    To = bench.Result(up.Length),
                    Places = bench.Table(moves.Forward),
                    Inputs = (int)map.InputSize,
                    Outputs = (int)map.OutputSize,
                    Clear = clear ? 1 : 0,
                },
            backward =
                forward with
                {
                    From = bench.Put(above),
                    To = bench.Result(down.Length),
                    Places = bench.Table(moves.Backward),
                };
        bench.Gives(up, bench.Kernels.Move(false, forward, count), forward.To, 0);
        // sums of broadcast values, in another order
        bench.Gives(down, bench.Kernels.Move(true, backward, count), backward.To, 1e-6);
    }

    [Theory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(5, 0)]
    [InlineData(5, 100)]
    [InlineData(300, 98)]
    [InlineData(177, 33.3)]
    [InlineData(65, 99.9)]
    public void PercentilesAreThoseOfTheProcessor(int size, double percent)
    {
        const int Count = 5;
        Groups.Of(Groups.Sizes[size % 3]);
        using Bench bench = new();
        Random random = new(size);
        Plane values = Arrays.Random(random, Count * size);
        for (int i = 0; i < size; i++)
        {
            values[i] = MathF.Round(values[i] * 3); // ties, zeros of both signs
            values[2 * size + i] *= MathF.Pow(10, random.Next(-38, 38));
        }
        values[3 * size + random.Next(size)] = float.NaN;
        values[4 * size] = float.PositiveInfinity;
        Plane expected = new NativeBuffer(Count).Plane;
        Reduce.Percentile(values, Count, size, percent, expected);
        ArrayView<float> result = bench.Result(Count);
        float[] actual = bench.Run(bench.Kernels.Rank(bench.Put(values), result, size, percent, Count), result);
        for (int i = 0; i < Count; i++)
        {
            // interpolated in float32 here and in double there: half a unit of the last place of the larger neighbour
            if (float.IsFinite(expected[i]))
                Assert.Equal(expected[i], actual[i], 2e-7f * MathF.Max(1, MathF.Abs(expected[i])));
            else
                Assert.Equal(expected[i], actual[i]);
        }
    }

    [Theory]
    [MemberData(nameof(Groups.Data), MemberType = typeof(Groups))]
    public void FormulasSeeEveryIndex(int items)
    {
        const int Samples = 3,
            Columns = 2,
            Channels = 5,
            Length = 77;
        Groups.Of(items);
        using Bench bench = new();
        Random random = new(4);
        Plane full = Arrays.Random(random, Samples * Columns * Channels * Length),
            sample = Arrays.Random(random, Samples * Channels * Length),
            position = Arrays.Random(random, Channels * Length),
            channel = Arrays.Random(random, Channels),
            row = Arrays.Random(random, Samples * Columns);
        Plane expected = new NativeBuffer(full.Length).Plane;
        Kernels.Pointwise.Run(
            new Sum(full, sample, position, channel, row, expected),
            Samples,
            Columns,
            Channels,
            Length,
            1
        );
        EveryIndex policy = new()
        {
            at_full = bench.Put(full),
            at_sample = bench.Put(sample),
            at_position = bench.Put(position),
            at_channel = bench.Put(channel),
            at_row = bench.Put(row),
            to_y = bench.Result(expected.Length),
        };
        var launch = bench.Kernels.Elements(policy, Samples, Columns, Channels * Length, Length, 1);
        bench.Gives(expected, launch, policy.to_y, 1e-6); // a product and a sum may be fused
    }

    [Fact]
    public void ColumnsAreAddedByALoop()
    {
        const int Samples = 3,
            Added = 7,
            Units = 90;
        using Bench bench = new();
        Plane values = Arrays.Random(new(5), Samples * Added * Units),
            expected = new NativeBuffer(Samples * Units).Plane;
        for (int i = 0; i < values.Length; i++)
            expected[i / (Added * Units) * Units + i % Units] += values[i] * values[i];
        Columns policy = new() { at_q = bench.Put(values), to_y = bench.Result(expected.Length) };
        bench.Gives(expected, bench.Kernels.Elements(policy, Samples, 1, Units, Units, Added), policy.to_y, 1e-6);
    }

    private readonly struct Sum(Plane full, Plane sample, Plane position, Plane channel, Plane row, Plane to)
        : Kernels.IPointwise
    {
        public readonly void Apply<V>(in Kernels.Index i)
            where V : struct, ILanes<V> =>
            to.Store(
                i.Full,
                full.Load<V>(i.Full)
                    + sample.Load<V>(i.Sample) * position.Load<V>(i.Position)
                    + V.Of(channel[i.Channel])
                    - V.Of(row[i.Row])
            );
    }
}
