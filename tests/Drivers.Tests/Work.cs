namespace RuleCompiler.Drivers.Tests;

/// <summary>A bit of everything that is done on a device.</summary>
internal static class Work
{
    /// <summary>x[i] = scale · x[i] of n numbers.</summary>
    public static KernelLaunch Scaled(DeviceRun x, int scale, string name = "scaled") =>
        new(
            new(
                name,
                $"__kernel void {name}(__global float *x, const ulong at, const int scale) "
                    + "{ x[at + get_global_id(0)] = scale * x[at + get_global_id(0)]; }"
            ),
            new(x.Length),
            new(x.Length / 2),
            [x, scale]
        );

    public static Device Found(string backend) => backend == "CUDA" ? Device.Cuda("Fake GPU A") : Device.OpenCl("#1");

    public static Fake Driver(string backend) => backend == "CUDA" ? Fake.Cuda : Fake.OpenCl;

    /// <summary>Opens a device, uploads, launches, times and reads; what was 1, 2, 3, 4 on CUDA is 6 times as much.</summary>
    public static float[] AllOf(string backend, FileCache? cache = null)
    {
        using IDeviceExecutor device = Found(backend).Open(cache);
        return On(device);
    }

    /// <summary>The same on an open device.</summary>
    public static float[] On(IDeviceExecutor device)
    {
        Fake.Cuda.Places(3);
        using IDeviceMemory memory = device.Upload<float>([0, 1, 2, 3, 4, 0]);
        DeviceRun run = memory.All.Slice(1, 4);
        device.Run(Scaled(run, 2));
        Assert.InRange(device.Time(Scaled(run, 3)), TimeSpan.FromMicroseconds(1), TimeSpan.FromSeconds(1));
        device.Finish();
        float[] back = new float[4];
        device.Read(run, back.AsSpan());
        return back;
    }
}
