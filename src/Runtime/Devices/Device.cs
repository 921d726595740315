using RuleCompiler.Devices;

namespace RuleCompiler;

/// <summary>A device that runs kernels, as its driver describes it. Found when it is asked for, not before.</summary>
public sealed class Device
{
    private Func<IDeviceBackend>? _opens;

    internal Device() { }

    /// <summary>Through what it is reached: <c>OpenCL</c>, <c>CUDA</c> or <c>ILGPU</c>.</summary>
    public string Backend { get; internal init; } = "OpenCL";

    /// <summary>Its number among those that are reached so, from 1.</summary>
    public int Number { get; internal init; }

    /// <summary>The driver's platform.</summary>
    public string Platform { get; internal init; } = "";

    /// <summary>The device's name.</summary>
    public string Name { get; internal init; } = "";

    /// <summary>Who made it.</summary>
    public string Vendor { get; internal init; } = "";

    /// <summary>The driver's version.</summary>
    public string Driver { get; internal init; } = "";

    /// <summary>The version of the interface, such as <c>OpenCL 1.2 pocl</c>.</summary>
    public string Version { get; internal init; } = "";

    /// <summary>What sort it is.</summary>
    public DeviceKind Kind { get; internal init; }

    /// <summary>How many units work at the same time.</summary>
    public int ComputeUnits { get; internal init; }

    /// <summary>Bytes of its memory.</summary>
    public long GlobalMemory { get; internal init; }

    /// <summary>Most bytes of one allocation.</summary>
    public long LargestAllocation { get; internal init; }

    /// <summary>Bytes that the items of a work-group share.</summary>
    public long LocalMemory { get; internal init; }

    /// <summary>Most items of a work-group.</summary>
    public int WorkGroupSize { get; internal init; }

    /// <summary>Float32 numbers in a register: the native vector width; 1 where there are no vectors.</summary>
    public int VectorWidth { get; internal init; }

    /// <summary>Items that step together (a warp, a wavefront); 1 where the driver does not say.</summary>
    public int SubgroupWidth { get; internal init; }

    /// <summary>Whether it can compile kernels.</summary>
    public bool HasCompiler { get; internal init; }

    /// <summary>Whether it divides and takes roots as IEEE 754 rounds.</summary>
    internal bool RoundsDivision { get; init; }

    internal OpenClIds Ids { get; init; }

    internal CudaIds CudaIds { get; init; }

    /// <summary>What ILGPU says of it; null for devices of drivers.</summary>
    internal IlgpuDeviceInfo? OfIlgpu { get; init; }

    /// <summary>Every device of every driver, in the drivers' order; those of OpenCL, then those of CUDA.</summary>
    /// <param name="why">Why there is none, and what to do; null where there is one.</param>
    public static IReadOnlyList<Device> All(out string? why)
    {
        Device[] all =
        [
            .. OpenClDevices.All(out DeviceException? openCl),
            .. CudaDevices.All(out DeviceException? cuda),
        ];
        why = all.Length > 0 ? null : $"{openCl?.Message} {cuda?.Message}";
        return all;
    }

    /// <summary>Finds an OpenCL device.</summary>
    /// <param name="name">A part of the name of the device or of its platform, in any case, or its number as <c>#2</c>; any device unless given.</param>
    /// <param name="kind">What sort it must be.</param>
    /// <exception cref="DeviceException">There is none, or the name fits several.</exception>
    public static Device OpenCl(string? name = null, DeviceKind kind = DeviceKind.Any)
    {
        IReadOnlyList<Device> all = OpenClDevices.All(out DeviceException? why);
        return why is null ? DeviceChoice.Of(all, name, kind) : throw why;
    }

    /// <summary>Finds an NVIDIA GPU through CUDA's driver.</summary>
    /// <param name="name">A part of its name, in any case, or its number as <c>#2</c>; the first unless given.</param>
    /// <exception cref="DeviceException">There is none, or the name fits several.</exception>
    public static Device Cuda(string? name = null)
    {
        IReadOnlyList<Device> all = CudaDevices.All(out DeviceException? why);
        return why is null ? DeviceChoice.Of(all, name, DeviceKind.Any) : throw why;
    }

    /// <summary>Finds a device of ILGPU: CUDA's before OpenCL's before the processor, which only serves to try things.</summary>
    /// <param name="name">A part of its name or of <c>ILGPU Cuda</c>, in any case, or its number as <c>#2</c>; any device unless given.</param>
    /// <param name="kind">What sort it must be.</param>
    /// <exception cref="DeviceException">No assembly was compiled with ILGPU, there is no such device, or the name fits several.</exception>
    public static Device Ilgpu(string? name = null, DeviceKind kind = DeviceKind.Any)
    {
        IReadOnlyList<Device> all = IlgpuLibrary.All(out string? why);
        return why is null ? DeviceChoice.Of(all, name, kind) : throw new DeviceException(DeviceFault.Unavailable, why);
    }

    /// <summary>Opens it, with one queue.</summary>
    /// <param name="cache">Where binaries of programs are kept; nowhere unless given.</param>
    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    internal IDeviceExecutor Open(FileCache? cache = null) =>
        Backend == "CUDA" ? new CudaExecutor(this, cache) : new OpenClExecutor(this, cache);

    /// <summary>Opens it for the passes of a network; binaries of kernels are kept in the user's cache.</summary>
    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    internal IDeviceBackend Begin() => _opens?.Invoke() ?? new TextBackend(this, Open(OpenClPrograms.CacheOfUser()));

    /// <summary>The same device, opened for passes by other means.</summary>
    internal Device OpenedBy(Func<IDeviceBackend> opens)
    {
        Device device = (Device)MemberwiseClone();
        device._opens = opens;
        return device;
    }

    /// <summary>The device with its platform.</summary>
    public override string ToString() => $"{Name} ({Backend}, {Platform})";
}
