using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>How launches of products are made: what fits, how they are cut, when texts are made.</summary>
public sealed class ProductLaunchTests(Bench bench) : IClassFixture<Bench>
{
    private static readonly KernelPolicy Plain = ProductTests.Plain;
    private static readonly KernelPolicy Squared = Plain with { Maps = ["w * w"] };

    [OpenClFact]
    public void NothingIsLaunchedForNoSample()
    {
        ConvShape shape = ConvShape.Dense(3, 2);
        Plane none = new NativeBuffer(0).Plane;
        DeviceRun weights = bench.Put(Arrays.Random(new(1), 6));
        ProductGeometry geometry = new(shape, false);
        KernelLaunch launch = DeviceProduct.Launch(
            bench.Own,
            Plain,
            [bench.Put(none), bench.Put(none)],
            geometry,
            bench.Table(geometry.Numbers),
            0,
            1,
            new(3, 1),
            new(2, 1),
            weights
        );
        Assert.True(launch.Global.IsEmpty);
        Assert.Equal(TimeSpan.Zero, bench.Open.Time(launch));
    }

    [OpenClFact]
    public void WhatDoesNotFitIsRefused()
    {
        ProductGeometry geometry = new(ConvShape.Dense(3, 2), false);
        DeviceRun table = bench.Table(geometry.Numbers),
            one = bench.Result(1),
            six = bench.Result(6);
        DeviceUnits three = new(3, 1),
            two = new(2, 1);
        KernelLaunch fits = DeviceProduct.Launch(
            bench.Own,
            Plain,
            [six, six],
            geometry,
            table,
            4,
            1,
            new(6, 1),
            new(4, 2),
            six
        );
        Assert.Equal(2ul, fits.Arguments[4].Bits); // two rows make one
        Refused("weights holds 1 numbers, 6 are needed", Plain, [one, one], 1, 1, three, two, one);
        Refused("1 runs are given, the policy names 2: at_source, to_target", Plain, [one], 1, 1, three, two, six);
        Refused("Rows of 4 numbers are not made of whole rows of 3", Plain, [one, one], 1, 1, new(4, 1), two, six);
        Refused("2 rows of the layer make a row of", Plain, [one, one], 2, 1, new(6, 1), two, six);
        Refused("3 rows are no whole samples of 2 columns of 1 rows", Plain, [one, one], 3, 2, three, two, six);
        Refused("a channel at least 1", Plain, [one, one], 1, 1, new(3, 0), two, six);
        Refused(
            "'source' is no name of an operand",
            Plain with
            {
                Operands = ["source", "to_target"],
            },
            [one, one],
            1,
            1,
            three,
            two,
            six
        );
        Refused("A product needs sums", Plain with { Products = [] }, [one, one], 1, 1, three, two, six);
        Refused(
            "of its 1 sources and 1 maps",
            Plain with
            {
                Products = [new(0, 1)],
            },
            [one, one],
            1,
            1,
            three,
            two,
            six
        );

        void Refused(
            string piece,
            KernelPolicy policy,
            DeviceRun[] operands,
            int count,
            int columns,
            DeviceUnits source,
            DeviceUnits target,
            DeviceRun weights
        ) =>
            Assert.Contains(
                piece,
                Assert
                    .Throws<ArgumentException>(() =>
                        DeviceProduct.Launch(
                            bench.Own,
                            policy,
                            operands,
                            geometry,
                            table,
                            count,
                            columns,
                            source,
                            target,
                            weights
                        )
                    )
                    .Message,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void CutsStayWithinLocalMemory()
    {
        for (int sums = 1; sums <= 20; sums++)
        {
            KernelPolicy policy = Plain with
            {
                Maps = [.. Enumerable.Repeat("w", (sums + 1) / 2)],
                Sources = [.. Enumerable.Repeat("at_source[i.full]", sums)],
                Products = [.. Enumerable.Range(0, sums).Select(s => new ProductTerm(s, s / 2))],
            };
            foreach (
                DeviceTraits device in (DeviceTraits[])
                    [
                        new(true, 2, 8, 1 << 20, 4096),
                        new(true, 2, 16, 32 << 10, 64),
                        new(false, 80, 1, 48 << 10, 1024),
                        new(false, 4, 1, 32 << 10, 256),
                    ]
            )
            {
                ProductBlocking cut = ProductBlocking.For(device, policy, 512);
                Dictionary<string, int> of = cut.Constants.ToDictionary(c => c.Name, c => c.Value);
                long maps = policy.Maps.Count;
                long bytes = device.IsProcessor
                    ? 4L
                        * (
                            maps * of["BLOCK_M"] * of["BLOCK_K"]
                            + sums * of["BLOCK_K"] * (of["BLOCK_N"] + 16L)
                            + (long)sums * of["BLOCK_M"] * of["BLOCK_N"]
                        )
                    : 4L * of["TERMS"] * (maps * (cut.Rows + 1) + sums * cut.Columns);
                Assert.InRange(bytes, 1, device.LocalMemory);
                if (!device.IsProcessor)
                    Assert.Equal(0, of["TERMS"] % (of["SIDE"] / of["EACH"]));
            }
        }
        ArgumentException e = Assert.Throws<ArgumentException>(() =>
            ProductBlocking.For(new(true, 1, 8, 100, 1), Plain, 8)
        );
        Assert.Contains("100 bytes of local memory", e.Message, StringComparison.Ordinal);
    }

    [OpenClFact]
    public void OneTextIsMadeForAPolicyAndACut()
    {
        ProductGeometry geometry = new(ConvShape.Dense(3, 2), false),
            other = new(ConvShape.Dense(7, 9), false);
        DeviceRun run = bench.Result(100);
        KernelText text = Of(Squared, geometry, new(3, 1), new(2, 1));
        Assert.Same(text, Of(Squared, other, new(7, 1), new(9, 1)));
        Assert.NotSame(text, Of(Squared with { Functions = "" }, geometry, new(3, 1), new(2, 1)));
        Assert.Equal(text, Of(Squared with { Functions = "" }, geometry, new(3, 1), new(2, 1)));
        Assert.NotEqual(text, Of(Plain, geometry, new(3, 1), new(2, 1)));

        KernelText Of(KernelPolicy policy, ProductGeometry layer, DeviceUnits source, DeviceUnits target) =>
            DeviceProduct
                .Launch(bench.Own, policy, [run, run], layer, bench.Table(layer.Numbers), 8, 1, source, target, run)
                .Text;
    }
}
