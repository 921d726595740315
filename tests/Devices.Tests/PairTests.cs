using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>Pools, and contributions pair by pair, on a device against the skeletons of the processor.</summary>
public sealed class PairTests(Bench bench) : IClassFixture<Bench>
{
    // a few roundings of each term, sums of up to some ten terms in another order
    private const double Tolerance = 1e-5;
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
            KernelPolicy policy = new()
            {
                Term = UpTerm,
                Operands = [new("at_factor", bench.Put(factor)), new("at_bias", bench.Put(bias))],
            };
            Agrees(policy, false, up);
            policy = new()
            {
                Term = DownTerm,
                Operands = [new("at_factor", bench.Put(factor)), new("at_above", bench.Put(above))],
            };
            Agrees(policy, true, down);

            void Agrees(KernelPolicy policy, bool backward, Plane expected)
            {
                DeviceRun result = bench.Result(expected.Length),
                    table = bench.Table(DevicePools.Geometry(shape));
                KernelLaunch launch = DevicePools.Launch(
                    bench.Own,
                    policy,
                    shape,
                    table,
                    kind,
                    backward,
                    samples,
                    columns,
                    bench.Put(a),
                    result
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
        DeviceOperand ofInput = new("at_factor", bench.Put(factor));
        KernelPolicy forward = new()
        {
            Term = "w * at_factor[input.full] + at_bias[input.row]",
            Operands = [ofInput, new("at_bias", bench.Put(bias))],
        };
        KernelPolicy backward = new() { Term = DownTerm, Operands = [ofInput, new("at_above", bench.Put(above))] };
        Agrees(forward, false, up);
        Agrees(backward, true, down);

        void Agrees(KernelPolicy policy, bool adjoint, Plane expected)
        {
            ProductGeometry geometry = ProductGeometry.Exact(shape, adjoint);
            DeviceRun result = bench.Result(expected.Length),
                table = bench.Table(geometry.Numbers);
            KernelLaunch launch = DevicePairs.Launch(
                bench.Own,
                policy,
                geometry,
                table,
                samples,
                columns,
                bench.Put(weights),
                result
            );
            bench.Gives(expected, launch, result, Tolerance);
        }
    }

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
}
