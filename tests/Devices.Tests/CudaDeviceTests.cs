using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>A test that needs an NVIDIA GPU with its driver and NVRTC; skipped, by name, where there is none.</summary>
internal sealed class CudaFactAttribute : FactAttribute
{
    private static readonly string? Missing =
        CudaDevices.All(out DeviceException? why).Count > 0 ? DriverLibrary.Nvrtc.Missing : why?.Message;

    public CudaFactAttribute() => Skip = Missing!;
}

/// <summary>Tests that need NVRTC, and no GPU; skipped, by name, where there is none.</summary>
internal sealed class NvrtcTheoryAttribute : TheoryAttribute
{
    public NvrtcTheoryAttribute() => Skip = DriverLibrary.Nvrtc.Missing!;
}

/// <summary>NVIDIA's own driver and compiler, where they are; what holds without them is in Drivers.Tests.</summary>
public sealed class CudaDeviceTests
{
    private static readonly KernelText Doubling = new(
        "doubled",
        """
        __kernel void doubled(__global float *x, const ulong at, const float scale) {
          x[at + get_global_id(0)] *= scale;
        }
        """
    );

    public static TheoryData<string> Skeletons => [.. CudaTests.Kernels.Keys];

    [NvrtcTheory]
    [MemberData(nameof(Skeletons))]
    public void AKernelIsCompiledByNvrtc(string kernel)
    {
        KernelText text = CudaTests.Kernels[kernel]().Text;
        Nvrtc compiler = new(new() { Name = "any", CudaIds = new(0, 90) });
        string ptx = System.Text.Encoding.ASCII.GetString(compiler.Compile(text));
        Assert.Contains($".visible .entry {text.Entry}(", ptx, StringComparison.Ordinal);
        Assert.DoesNotContain(".extern .func", ptx, StringComparison.Ordinal);
    }

    [CudaFact]
    public void WhatIsWrittenIsComputedAndRead()
    {
        int before = DriverHandle.Alive;
        using (IDeviceExecutor device = Device.Cuda("#1").Open())
        {
            using IDeviceMemory memory = device.Upload<float>([9, 1, 2, 3, 4, 9]);
            DeviceRun run = memory.All.Slice(1, 4);
            KernelLaunch launch = new(Doubling, new(4), new(2), [run, 2f]);
            device.Run(launch);
            Assert.InRange(device.Time(launch), TimeSpan.Zero, TimeSpan.FromDays(1));
            float[] back = new float[6];
            device.Read(memory.All, back.AsSpan());
            Assert.Equal([9, 4, 8, 12, 16, 9], back);
        }
        Assert.Equal(before, DriverHandle.Alive);
    }

    [CudaFact]
    public void ItemsOfAGroupShareMemory()
    {
        using IDeviceExecutor device = Device.Cuda("#1").Open();
        float[] numbers = [.. Enumerable.Range(0, 2001).Select(i => (float)(i * 7 % 2001))];
        using IDeviceMemory values = device.Upload<float>(numbers),
            result = device.Allocate(1);
        device.Run(DeviceReduce.Percentile(device.Traits, values.All, 1, numbers.Length, 98, result.All));
        float[] back = new float[1];
        device.Read(result.All, back.AsSpan());
        Assert.Equal(1960, back[0]);
    }

    [CudaFact]
    public void ARejectedKernelShowsWhatTheCompilerSays()
    {
        using IDeviceExecutor device = Device.Cuda("#1").Open();
        DeviceException e = Assert.Throws<DeviceException>(() =>
            device.Run(new(new("odd", "__kernel void odd() { nonsense; }"), new(1), new(1), []))
        );
        Assert.Equal((DeviceFault.Build, "nvrtcCompileProgram", "odd"), (e.Fault, e.Call, e.Kernel));
        Assert.Contains("nonsense", e.BuildLog, StringComparison.Ordinal);
    }
}
