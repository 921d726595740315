using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>
/// More rows and groups than CUDA has places for along y and z: no launch asks for more, and all of them are computed.
/// </summary>
public sealed class LongBatchTests(Bench bench) : IClassFixture<Bench>
{
    private const int Many = 70001;
    private static readonly ConvShape Depthwise = new(Many, 1, 3, Many, 1, 2, Groups: Many);

    [OpenClFact]
    public void PointwiseRowsAreAllComputed()
    {
        Plane x = Arrays.Random(new(1), 3 * Many),
            expected = new NativeBuffer(x.Length).Plane;
        for (int i = 0; i < x.Length; i++)
            expected[i] = 2 * x[i] + i / 3;
        KernelPolicy policy = new()
        {
            Body = "to_y[i.full] = 2.0f * at_x[i.full] + (float)i.row;",
            Operands = ["at_x", "to_y"],
        };
        DeviceRun result = bench.Result(x.Length);
        Gives(expected, DevicePointwise.Launch(bench.Own, policy, [bench.Put(x), result], Many, 1, 1, 3), result);
    }

    [OpenClFact]
    public void RowsAreAllMoved()
    {
        StridedMap map = new([2], 1, [2], 0, [1], 4, 2);
        DeviceMoves moves = new(map);
        Plane x = Arrays.Random(new(2), 4 * Many),
            up = new NativeBuffer(2 * Many).Plane,
            down = new NativeBuffer(4 * Many).Plane;
        Strided.Forward(map, Many, x, up, true, 1);
        Strided.Backward(map, Many, up, down, 1);
        DeviceRun above = bench.Result(up.Length),
            below = bench.Result(down.Length);
        Gives(up, moves.Up(bench.Own, bench.Table(moves.Forward), Many, bench.Put(x), above, true), above);
        Gives(down, moves.Down(bench.Own, bench.Table(moves.Backward), Many, above, below), below);
    }

    [OpenClTheory]
    [InlineData(false)]
    [InlineData(true)]
    public void RowsOfPoolsAndPairsAreAllComputed(bool backward)
    {
        ConvShape pool = new(1, 1, 4, 1, 1, 2, 1, 2);
        Plane x = Arrays.Random(new(3), Many * pool.InputSize),
            weights = Arrays.Random(new(4), pool.WeightSize),
            expected = new NativeBuffer(Many * (backward ? pool.InputSize : pool.OutputSize)).Plane;
        KernelPolicy policy = new()
        {
            Term = "w * at_x[input.full]",
            Store = "to_y[i.full] = v0;",
            Operands = ["at_x", "to_y"],
        };
        DeviceRun result = bench.Result(expected.Length);
        DeviceRun[] operands = [bench.Put(x), result];
        if (backward)
            Windows.Backward(new Times(x), pool, PoolKind.Maximum, Many, 1, x, expected, 1);
        else
            Windows.Forward(new Times(x), pool, PoolKind.Maximum, Many, 1, x, expected, 1);
        DeviceRun table = bench.Table(DevicePools.Geometry(pool));
        Gives(
            expected,
            DevicePools.Launch(
                bench.Own,
                policy,
                operands,
                pool,
                table,
                PoolKind.Maximum,
                backward,
                Many,
                1,
                operands[0]
            ),
            result
        );
        if (backward)
            Direct.Backward(new Times(x), pool, Many, 1, weights, expected, 1);
        else
            Direct.Forward(new Times(x), pool, Many, 1, weights, expected, 1);
        ProductGeometry geometry = ProductGeometry.Exact(pool, backward);
        Gives(
            expected,
            DevicePairs.Launch(
                bench.Own,
                policy,
                operands,
                geometry,
                bench.Table(geometry.Numbers),
                Many,
                1,
                new(pool.InputSize, 4),
                new(pool.OutputSize, 2),
                bench.Put(weights)
            ),
            result
        );
    }

    [OpenClTheory]
    [InlineData("own")]
    [InlineData("groups of 64")]
    public void GroupsOfProductsAndSumsAreAllComputed(string cut)
    {
        Plane x = Arrays.Random(new(5), Depthwise.InputSize),
            weights = Arrays.Random(new(6), Depthwise.WeightSize),
            expected = new NativeBuffer(Depthwise.OutputSize).Plane;
        ProductGeometry geometry = new(Depthwise, false);
        DeviceRun result = bench.Result(expected.Length),
            table = bench.Table(geometry.Numbers);
        DeviceRun[] operands = [bench.Put(x), result];
        DeviceUnits source = new(Depthwise.InputSize, 3),
            target = new(Depthwise.OutputSize, 2);
        Product.Forward<Identity>(Depthwise, 1, x, weights, expected, 1);
        Gives(
            expected,
            DeviceProduct.Launch(
                bench.Cut(cut),
                ProductTests.Plain,
                operands,
                geometry,
                table,
                1,
                1,
                source,
                target,
                bench.Put(weights)
            ),
            result
        );
        BoxSum.Forward(Depthwise, 1, x, expected, 1);
        Gives(
            expected,
            DeviceProduct.Sums(bench.Cut(cut), ProductTests.Plain, operands, geometry, table, 1, 1, source, target),
            result
        );
    }

    private void Gives(Plane expected, KernelLaunch launch, DeviceRun result)
    {
        Assert.InRange(launch.Global.Y / launch.Local.Y, 1, 65535);
        Assert.InRange(launch.Global.Z / launch.Local.Z, 1, 65535);
        bench.Gives(expected, launch, result, 1e-5); // sums of two products
    }

    private readonly struct Times(Plane x) : IForwardTerm, IBackwardTerm
    {
        public readonly V Term<V>(in Kernels.Index input, V w)
            where V : struct, ILanes<V> => w * x.Load<V>(input.Full);

        public readonly V Term<V, O>(in Kernels.Index input, in O output, V w)
            where V : struct, ILanes<V>
            where O : struct, IOutputs => w * x.Load<V>(input.Full);
    }
}
