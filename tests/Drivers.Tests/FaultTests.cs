namespace RuleCompiler.Drivers.Tests;

/// <summary>
/// Whatever call a driver refuses, the error names it, nothing is left on the device, and it works again when the driver
/// does.
/// </summary>
public sealed class FaultTests
{
    public static TheoryData<string, string, int, DeviceFault> Calls =>
        new()
        {
            { "OpenCL", "clCreateContext", -2, DeviceFault.Lost },
            { "OpenCL", "clCreateCommandQueue", -6, DeviceFault.OutOfMemory },
            { "OpenCL", "clCreateBuffer", -4, DeviceFault.OutOfMemory },
            { "OpenCL", "clEnqueueWriteBuffer", -5, DeviceFault.OutOfMemory },
            { "OpenCL", "clEnqueueReadBuffer", -14, DeviceFault.Lost },
            { "OpenCL", "clCreateProgramWithSource", -6, DeviceFault.OutOfMemory },
            { "OpenCL", "clBuildProgram", -11, DeviceFault.Build },
            { "OpenCL", "clCreateKernel", -5, DeviceFault.OutOfMemory },
            { "OpenCL", "clSetKernelArg", -51, DeviceFault.Refused },
            { "OpenCL", "clEnqueueNDRangeKernel", -5, DeviceFault.OutOfMemory },
            { "OpenCL", "clGetEventProfilingInfo", -7, DeviceFault.Refused },
            { "OpenCL", "clFinish", -36, DeviceFault.Lost },
            { "CUDA", "cuDevicePrimaryCtxRetain", 46, DeviceFault.Unavailable },
            { "CUDA", "cuCtxPushCurrent_v2", 201, DeviceFault.Lost },
            { "CUDA", "cuStreamCreate", 2, DeviceFault.OutOfMemory },
            { "CUDA", "cuMemAlloc_v2", 2, DeviceFault.OutOfMemory },
            { "CUDA", "cuMemcpyHtoDAsync_v2", 1, DeviceFault.Refused },
            { "CUDA", "cuMemcpyDtoHAsync_v2", 700, DeviceFault.Lost },
            { "CUDA", "nvrtcCreateProgram", 1, DeviceFault.Build },
            { "CUDA", "nvrtcCompileProgram", 7, DeviceFault.Build },
            { "CUDA", "cuModuleLoadDataEx", 222, DeviceFault.Build },
            { "CUDA", "cuModuleGetFunction", 500, DeviceFault.Refused },
            { "CUDA", "cuLaunchKernel", 701, DeviceFault.OutOfMemory },
            { "CUDA", "cuEventCreate", 2, DeviceFault.OutOfMemory },
            { "CUDA", "cuEventRecord", 400, DeviceFault.Refused },
            { "CUDA", "cuEventElapsedTime", 999, DeviceFault.Refused },
            { "CUDA", "cuStreamSynchronize", 719, DeviceFault.Lost },
        };

    private static readonly string[] OfKernels =
    [
        "clCreateProgramWithSource",
        "clBuildProgram",
        "clCreateKernel",
        "clSetKernelArg",
        "clEnqueueNDRangeKernel",
        "clGetEventProfilingInfo",
        "nvrtcCreateProgram",
        "nvrtcCompileProgram",
        "cuModuleLoadDataEx",
        "cuModuleGetFunction",
        "cuLaunchKernel",
    ];

    [FakeTheory]
    [MemberData(nameof(Calls))]
    public void ARefusedCallIsNamedAndLeavesNothing(string backend, string call, int code, DeviceFault fault)
    {
        Fake driver = Work.Driver(backend);
        driver.Fail(call, code);
        DeviceException e = Assert.Throws<DeviceException>(() => Work.AllOf(backend));
        driver.Fail("", 0);
        string device = Work.Found(backend).Name;
        string? kernel = OfKernels.Contains(call) ? "scaled" : null;
        Assert.Equal((fault, call, code, device, kernel), (e.Fault, e.Call, e.Code, e.Device, e.Kernel));
        Assert.StartsWith(
            kernel is null ? $"{call} on {device} failed: C" : $"{call} of kernel scaled on {device} failed: ",
            e.Message,
            StringComparison.Ordinal
        );
        Nothing(driver);
        Works(backend);
    }

