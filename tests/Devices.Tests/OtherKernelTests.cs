using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>Moves, percentiles and pointwise statements on a device against the skeletons of the processor.</summary>
public sealed class OtherKernelTests(Bench bench) : IClassFixture<Bench>
{
    public static TheoryData<int> Seeds => Shapes.Seeds(48);

    [OpenClTheory]
    [MemberData(nameof(Seeds))]
    public void MovesAreThoseOfTheProcessor(int seed)
    {
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
        DeviceRun output = bench.Result(up.Length),
            below = bench.Result(down.Length);
        bench.Gives(
            up,
            moves.Up(bench.Own, bench.Table(moves.Forward), count, bench.Put(input), output, clear),
            output,
            0
        );
        // sums of broadcast values, in another order
        bench.Gives(
            down,
            moves.Down(bench.Own, bench.Table(moves.Backward), count, bench.Put(above), below),
            below,
            1e-6
        );
    }

    [OpenClTheory]
    [InlineData(1, 50)]
    [InlineData(2, 50)]
    [InlineData(5, 0)]
    [InlineData(5, 100)]
    [InlineData(1000, 98)]
    [InlineData(777, 33.3)]
    [InlineData(65, 99.9)]
    public void PercentilesAreThoseOfTheProcessor(int size, double percent)
    {
        const int Count = 5;
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
        float[] actual = new float[Count];
        DeviceRun result = bench.Result(Count);
        bench.Open.Run(DeviceReduce.Percentile(bench.Own, bench.Put(values), Count, size, percent, result));
        bench.Open.Read(result, actual.AsSpan());
        for (int i = 0; i < Count; i++)
        {
            // interpolated in float32 here and in double there: half a unit of the last place of the larger neighbour
            if (float.IsFinite(expected[i]))
                Assert.Equal(expected[i], actual[i], 2e-7f * MathF.Max(1, MathF.Abs(expected[i])));
            else
                Assert.Equal(expected[i], actual[i]);
        }
    }

    [OpenClFact]
    public void PointwiseStatementsSeeEveryIndex()
    {
        const int Samples = 3,
            Columns = 2,
            Channels = 5,
            Length = 77;
        Random random = new(4);
        Plane full = Arrays.Random(random, Samples * Columns * Channels * Length),
            sample = Arrays.Random(random, Samples * Channels * Length),
            position = Arrays.Random(random, Channels * Length),
            channel = Arrays.Random(random, Channels),
            row = Arrays.Random(random, Samples * Columns);
        Plane expected = new NativeBuffer(full.Length).Plane;
        Pointwise.Run(new Sum(full, sample, position, channel, row, expected), Samples, Columns, Channels, Length, 1);
        DeviceRun result = bench.Result(expected.Length);
        KernelPolicy policy = new()
        {
            Body =
                "to_all[i.full] = at_full[i.full] + at_sample[i.sample] * at_position[i.position] + at_channel[i.channel] - at_row[i.row];",
            Operands = ["at_full", "at_sample", "at_position", "at_channel", "at_row", "to_all"],
        };
        DeviceRun[] operands =
        [
            bench.Put(full),
            bench.Put(sample),
            bench.Put(position),
            bench.Put(channel),
            bench.Put(row),
            result,
        ];
        // the same operations; a product and a sum may be fused
        bench.Gives(
            expected,
            DevicePointwise.Launch(bench.Own, policy, operands, Samples, Columns, Channels, Length),
            result,
            1e-6
        );
    }

    [OpenClFact]
    public void ColumnsAreSummedByALoop()
    {
        const int Samples = 3,
            Columns = 7,
            Units = 90;
        Plane values = Arrays.Random(new(5), Samples * Columns * Units),
            expected = new NativeBuffer(Samples * Units).Plane;
        for (int i = 0; i < values.Length; i++)
            expected[i / (Columns * Units) * Units + i % Units] += values[i] * values[i];
        DeviceRun result = bench.Result(expected.Length);
        KernelPolicy policy = new()
        {
            Body = $$"""
                float sum = 0.0f;
                for (int column = 0; column < {{Columns}}; column++) {
                  const ulong at = ((ulong)i.sample_number * {{Columns}} + column) * {{Units}} + i.position;
                  sum += at_q[at] * at_q[at];
                }
                to_all[i.sample] = sum;
                """,
            Operands = ["at_q", "to_all"],
        };
        DeviceRun[] operands = [bench.Put(values), result];
        bench.Gives(expected, DevicePointwise.Launch(bench.Own, policy, operands, Samples, 1, 1, Units), result, 1e-6);
    }

    private readonly struct Sum(Plane full, Plane sample, Plane position, Plane channel, Plane row, Plane to)
        : IPointwise
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
