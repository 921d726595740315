using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Memory and what it holds, in one step.</summary>
internal static class DeviceUploads
{
    /// <summary>Memory that holds the numbers.</summary>
    /// <exception cref="DeviceException">The device has not so much.</exception>
    public static IDeviceMemory Upload<T>(this IDeviceExecutor device, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        IDeviceMemory memory = device.Allocate(numbers.Length);
        try
        {
            device.Write(memory.All, numbers);
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }
}
