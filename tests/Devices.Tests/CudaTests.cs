using System.Diagnostics;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>The clang that compiles CUDA C to PTX, without a GPU and without CUDA.</summary>
internal static class Clang
{
    public static string Name { get; } = Environment.GetEnvironmentVariable("CLANG") ?? "clang-19";

    public static string? Missing { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("")
            .Any(folder => File.Exists(Path.Combine(folder, Name)))
            ? null
            : $"There is no '{Name}' to compile CUDA C to PTX: install Debian's package clang-19, or name one in CLANG.";
}

/// <summary>Tests that need clang; skipped, by name, where there is none.</summary>
internal sealed class ClangTheoryAttribute : TheoryAttribute
{
    public ClangTheoryAttribute() => Skip = Clang.Missing!;
}

/// <summary>The texts are CUDA C too: they compile to PTX that calls nothing from outside.</summary>
public sealed class CudaTests
{
    private static readonly DeviceTraits Gpu = new(false, 80, 1, 48 << 10, 1024);
    private static readonly ConvShape Conv = new(6, 9, 9, 4, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 2);
    private static readonly ConvShape Pool = new(4, 9, 9, 4, 3, 3, 2, 2, Groups: 4);
    private static readonly DeviceRun Run = DeviceRun.All(new Memory());

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
    private static Dictionary<string, Func<KernelLaunch>> Kernels { get; } =
        new()
        {
            ["product"] = () => Product(Conv, 3, true),
            ["dense forward"] = () => Product(ConvShape.Dense(30, 20), 1, false),
            ["dense backward"] = () => Product(ConvShape.Dense(30, 20), 1, true),
            ["sums"] = () => DeviceProduct.Sums(Gpu, KernelPolicy.None, new(Conv, true), Run, 2, Run, Run),
            ["pairs forward"] = () => Pairs(false),
            ["pairs backward"] = () => Pairs(true),
            ["maximum forward"] = () => Pools(PoolKind.Maximum, false),
            ["maximum backward"] = () => Pools(PoolKind.Maximum, true),
            ["average backward"] = () => Pools(PoolKind.Average, true),
            ["percentile"] = () => DeviceReduce.Percentile(Gpu, Run, 2, 100, 98, Run),
            ["move forward"] = () => Moves().Up(Gpu, Run, 2, Run, Run, true),
            ["move backward"] = () => Moves().Down(Gpu, Run, 2, Run, Run),
            ["pointwise"] = () =>
                DevicePointwise.Launch(
                    Gpu,
                    new() { Body = "to_s[i.full] = rc_away(to_s[i.full], 1e-6f);", Operands = [new("to_s", Run)] },
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
            Operands = [new("to_s", Run)],
        };
        string ptx = Compile(DevicePointwise.Launch(Gpu, policy, 1, 1, 1, 1).Text.ToCuda(), architecture);
        Assert.Contains(".extern .func", ptx, StringComparison.Ordinal);
    }

    private static string Compile(string text, string architecture)
    {
        ProcessStartInfo start = new(
            Clang.Name,
            [
                "-x",
                "cuda",
                $"--cuda-gpu-arch={architecture}",
                "--cuda-device-only",
                "-nocudainc",
                "-nocudalib",
                "-Werror",
                "-O2",
                "-S",
                "-o",
                "-",
                "-",
            ]
        )
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

    private static KernelLaunch Product(ConvShape shape, int count, bool adjoint) =>
        DeviceProduct.Launch(
            Gpu,
            new()
            {
                Map = "rc_pos(w)",
                Source = "source[i] / rc_away(at_z[i], 1e-6f)",
                Store = "target[i] = v * at_a[i]",
                Operands = [new("at_z", Run), new("at_a", Run)],
            },
            new(shape, adjoint),
            Run,
            count,
            Run,
            Run,
            Run
        );

    private static KernelLaunch Pairs(bool adjoint) =>
        DevicePairs.Launch(Gpu, Term(adjoint), ProductGeometry.Exact(Conv, adjoint), Run, 2, 2, Run, Run);

    private static KernelLaunch Pools(PoolKind kind, bool backward) =>
        DevicePools.Launch(Gpu, Term(backward), Pool, Run, kind, backward, 2, 2, Run, Run);

    private static KernelPolicy Term(bool backward) =>
        new()
        {
            Term = backward ? "w * at_a[input.sample] * at_r[output.full]" : "w * at_a[input.sample]",
            Operands = [new("at_a", Run), new("at_r", Run)],
        };

    private static DeviceMoves Moves() => new(new StridedMap([2, 3], 0, [3, 1], 0, [1, 2], 6, 6));

    private sealed class Memory : IDeviceMemory
    {
        public long Length => 1 << 20;

        public void Dispose() { }
    }
}
