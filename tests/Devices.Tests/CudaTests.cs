using System.Diagnostics;
using RuleCompiler.Generators.Emission;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>The texts are CUDA C too: they compile to PTX that calls nothing from outside.</summary>
public sealed class CudaTests
{
    private static readonly DeviceTraits Gpu = new(false, 80, 1, 48 << 10, 1024);
    private static readonly ConvShape Conv = new(6, 9, 9, 4, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 2);
    private static readonly ConvShape Pool = new(4, 9, 9, 4, 3, 3, 2, 2, Groups: 4);
    private static readonly DeviceRun Run = DeviceRun.All(new Memory());

    /// <summary>Two slots: four sums of two sources and two maps, with a prologue and an epilogue that writes two buffers.</summary>
    private static readonly KernelPolicy Backward = new()
    {
        Maps = ["rc_pos(w)", "rc_neg(w)"],
        Sources = ["at_r[i.full] / rc_away(at_z[i.sample], 1e-6f)", "at_r[i.full]"],
        Products = [new(0, 0), new(0, 1), new(1, 0), new(1, 1)],
        Store = "to_one[i.full] = v0 * at_a[i.sample] + v1 * at_a[i.channel]; to_other[i.full] = v2 - v3;",
        Operands = ["at_r", "at_z", "at_a", "to_one", "to_other"],
    };

    /// <summary>More sums than an item has registers for 4×4 numbers of each.</summary>
    private static readonly KernelPolicy Many = Backward with
    {
        Products = [.. Backward.Products, .. Backward.Products],
        Store = "to_one[i.full] = v0 + v7 * at_a[i.position]; to_other[i.full] = v2 - v5 * at_a[i.sample_number];",
    };

    /// <summary>All that is printed into policies.</summary>
    private static readonly KernelPolicy Everything = new()
    {
        Body =
            "const float x = at_s[i.full], y = at_s[i.position]; "
            + string.Concat(
                PrinterTests.All.Select(op =>
                    $"to_s[i.full] += {new OpenClPrinter(n => n).Print(PrinterTests.Applied(op))}; "
                )
            ),
        Operands = ["at_s", "to_s"],
    };

    private static readonly DeviceRun[] Five = [Run, Run, Run, Run, Run];

