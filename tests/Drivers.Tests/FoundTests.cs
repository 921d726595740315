namespace RuleCompiler.Drivers.Tests;

/// <summary>Which devices are found, which is chosen, and what is said of libraries and drivers that do not work.</summary>
public sealed class FoundTests
{
    [FakeFact]
    public void DevicesThatCannotBeAskedDoNotHideTheOthers()
    {
        IReadOnlyList<Device> all = Device.All(out string? why);
        Assert.Null(why);
        Assert.Equal(
            ["OpenCL #1 Fake Processor", "OpenCL #2 Fake Graphics", "CUDA #1 Fake GPU A", "CUDA #2 Fake GPU B"],
            all.Select(d => $"{d.Backend} #{d.Number} {d.Name}")
        );
        Assert.Equal([DeviceKind.Cpu, DeviceKind.Gpu, DeviceKind.Gpu, DeviceKind.Gpu], all.Select(d => d.Kind));
        Device gpu = all[2];
        Assert.Equal(("NVIDIA", "12.4", "CUDA 12.4, compute capability 8.9"), (gpu.Platform, gpu.Driver, gpu.Version));
        Assert.Equal(
            (4, 32, 1024, 48 << 10),
            (gpu.ComputeUnits, gpu.SubgroupWidth, gpu.WorkGroupSize, gpu.LocalMemory)
        );
        Assert.Equal((1L << 24, true), (gpu.GlobalMemory, gpu.HasCompiler));
    }

    [FakeFact]
    public void OneOfSeveralIsChosenByNameKindOrNumber()
    {
        Assert.Equal("Fake Graphics", Device.OpenCl().Name);
        Assert.Equal("Fake Graphics", Device.OpenCl("fake two").Name);
        Assert.Equal("Fake Graphics", Device.OpenCl("#2").Name);
        Assert.Equal("Fake Processor", Device.OpenCl(kind: DeviceKind.Cpu).Name);
        Assert.Equal("Fake GPU A", Device.Cuda().Name);
        Assert.Equal("Fake GPU B", Device.Cuda("gpu b").Name);
        Assert.Equal("Fake GPU B", Device.Cuda("#2").Name);
        Assert.Contains(
            "'gpu' fits several devices, #1 Fake GPU A (NVIDIA), #2 Fake GPU B (NVIDIA)",
            Assert.Throws<DeviceException>(() => Device.Cuda("gpu")).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "No CUDA device called '#3' is here",
            Assert.Throws<DeviceException>(() => Device.Cuda("#3")).Message,
            StringComparison.Ordinal
        );
    }

    [FakeTheory]
    [InlineData("clGetPlatformIDs", -6, "clGetPlatformIDs failed: CL_OUT_OF_HOST_MEMORY")]
    [InlineData("clGetPlatformIDs", -1001, "There is an OpenCL loader, but no driver")]
    [InlineData("clGetDeviceIDs", -2, "clGetDeviceIDs failed: CL_DEVICE_NOT_AVAILABLE")]
    [InlineData("clGetDeviceIDs", -1, "There is OpenCL (Fake One, Fake Two), but no device")]
    [InlineData("clGetDeviceInfo", -33, "clGetDeviceInfo failed: CL_INVALID_DEVICE")]
    [InlineData("cuInit", 999, "cuInit failed: CUDA_ERROR_UNKNOWN")]
    [InlineData("cuInit", 803, "cuInit failed: CUDA_ERROR_SYSTEM_DRIVER_MISMATCH. Parts of the driver")]
    [InlineData("cuInit", 100, "There is CUDA's driver, but no device")]
    [InlineData("cuDeviceGetCount", 3, "cuDeviceGetCount failed: CUDA_ERROR_NOT_INITIALIZED")]
    [InlineData("cuDeviceGetAttribute", 101, "cuDeviceGetAttribute failed: CUDA_ERROR_INVALID_DEVICE")]
    public void WhatADriverSaysIsTold(string call, int code, string told)
    {
        bool cuda = call.StartsWith("cu", StringComparison.Ordinal);
        Fake driver = Work.Driver(cuda ? "CUDA" : "OpenCL");
        driver.Fail(call, code);
        try
        {
            DeviceException e = Assert.Throws<DeviceException>(() => cuda ? Device.Cuda() : Device.OpenCl());
            Assert.StartsWith(told, e.Message, StringComparison.Ordinal);
            Assert.Equal(2, Device.All(out string? why).Count); // those of the other
            Assert.Null(why);
        }
        finally
        {
            driver.Fail("", 0);
        }
    }

    [Fact]
    public void ALibraryThatIsNotHereSaysWhatToInstall()
    {
        DriverLibrary library = new("driver", "NO_SUCH_VARIABLE", ["nowhere.so.1", "nowhere.so"], "run", "Install it");
        Assert.False(library.Exists);
        Assert.Equal(
            "There is no driver: none of nowhere.so.1, nowhere.so can be loaded. Install it, or name the library in NO_SUCH_VARIABLE.",
            library.Missing
        );
    }

    [FakeFact]
    public void ALibraryThatLacksItsFunctionsIsNoDriver()
    {
        string file = Environment.GetEnvironmentVariable("RULECOMPILER_OPENCL")!;
        DriverLibrary named = new("driver", "RULECOMPILER_OPENCL", [], "cuInit", "Install it"),
            found = new("driver", "NO_SUCH_VARIABLE", [file], "cuInit", "Install it");
        Assert.Equal(
            $"There is no driver: '{file}', which RULECOMPILER_OPENCL names, has no function cuInit. Install it, or name the library in RULECOMPILER_OPENCL.",
            named.Missing
        );
        Assert.StartsWith(
            $"There is no driver: '{file}' has no function cuInit. Install it",
            found.Missing,
            StringComparison.Ordinal
        );
    }
}
