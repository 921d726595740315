using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>Pools, and contributions pair by pair, on a device against the skeletons of the processor.</summary>
public sealed class PairTests(Bench bench) : IClassFixture<Bench>
{
    // a few roundings of each term, sums of up to some ten terms in another order
    private const double Tolerance = 1e-5;
    private const int Samples = 2;
    private const int Columns = 3;
    private const string UpTerm = "w * at_factor[input.full] + at_bias[input.channel]";
    private const string DownTerm = "w * at_factor[input.full] * at_above[output.full]";

    public static TheoryData<int> Seeds => Shapes.Seeds(24);

    [OpenClTheory]
    [MemberData(nameof(Seeds))]
    public void PoolsAreThoseOfTheProcessor(int seed)
    {
        Random random = new(seed);
        ConvShape shape = Shapes.Pool(random);
        int samples = random.Next(1, 4),
            columns = random.Next(1, 4),
            rows = samples * columns;
        Plane a = Arrays.Random(random, samples * shape.InputSize),
            factor = Arrays.Random(random, rows * shape.InputSize),
            above = Arrays.Random(random, rows * shape.OutputSize),
            bias = Arrays.Random(random, shape.Channels);
        foreach (ref float x in a.Span)
            x = seed % 5 == 0 && random.Next(9) == 0 ? float.NaN : MathF.Round(x * 4); // few values: many ties
        foreach (PoolKind kind in Enum.GetValues<PoolKind>())
        {
            Plane up = new NativeBuffer(rows * shape.OutputSize).Plane,
                down = new NativeBuffer(rows * shape.InputSize).Plane;
            Windows.Forward(new Up(factor, bias), shape, kind, samples, columns, a, up, 1);
            Windows.Backward(new Down(factor, above), shape, kind, samples, columns, a, down, 1);
            Agrees(Over(UpTerm, "at_bias"), bench.Put(bias), false, up);
            Agrees(Over(DownTerm, "at_above"), bench.Put(above), true, down);

            void Agrees(KernelPolicy policy, DeviceRun second, bool backward, Plane expected)
            {
                DeviceRun result = bench.Result(expected.Length),
                    table = bench.Table(DevicePools.Geometry(shape));
                KernelLaunch launch = DevicePools.Launch(
                    bench.Own,
                    policy,
                    [bench.Put(factor), second, result],
                    shape,
                    table,
                    kind,
                    backward,
                    samples,
                    columns,
                    bench.Put(a)
                );
                bench.Gives(expected, launch, result, Tolerance);
            }
        }
    }

    [OpenClTheory]
    [MemberData(nameof(Seeds))]
    public void PairsAreThoseOfTheProcessor(int seed)
    {
        Random random = new(seed);
        ConvShape shape = Shapes.Any(random, seed);
        int samples = random.Next(1, 3),
            columns = random.Next(1, 3),
            rows = samples * columns;
        Plane weights = Arrays.Random(random, shape.WeightSize),
            factor = Arrays.Random(random, rows * shape.InputSize),
            above = Arrays.Random(random, rows * shape.OutputSize),
            bias = Arrays.Random(random, rows);
        Plane up = new NativeBuffer(above.Length).Plane,
            down = new NativeBuffer(factor.Length).Plane;
        Direct.Forward(new UpByRow(factor, bias), shape, samples, columns, weights, up, 1);
        Direct.Backward(new Down(factor, above), shape, samples, columns, weights, down, 1);
        Agrees(Over("w * at_factor[input.full] + at_bias[input.row]", "at_bias"), bench.Put(bias), false, up);
        Agrees(Over(DownTerm, "at_above"), bench.Put(above), true, down);

        void Agrees(KernelPolicy policy, DeviceRun second, bool adjoint, Plane expected)
        {
            ProductGeometry geometry = ProductGeometry.Exact(shape, adjoint);
            DeviceRun result = bench.Result(expected.Length),
                table = bench.Table(geometry.Numbers);
            KernelLaunch launch = DevicePairs.Launch(
                bench.Own,
                policy,
                [bench.Put(factor), second, result],
                geometry,
                table,
                samples,
                columns,
                Inputs(shape),
                Outputs(shape),
                bench.Put(weights)
            );
            bench.Gives(expected, launch, result, Tolerance);
        }
    }