    public static TheoryData<string, string> Cases
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach (string architecture in (string[])["sm_80", "sm_90"])
            {
                foreach (string kernel in Kernels.Keys)
                    data.Add(kernel, architecture);
            }
            return data;
        }
    }

    /// <summary>Every skeleton, with a policy that fills its holes.</summary>
    internal static Dictionary<string, Func<KernelLaunch>> Kernels { get; } =
        new()
        {
            ["product"] = () => Product(Conv, 3, true),
            ["dense forward"] = () => Product(ConvShape.Dense(30, 20), 1, false),
            ["dense backward"] = () => Product(ConvShape.Dense(30, 20), 1, true),
            ["sums"] = () =>
                DeviceProduct.Sums(Gpu, Backward, Five, new(Conv, true), Run, 2, 1, Outputs(Conv), Inputs(Conv)),
            ["pairs forward"] = () => Pairs(false),
            ["pairs backward"] = () => Pairs(true),
            ["maximum forward"] = () => Pools(PoolKind.Maximum, false),
            ["maximum backward"] = () => Pools(PoolKind.Maximum, true),
            ["average backward"] = () => Pools(PoolKind.Average, true),
            ["percentile"] = () => DeviceReduce.Percentile(Gpu, Run, 2, 100, 98, Run),
            ["move forward"] = () => Moves().Up(Gpu, Run, 2, Run, Run, true),
            ["move backward"] = () => Moves().Down(Gpu, Run, 2, Run, Run),
            ["eight sums"] = () => Product(Conv, 3, false, Many),
            ["sums of samples that have columns"] = () =>
                DeviceProduct.Sums(Gpu, Many, Five, new(Conv, false), Run, 6, 3, Inputs(Conv), Outputs(Conv)),
            ["every operation"] = () => DevicePointwise.Launch(Gpu, Everything, [Run, Run], 2, 1, 1, 5),
            ["pointwise"] = () =>
                DevicePointwise.Launch(
                    Gpu,
                    new() { Body = "to_s[i.full] = rc_away(to_s[i.full], 1e-6f);", Operands = ["to_s"] },
                    [Run],
                    2,
                    3,
                    4,
                    5
                ),
        };

    [ClangTheory]
    [MemberData(nameof(Cases))]
    public void AKernelIsPtxThatCallsNothing(string kernel, string architecture)
    {
        KernelText text = Kernels[kernel]().Text;
        string ptx = Compile(text.ToCuda(), architecture);
        Assert.Contains($".target {architecture}", ptx, StringComparison.Ordinal);
        Assert.Contains($".visible .entry {text.Entry}(", ptx, StringComparison.Ordinal);
        Assert.DoesNotContain(".extern .func", ptx, StringComparison.Ordinal);
    }

    [ClangTheory]
    [InlineData("sm_80")]
    public void WhatIsCalledFromOutsideIsFound(string architecture)
    {
        KernelPolicy policy = new()
        {
            Functions = "extern \"C\" __attribute__((device)) float elsewhere(float x);",
            Body = "to_s[i.full] = elsewhere(to_s[i.full]);",
            Operands = ["to_s"],
        };
        string ptx = Compile(DevicePointwise.Launch(Gpu, policy, [Run], 1, 1, 1, 1).Text.ToCuda(), architecture);
        Assert.Contains(".extern .func", ptx, StringComparison.Ordinal);
    }

    private static string Compile(string text, string architecture)
    {
        ProcessStartInfo start = new(Clang.Name, [.. Clang.Arguments(architecture), "-o", "-", "-"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process clang = Process.Start(start)!;
        Task<string> output = clang.StandardOutput.ReadToEndAsync(),
            error = clang.StandardError.ReadToEndAsync();
        clang.StandardInput.Write(text);
        clang.StandardInput.Close();
        clang.WaitForExit();
        Assert.True(clang.ExitCode == 0, error.Result);
        return output.Result;
    }

    private static KernelLaunch Product(ConvShape shape, int count, bool adjoint, KernelPolicy? policy = null) =>
        DeviceProduct.Launch(
            Gpu,
            policy ?? Backward,
            Five,
            new(shape, adjoint),
            Run,
            count,
            1,
            adjoint ? Outputs(shape) : Inputs(shape),
            adjoint ? Inputs(shape) : Outputs(shape),
            Run
        );

    private static KernelLaunch Pairs(bool adjoint) =>
        DevicePairs.Launch(
            Gpu,
            Term(adjoint),
            [Run, Run, Run],
            ProductGeometry.Exact(Conv, adjoint),
            Run,
            2,
            2,
            Inputs(Conv),
            Outputs(Conv),
            Run
        );

    private static KernelLaunch Pools(PoolKind kind, bool backward) =>
        DevicePools.Launch(Gpu, Term(backward), [Run, Run, Run], Pool, Run, kind, backward, 2, 2, Run);

    private static KernelPolicy Term(bool backward) =>
        new()
        {
            Term = backward ? "w * at_a[input.sample] * at_r[output.full]" : "w * at_a[input.sample]",
            Store = "to_s[i.full] = v0;",
            Operands = ["at_a", "at_r", "to_s"],
        };

    private static DeviceUnits Inputs(in ConvShape shape) => new(shape.InputSize, shape.Height * shape.Width);

    private static DeviceUnits Outputs(in ConvShape shape) => new(shape.OutputSize, shape.OutHeight * shape.OutWidth);

    private static DeviceMoves Moves() => new(new StridedMap([2, 3], 0, [3, 1], 0, [1, 2], 6, 6));

    private sealed class Memory : IDeviceMemory
    {
        public long Length => 1 << 20;

        public void Dispose() { }
    }
}
