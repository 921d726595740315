using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>Memory, programs and faults of a device; whatever happens, nothing is left behind.</summary>
public sealed class ExecutorTests : IDisposable
{
    private const string Double = "to_x[i.full] = 2.0f * to_x[i.full];";
    private readonly int before = DriverHandle.Alive;
    private readonly string folder = Directory.CreateTempSubdirectory("devices-tests-").FullName;

    public void Dispose()
    {
        Directory.Delete(folder, recursive: true);
        Assert.Equal(before, DriverHandle.Alive);
    }

    [OpenClFact]
    public void WhatIsWrittenIsRead()
    {
        using IDeviceExecutor device = Device.OpenCl().Open();
        using IDeviceMemory memory = device.Allocate(10);
        float[] back = new float[4];
        device.Write<float>(memory.All.Slice(3, 4), [1, 2, 3, 4]);
        device.Read(memory.All.Slice(3, 4), back.AsSpan());
        Assert.Equal([1, 2, 3, 4], back);
        Assert.Throws<ArgumentException>(() => device.Write<float>(memory.All.Slice(7, 3), [1, 2, 3, 4]));
        Assert.Throws<ArgumentException>(() => device.Write<double>(memory.All, [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => memory.All.Slice(8, 3));
        Assert.Equal(before + 3, DriverHandle.Alive); // context, queue, memory
    }

    [OpenClFact]
    public void ARejectedKernelShowsWhatTheCompilerSays()
    {
        using IDeviceExecutor device = Device.OpenCl().Open();
        DeviceException e = Assert.Throws<DeviceException>(() => Doubled(device, "to_x[i.full] = nonsense[i.full];"));
        Assert.Equal((DeviceFault.Build, "clBuildProgram", "pointwise"), (e.Fault, e.Call, e.Kernel));
        Assert.Contains("nonsense", e.BuildLog, StringComparison.Ordinal);
        Assert.Contains(e.BuildLog!, e.Message, StringComparison.Ordinal);
        Assert.Equal(6, Doubled(device)); // it still works
    }

    [OpenClFact]
    public void TooMuchMemoryIsRefused()
    {
        Device description = Device.OpenCl();
        using IDeviceExecutor device = description.Open();
        DeviceException e = Assert.Throws<DeviceException>(() =>
            device.Allocate(description.LargestAllocation / 4 + 1)
        );
        Assert.Equal(DeviceFault.OutOfMemory, e.Fault);
        Assert.Contains(description.Name, e.Message, StringComparison.Ordinal);
        Assert.Equal(6, Doubled(device));
    }

    [OpenClFact]
    public void MemoryThatIsFullHasRoomAgain()
    {
        Device description = Device.OpenCl();
        using IDeviceExecutor device = description.Open();
        List<IDeviceMemory> memories = [];
        try
        {
            DeviceException e = Assert.Throws<DeviceException>((Action)Fill);
            Assert.Equal((DeviceFault.OutOfMemory, description.Name), (e.Fault, e.Device));
            Assert.Contains(description.Name, e.Message, StringComparison.Ordinal);
        }
        finally
        {
            memories.ForEach(m => m.Dispose());
        }
        Assert.Equal(6, Doubled(device));

        // nothing is written, so that no page is taken from the machine
        void Fill()
        {
            for (long all = 0; all <= 2 * description.GlobalMemory; all += description.LargestAllocation)
                memories.Add(device.Allocate(description.LargestAllocation / sizeof(float)));
        }
    }

    [OpenClFact]
    public void AKernelThatCannotBeLaunchedSaysWhich()
    {
        using IDeviceExecutor device = Device.OpenCl().Open();
        using IDeviceMemory memory = device.Allocate(1);
        KernelLaunch launch = Twice(device, memory, "to_x[i.full] = 1.0f;") with { Local = new(1L << 40) };
        DeviceException e = Assert.Throws<DeviceException>(() => device.Run(launch));
        Assert.Equal(("clEnqueueNDRangeKernel", "pointwise"), (e.Call, e.Kernel));
        Assert.Equal(6, Doubled(device));
    }

    [OpenClFact]
    public void MemoryThatIsGoneIsNotUsed()
    {
        using IDeviceExecutor device = Device.OpenCl().Open();
        IDeviceMemory memory = device.Allocate(1);
        memory.Dispose();
        Assert.Throws<ObjectDisposedException>(() => device.Read(memory.All, new float[1].AsSpan()));
        Assert.Throws<ObjectDisposedException>(() => device.Run(Twice(device, memory, "to_x[i.full] = 1.0f;")));
    }

    [OpenClFact]
    public void ProgramsAreCompiledOnceForADevice()
    {
        FileCache cache = new(folder, "kernel", 1 << 24);
        using (IDeviceExecutor first = Device.OpenCl().Open(cache))
        {
            Assert.Equal(6, Doubled(first));
            Assert.Equal(6, Doubled(first));
            Assert.Equal(1, first.Compiled);
        }
        using IDeviceExecutor second = Device.OpenCl().Open(cache);
        Assert.Equal(6, Doubled(second));
        Assert.Equal(0, second.Compiled);
        Assert.Equal(9, Doubled(second, "to_x[i.full] = 3.0f * to_x[i.full];"));
        Assert.Equal(1, second.Compiled);
    }

    [OpenClTheory]
    [InlineData(true)]
    [InlineData(false)]
    public void ABadBinaryIsCompiledAgain(bool signed)
    {
        FileCache cache = new(folder, "kernel", 1 << 24);
        using (IDeviceExecutor first = Device.OpenCl().Open(cache))
            Assert.Equal(6, Doubled(first));
        string file = Assert.Single(Directory.GetFiles(folder));
        if (signed) // the cache trusts it, the driver must not
            cache.Store(Path.GetFileNameWithoutExtension(file), [1, 2, 3, 4, 5, 6, 7, 8]);
        else
            File.WriteAllBytes(file, [1, 2, 3]);
        using IDeviceExecutor second = Device.OpenCl().Open(cache);
        Assert.Equal(6, Doubled(second));
        Assert.Equal(1, second.Compiled);
    }

    [OpenClFact]
    public void QueuesShareMemoriesAndPrograms()
    {
        IDeviceExecutor first = Device.OpenCl().Open();
        using IDeviceExecutor second = first.OpenQueue();
        using IDeviceMemory memory = first.Upload<float>([3]);
        first.Run(Twice(first, memory, Double));
        first.Finish();
        first.Dispose();
        Assert.Throws<ObjectDisposedException>(() => first.Run(Twice(first, memory, Double)));
        Assert.Throws<ObjectDisposedException>(() => first.OpenQueue());
        second.Run(Twice(second, memory, Double));
        float[] back = new float[1];
        second.Read(memory.All, back.AsSpan());
        Assert.Equal(12, back[0]);
        Assert.Equal(1, second.Compiled);
    }

    [OpenClFact]
    public void QueuesRunAtTheSameTime()
    {
        const int Times = 200;
        using IDeviceExecutor first = Device.OpenCl().Open();
        Parallel.For(
            0,
            4,
            thread =>
            {
                using IDeviceExecutor own = first.OpenQueue();
                using IDeviceMemory memory = own.Upload<float>([0]);
                // one text, other memories: arguments must not mix
                for (int i = 0; i < Times; i++)
                    own.Run(Twice(own, memory, "to_x[i.full] = to_x[i.full] + 1.0f;"));
                float[] back = new float[1];
                own.Read(memory.All, back.AsSpan());
                Assert.Equal(Times, back[0]);
            }
        );
        Assert.Equal(1, first.Compiled);
    }

    [OpenClFact]
    public void TimeIsThatOfTheDevice()
    {
        using IDeviceExecutor device = Device.OpenCl().Open();
        using IDeviceMemory memory = device.Upload<float>([3]);
        KernelLaunch launch = Twice(device, memory, Double);
        // an end before its start would be centuries
        Assert.InRange(device.Time(launch), TimeSpan.Zero, TimeSpan.FromDays(1));
        float[] back = new float[1];
        device.Read(memory.All, back.AsSpan());
        Assert.Equal(6, back[0]);
    }

    private static float Doubled(IDeviceExecutor device, string body = Double)
    {
        using IDeviceMemory memory = device.Upload<float>([3]);
        device.Run(Twice(device, memory, body));
        float[] back = new float[1];
        device.Read(memory.All, back.AsSpan());
        return back[0];
    }

    private static KernelLaunch Twice(IDeviceExecutor device, IDeviceMemory memory, string body) =>
        DevicePointwise.Launch(device.Traits, new() { Body = body, Operands = ["to_x"] }, [memory.All], 1, 1, 1, 1);
}
