using RuleCompiler.Kernels;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RuleCompiler.Devices.Tests;

/// <summary>A device that is open for the tests of a class; what they put on it goes with it.</summary>
public sealed class Bench : IDisposable
{
    private readonly List<IDeviceMemory> memories = [];
    private readonly Lazy<IDeviceExecutor> device = new(() => Device.OpenCl().Open());

    /// <summary>The cuts that are tested on any device: its own, and those of others.</summary>
    internal static string[] Cuts => ["own", "processor", "groups of 256", "groups of 64", "groups of 16"];

    internal IDeviceExecutor Open => device.Value;

    internal DeviceTraits Own => Open.Traits;

    internal DeviceTraits Cut(string name) =>
        name switch
        {
            "own" => Own,
            "processor" => Own with { IsProcessor = true, VectorWidth = 4 },
            "groups of 256" => Own with { IsProcessor = false, WorkGroupSize = 256 },
            "groups of 64" => Own with { IsProcessor = false, WorkGroupSize = 64 },
            _ => Own with { IsProcessor = false, WorkGroupSize = 16 },
        };

    /// <summary>Numbers on the device, amid others that must stay as they are.</summary>
    internal DeviceRun Put(Plane plane)
    {
        float[] numbers = new float[plane.Length + 12];
        Array.Fill(numbers, -77);
        plane.Span.CopyTo(numbers.AsSpan(5));
        return Keep(Open.Upload<float>(numbers)).All.Slice(5, plane.Length);
    }

    internal DeviceRun Table(IReadOnlyList<int> numbers) => Keep(Open.Upload<int>([.. numbers])).All;

    internal DeviceRun Result(nint length)
    {
        Plane garbage = new NativeBuffer(length).Plane;
        garbage.Span.Fill(123);
        return Put(garbage);
    }

    /// <summary>Runs a launch and compares what it wrote with what is expected, and that it wrote nothing else.</summary>
    internal void Gives(Plane expected, KernelLaunch launch, DeviceRun result, double tolerance)
    {
        Open.Run(launch);
        Holds(expected, result, tolerance);
    }

    /// <summary>Compares what a result holds with what is expected, and that nothing beside it was written.</summary>
    internal void Holds(Plane expected, DeviceRun result, double tolerance)
    {
        float[] whole = new float[result.Memory.Length];
        Open.Read(DeviceRun.All(result.Memory), whole.AsSpan());
        Plane actual = new NativeBuffer((nint)result.Length).Plane;
        whole.AsSpan((int)result.Start, (int)result.Length).CopyTo(actual.Span);
        Arrays(expected, actual, tolerance);
        Assert.All(whole[..(int)result.Start], x => Assert.Equal(-77, x));
        Assert.All(whole[(int)(result.Start + result.Length)..], x => Assert.Equal(-77, x));
    }

    public void Dispose()
    {
        foreach (IDeviceMemory memory in memories)
            memory.Dispose();
        if (device.IsValueCreated)
            device.Value.Dispose();
    }

    private static void Arrays(Plane expected, Plane actual, double tolerance)
    {
        double[] numbers = new double[expected.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = expected[i];
        Kernels.Tests.Arrays.Close(numbers, actual, tolerance);
    }

    private IDeviceMemory Keep(IDeviceMemory memory)
    {
        memories.Add(memory);
        return memory;
    }
}
