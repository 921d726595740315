namespace RuleCompiler.Devices.Tests;

/// <summary>Which devices there are, and which one is meant.</summary>
public sealed class DeviceTests
{
    private static readonly Device[] Two =
    [
        new()
        {
            Number = 1,
            Name = "Processor X",
            Platform = "Portable",
            Kind = DeviceKind.Cpu,
        },
        new()
        {
            Number = 2,
            Name = "Graphics X",
            Platform = "Vendor",
            Kind = DeviceKind.Gpu,
        },
    ];

    [OpenClFact]
    public void DevicesSayWhatTheyAre()
    {
        IReadOnlyList<Device> all = OpenClDevices.All(out DeviceException? why);
        Assert.Null(why);
        Assert.Equal(all.Select(d => d.Name), Device.All(out _).Take(all.Count).Select(d => d.Name));
        Assert.Equal(Enumerable.Range(1, all.Count), all.Select(d => d.Number));
        Assert.All(
            all,
            d =>
            {
                Assert.NotEmpty(d.Name);
                Assert.NotEmpty(d.Driver);
                Assert.StartsWith("OpenCL ", d.Version, StringComparison.Ordinal);
                Assert.NotEqual(DeviceKind.Any, d.Kind);
                Assert.InRange(d.ComputeUnits, 1, 1 << 20);
                Assert.InRange(d.LargestAllocation, 1 << 20, d.GlobalMemory);
                Assert.InRange(d.LocalMemory, 1 << 12, d.GlobalMemory);
                Assert.InRange(d.WorkGroupSize, 1, 1 << 20);
                Assert.InRange(d.VectorWidth, 1, 64);
            }
        );
        Assert.Contains(all, d => d.Name == Device.OpenCl().Name);
        Assert.Equal(all[^1].Name, Device.OpenCl($"#{all.Count}").Name);
    }

    [Theory]
    [InlineData(null, DeviceKind.Any, 2)] // a GPU before a CPU
    [InlineData(null, DeviceKind.Cpu, 1)]
    [InlineData("processor", DeviceKind.Any, 1)]
    [InlineData("vendor", DeviceKind.Any, 2)]
    [InlineData("x", DeviceKind.Gpu, 2)]
    [InlineData("#1", DeviceKind.Any, 1)]
    public void OneIsMeant(string? name, DeviceKind kind, int number) =>
        Assert.Equal(number, DeviceChoice.Of(Two, name, kind).Number);

    [Theory]
    [InlineData("x", DeviceKind.Any, "'x' fits several devices, #1 Processor X (Portable), #2 Graphics X (Vendor)")]
    [InlineData("y", DeviceKind.Any, "No OpenCL device called 'y' is here; there is #1 Processor X (Portable)")]
    [InlineData("#3", DeviceKind.Any, "called '#3'")]
    [InlineData(null, DeviceKind.Accelerator, "No OpenCL device of kind accelerator is here")]
    [InlineData("vendor", DeviceKind.Cpu, "kind CPU called 'vendor'")]
    public void NoneIsMeant(string? name, DeviceKind kind, string piece)
    {
        DeviceException e = Assert.Throws<DeviceException>(() => DeviceChoice.Of(Two, name, kind));
        Assert.Equal(DeviceFault.Unavailable, e.Fault);
        Assert.Contains(piece, e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-4, DeviceFault.OutOfMemory, "CL_MEM_OBJECT_ALLOCATION_FAILURE", "smaller batches")]
    [InlineData(-36, DeviceFault.Lost, "CL_INVALID_COMMAND_QUEUE", "load anew")]
    [InlineData(-2, DeviceFault.Lost, "CL_DEVICE_NOT_AVAILABLE", "load anew")]
    [InlineData(-54, DeviceFault.Refused, "CL_INVALID_WORK_GROUP_SIZE", "report")]
    [InlineData(-9999, DeviceFault.Refused, "code -9999", "report")]
    public void CodesAreExplained(int code, DeviceFault fault, params string[] pieces)
    {
        DeviceException e = Assert.Throws<DeviceException>(() =>
            OpenClError.Codes.Check(code, "clSomething", "Processor X", "product")
        );
        Assert.Equal(
            (fault, code, "clSomething", "Processor X", "product"),
            (e.Fault, e.Code, e.Call, e.Device, e.Kernel)
        );
        Assert.All(
            ["clSomething of kernel product on Processor X failed", .. pieces],
            piece => Assert.Contains(piece, e.Message, StringComparison.Ordinal)
        );
    }
}
