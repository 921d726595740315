using ILGPU;
using RuleCompiler.Generated.Ilgpu;
using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>Pools, and contributions pair by pair, on an accelerator against the skeletons of the processor.</summary>
[Collection("emulation")]
public sealed class PairTests : IDisposable
{
    // a few roundings of each term, sums of up to some hundred terms in another order
    private const double Tolerance = 1e-5;

    public static TheoryData<int> Seeds => Shapes.Seeds(16);

    public void Dispose() => Groups.Reset();

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PoolsAreThoseOfTheProcessor(int seed)
    {
        Groups.Of(Groups.Sizes[seed % 3]);
        using Bench bench = new();
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
        ArrayView<int> table = bench.Table(DevicePools.Geometry(shape));
        foreach (PoolKind kind in Enum.GetValues<PoolKind>())
        {
            Plane up = new NativeBuffer(rows * shape.OutputSize).Plane,
                down = new NativeBuffer(rows * shape.InputSize).Plane;
            Windows.Forward(new Up(factor, bias), shape, kind, samples, columns, a, up, 1);
            Windows.Backward(new Down(factor, above), shape, kind, samples, columns, a, down, 1);
            UpTerm forward = new()
            {
                at_factor = bench.Put(factor),
                at_bias = bench.Put(bias),
                to_y = bench.Result(up.Length),
            };
            DownTerm backward = new()
            {
                at_factor = bench.Put(factor),
                at_above = bench.Put(above),
                to_y = bench.Result(down.Length),
            };
            ArrayView<float> decides = bench.Put(a);
            bench.Gives(
                up,
                bench.Kernels.Pool(forward, shape, table, kind, false, samples, columns, decides),
                forward.to_y,
                Tolerance
            );
            bench.Gives(
                down,
                bench.Kernels.Pool(backward, shape, table, kind, true, samples, columns, decides),
                backward.to_y,
                Tolerance
            );
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void PairsAreThoseOfTheProcessor(int seed)
    {
        Groups.Of(Groups.Sizes[seed % 3]);
        using Bench bench = new();
        Random random = new(seed);
        ConvShape shape = Groups.Small(random, seed);
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
        UpTermByRow forward = new()
        {
            at_factor = bench.Put(factor),
            at_bias = bench.Put(bias),
            to_y = bench.Result(up.Length),
        };
        DownTerm backward = new()
        {
            at_factor = bench.Put(factor),
            at_above = bench.Put(above),
            to_y = bench.Result(down.Length),
        };
        Units inputs =
                new()
                {
                    Size = shape.InputSize,
                    Length = (long)shape.Height * shape.Width,
                    Columns = columns,
                },
            outputs =
                new()
                {
                    Size = shape.OutputSize,
                    Length = (long)shape.OutHeight * shape.OutWidth,
                    Columns = columns,
                };
        ArrayView<float> w = bench.Put(weights);
        ProductGeometry upwards = ProductGeometry.Exact(shape, false),
            downwards = ProductGeometry.Exact(shape, true);
        bench.Gives(
            up,
            bench.Kernels.WeightPairs(forward, upwards, bench.Table(upwards.Numbers), rows, inputs, outputs, w),
            forward.to_y,
            Tolerance
        );
        bench.Gives(
            down,
            bench.Kernels.WeightPairs(backward, downwards, bench.Table(downwards.Numbers), rows, outputs, inputs, w),
            backward.to_y,
            Tolerance
        );
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
