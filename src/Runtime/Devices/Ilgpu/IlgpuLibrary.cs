using System.ComponentModel;
using System.Reflection;

namespace RuleCompiler.Devices;

/// <summary>ILGPU, where an assembly of the program was compiled with it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class IlgpuLibrary
{
    internal const string Name = "ILGPU";

    private const string Advice =
        "add the package ILGPU 1.5.3 to the project that declares the explainer, and build it again";

    /// <summary>Generated code says what ILGPU could not do.</summary>
    /// <param name="fault">Why.</param>
    /// <param name="device">The device.</param>
    /// <param name="doing">What it was to do: "run a step".</param>
    /// <param name="cause">What ILGPU threw.</param>
    public static DeviceException Fault(DeviceFault fault, string device, string doing, Exception cause)
    {
        ArgumentNullException.ThrowIfNull(cause);
        string said = cause.InnerException is { } inner ? $"{cause.Message} {inner.Message}" : cause.Message;
        string advice = fault == DeviceFault.OutOfMemory ? " Give smaller batches, or another device." : "";
        return new(fault, $"ILGPU could not {doing} on {device}: {said}{advice}", cause)
        {
            Device = device,
            BuildLog = fault == DeviceFault.Build ? said : null,
        };
    }

    /// <summary>The devices that ILGPU finds; empty where no assembly that is loaded was compiled with it.</summary>
    /// <param name="why">Why there is none; null where there is one.</param>
    internal static IReadOnlyList<Device> All(out string? why)
    {
        IlgpuProviderAttribute? attribute = AppDomain
            .CurrentDomain.GetAssemblies()
            .Select(a => a.GetCustomAttribute<IlgpuProviderAttribute>())
            .FirstOrDefault(a => a is not null);
        if (attribute is null)
        {
            why = $"No assembly that is loaded was compiled with ILGPU: {Advice}.";
            return [];
        }

        IIlgpuProvider provider = (IIlgpuProvider)Activator.CreateInstance(attribute.Type)!;
        Device[] devices = [.. provider.Devices().Select(Of)];
        why = devices.Length > 0 ? null : "ILGPU finds no device.";
        return devices;
    }

    /// <summary>What an explainer without kernels for ILGPU says.</summary>
    internal static DeviceException Missing(string explainer) =>
        new(DeviceFault.Unavailable, $"'{explainer}' was compiled without ILGPU: {Advice}.");

    private static Device Of(IlgpuDeviceInfo info) =>
        new()
        {
            Backend = Name,
            Number = info.Number + 1,
            Kind = info.Kind,
            Platform = $"ILGPU {info.Platform}",
            Name = info.Name,
            ComputeUnits = info.ComputeUnits,
            GlobalMemory = info.Memory,
            LargestAllocation = info.Memory,
            LocalMemory = info.SharedMemory,
            WorkGroupSize = info.GroupSize,
            VectorWidth = 1,
            SubgroupWidth = 1,
            HasCompiler = true,
            OfIlgpu = info,
        };
}