    [FakeTheory]
    [InlineData("OpenCL", -36)]
    [InlineData("CUDA", 719)]
    public void ALostDeviceWorksAgainWhenItWasClosed(string backend, int code)
    {
        Fake driver = Work.Driver(backend);
        using (IDeviceExecutor device = Work.Found(backend).Open())
        {
            Work.On(device);
            using IDeviceExecutor other = device.OpenQueue();
            using IDeviceMemory memory = device.Upload<float>([1, 2]);
            driver.Lose(code);
            Assert.All(
                (Action[])
                    [
                        () => device.Run(Work.Scaled(memory.All, 2)),
                        () => device.Finish(),
                        () => other.Finish(),
                        () => other.Upload<float>([1]),
                        () => device.Read(memory.All, new float[1].AsSpan()),
                        () => device.OpenQueue(),
                    ],
                act => Assert.Equal(DeviceFault.Lost, Assert.Throws<DeviceException>(act).Fault)
            );
        }
        Nothing(driver);
        Works(backend);
    }

    [FakeTheory]
    [InlineData("OpenCL")]
    [InlineData("CUDA")]
    public void MemoryThatIsFullHasRoomAgain(string backend)
    {
        using (IDeviceExecutor device = Work.Found(backend).Open())
        {
            List<IDeviceMemory> memories = [];
            DeviceException e = Assert.Throws<DeviceException>((Action)Fill);
            Assert.Equal(DeviceFault.OutOfMemory, e.Fault);
            Assert.Equal(4, memories.Count); // of 16 MiB
            Assert.Contains("smaller batches", e.Message, StringComparison.Ordinal);
            e = Assert.Throws<DeviceException>(() => device.Allocate(1L << 40));
            Assert.Equal((DeviceFault.OutOfMemory, null), (e.Fault, e.Call));
            memories.ForEach(m => m.Dispose());
            Work.On(device);

            void Fill()
            {
                while (true)
                    memories.Add(device.Allocate(1 << 20));
            }
        }
        Nothing(Work.Driver(backend));
    }

    [FakeTheory]
    [InlineData("OpenCL", "'nonsense' is undeclared")]
    [InlineData("CUDA", "nonsense")]
    public void ARejectedKernelShowsWhatTheCompilerSays(string backend, string piece)
    {
        using (IDeviceExecutor device = Work.Found(backend).Open())
        {
            using IDeviceMemory memory = device.Upload<float>([1, 2]);
            KernelLaunch good = Work.Scaled(memory.All, 2);
            KernelLaunch bad = good with { Text = new("odd", "__kernel void odd() { nonsense; }") };
            DeviceException e = Assert.Throws<DeviceException>(() => device.Run(bad));
            Assert.Equal((DeviceFault.Build, "odd"), (e.Fault, e.Kernel));
            Assert.Contains(piece, e.BuildLog, StringComparison.Ordinal);
            Assert.Contains(e.BuildLog!, e.Message, StringComparison.Ordinal);
            Work.On(device);
        }
        Nothing(Work.Driver(backend));
    }

    [FakeTheory]
    [InlineData("OpenCL")]
    [InlineData("CUDA")]
    public void ADeviceIsClosedWithItsLastQueueAndMemoryMayOutliveIt(string backend)
    {
        IDeviceExecutor first = Work.Found(backend).Open();
        IDeviceExecutor second = first.OpenQueue();
        IDeviceMemory memory = first.Upload<float>([1, 2]);
        first.Dispose();
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.OpenQueue());
        Assert.Throws<ObjectDisposedException>(() => first.Run(Work.Scaled(memory.All, 2)));
        Work.On(second);
        Assert.Equal(1, second.Compiled);
        second.Dispose();
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => second.Read(memory.All, new float[1].AsSpan()));
        Nothing(Work.Driver(backend));
    }

    private static void Nothing(Fake driver) =>
        Assert.Equal((0, 0, 0), (driver.Alive, DriverHandle.Alive, Fake.Cuda.Depth));

    private static void Works(string backend)
    {
        // kernels of the fake OpenCL are not run
        float[] expected = backend == "CUDA" ? [6, 12, 18, 24] : [1, 2, 3, 4];
        Assert.Equal(expected, Work.AllOf(backend));
        Nothing(Work.Driver(backend));
    }
}
