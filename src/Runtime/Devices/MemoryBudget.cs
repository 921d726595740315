namespace RuleCompiler.Devices;

/// <summary>
/// How much of a device's memory is in use through one session. Drivers for processors promise more than there is, and
/// the machine would run out of memory later.
/// </summary>
internal sealed class MemoryBudget(Device device)
{
    private long used;

    /// <summary>Sets bytes aside.</summary>
    /// <exception cref="DeviceException">There are not so many.</exception>
    public void Take(long bytes)
    {
        long before = Interlocked.Add(ref used, bytes) - bytes;
        if (before + bytes <= device.GlobalMemory)
            return;
        Return(bytes);
        throw new DeviceException(
            DeviceFault.OutOfMemory,
            $"{bytes} bytes are asked of {device.Name}, which has {device.GlobalMemory}, {before} of them in use: give smaller batches, or another device."
        )
        {
            Device = device.Name,
        };
    }

    /// <summary>Gives them back.</summary>
    public void Return(long bytes) => Interlocked.Add(ref used, -bytes);
}
