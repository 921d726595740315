using ILGPU.Runtime;

namespace Ilgpu.Emulation;

/// <summary>A device that the emulation pretends to have.</summary>
/// <param name="Type">What it is.</param>
/// <param name="Name">Its name.</param>
/// <param name="Items">Most items of a group: the library's processor has 16.</param>
/// <param name="Memory">Bytes.</param>
/// <param name="SharedMemory">Bytes that a group shares.</param>
public sealed record EmulatedDevice(
    AcceleratorType Type,
    string Name = "emulated",
    int Items = 16,
    long Memory = 1L << 32,
    int SharedMemory = 48 << 10
)
{
    /// <summary>What contexts find from now on.</summary>
    public static IReadOnlyList<EmulatedDevice> All { get; set; } =
    [new EmulatedDevice(AcceleratorType.CPU, "CPUAccelerator")];

    /// <summary>Whether items of a group run from the last to the first: what relies on an order gives other numbers.</summary>
    public static bool RunsBackwards { get; set; }

    /// <summary>Whether a device of OpenCL is a processor.</summary>
    public bool IsProcessor { get; init; }

    /// <summary>Whether every call fails from now on.</summary>
    public bool IsLost { get; set; }
}

/// <summary>How many contexts, accelerators, streams and buffers have not been disposed.</summary>
public static class Live
{
    private static int s_count;

    public static int Count => s_count;

    internal static void Add(int number) => Interlocked.Add(ref s_count, number);
}

/// <summary>What a driver would say.</summary>
public sealed class EmulatedException(AcceleratorType type, string message) : AcceleratorException(message)
{
    public override AcceleratorType AcceleratorType => type;
}