    /// <summary>Statements after the sum read and write what they like, in the target's units; terms read what columns share.</summary>
    [OpenClTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void SumsArePutWhereThePolicySays(bool backward)
    {
        Random random = new(8);
        ConvShape conv = new(4, 5, 6, 6, 3, 2, 2, 1, 1, 0, 1, 1, Groups: 2),
            pool = new(5, 7, 6, 5, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 5);
        Plane weights = Arrays.Random(random, conv.WeightSize),
            seen = Arrays.Random(random, Samples * conv.InputSize),
            a = Arrays.Random(random, Samples * pool.InputSize);
        ProductGeometry geometry = ProductGeometry.Exact(conv, backward);
        DeviceRun table = bench.Table(geometry.Numbers),
            w = bench.Put(weights);
        PutWhereItSays(
            random,
            conv,
            backward,
            seen,
            (policy, operands) =>
                DevicePairs.Launch(
                    bench.Own,
                    policy,
                    operands,
                    geometry,
                    table,
                    Samples,
                    Columns,
                    Inputs(conv),
                    Outputs(conv),
                    w
                ),
            sums =>
            {
                if (backward)
                    Direct.Backward(new OfSample(seen), conv, Samples, Columns, weights, sums, 1);
                else
                    Direct.Forward(new OfSample(seen), conv, Samples, Columns, weights, sums, 1);
            }
        );
        table = bench.Table(DevicePools.Geometry(pool));
        PutWhereItSays(
            random,
            pool,
            backward,
            a,
            (policy, operands) =>
                DevicePools.Launch(
                    bench.Own,
                    policy,
                    operands,
                    pool,
                    table,
                    PoolKind.Maximum,
                    backward,
                    Samples,
                    Columns,
                    operands[0]
                ),
            sums =>
            {
                if (backward)
                    Windows.Backward(new OfSample(a), pool, PoolKind.Maximum, Samples, Columns, a, sums, 1);
                else
                    Windows.Forward(new OfSample(a), pool, PoolKind.Maximum, Samples, Columns, a, sums, 1);
            }
        );
    }

    private void PutWhereItSays(
        Random random,
        in ConvShape layer,
        bool backward,
        Plane seen,
        Func<KernelPolicy, DeviceRun[], KernelLaunch> launch,
        Action<Plane> processor
    )
    {
        DeviceUnits units = backward ? Inputs(layer) : Outputs(layer);
        Plane perSample = Arrays.Random(random, Samples * (nint)units.Size),
            perChannel = Arrays.Random(random, (nint)(units.Size / units.Length)),
            first = new NativeBuffer(Samples * Columns * (nint)units.Size).Plane,
            second = new NativeBuffer(first.Length).Plane;
        processor(first);
        for (int i = 0; i < first.Length; i++)
        {
            long position = i % units.Size,
                sample = i / units.Size / Columns;
            first[i] += perChannel[(nint)(position / units.Length)];
            second[i] = first[i] * perSample[(nint)(sample * units.Size + position)];
        }
        DeviceRun one = bench.Result(first.Length),
            other = bench.Result(first.Length);
        KernelPolicy policy = new()
        {
            Term = "w * at_seen[input.sample]",
            Store = """
                const float sum = v0 + at_channel[i.channel];
                to_one[i.full] = sum;
                to_other[i.full] = sum * at_sample[i.sample];
                """,
            Operands = ["at_seen", "at_channel", "at_sample", "to_one", "to_other"],
        };
        DeviceRun[] operands = [bench.Put(seen), bench.Put(perChannel), bench.Put(perSample), one, other];
        bench.Gives(first, launch(policy, operands), one, Tolerance);
        bench.Holds(second, other, Tolerance);
    }

    private static KernelPolicy Over(string term, string second) =>
        new()
        {
            Term = term,
            Store = "to_result[i.full] = v0;",
            Operands = ["at_factor", second, "to_result"],
        };

    private static DeviceUnits Inputs(in ConvShape shape) => new(shape.InputSize, shape.Height * shape.Width);

    private static DeviceUnits Outputs(in ConvShape shape) => new(shape.OutputSize, shape.OutHeight * shape.OutWidth);

    private readonly struct Up(Plane factor, Plane bias) : IForwardTerm
    {
        public readonly V Term<V>(in Kernels.Index input, V w)
            where V : struct, ILanes<V> => w * factor.Load<V>(input.Full) + V.Of(bias[input.Channel]);
    }

    private readonly struct UpByRow(Plane factor, Plane bias) : IForwardTerm
    {
        public readonly V Term<V>(in Kernels.Index input, V w)
            where V : struct, ILanes<V> => w * factor.Load<V>(input.Full) + V.Of(bias[input.Row]);
    }

    private readonly struct Down(Plane factor, Plane above) : IBackwardTerm
    {
        public readonly V Term<V, O>(in Kernels.Index input, in O output, V w)
            where V : struct, ILanes<V>
            where O : struct, IOutputs => w * factor.Load<V>(input.Full) * output.Load<V>(above, output.At.Full);
    }

    private readonly struct OfSample(Plane seen) : IForwardTerm, IBackwardTerm
    {
        public readonly V Term<V>(in Kernels.Index input, V w)
            where V : struct, ILanes<V> => w * seen.Load<V>(input.Sample);

        public readonly V Term<V, O>(in Kernels.Index input, in O output, V w)
            where V : struct, ILanes<V>
            where O : struct, IOutputs => w * seen.Load<V>(input.Sample);
    }
}
