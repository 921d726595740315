namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;
using global::ILGPU.Runtime.CPU;
using global::ILGPU.Runtime.Cuda;
using global::ILGPU.Runtime.OpenCL;
using global::RuleCompiler.Devices;
using global::System.Collections.Generic;
using global::System.Linq;
using Accelerated = global::ILGPU.Runtime.Device;
using Types = global::ILGPU.Runtime.AcceleratorType;

/// <summary>Lists ILGPU's devices: CUDA's, then OpenCL's, then the processor.</summary>
internal sealed class IlgpuProvider : IIlgpuProvider
{
    /// <summary>A context with every device that its drivers offer; without a driver there is none of its kind.</summary>
    internal static Context NewContext() => Context.Create(static b => b.Cuda().OpenCL().DefaultCPU());

    /// <summary>A context's devices in the order of preference.</summary>
    internal static Accelerated[] Sorted(Context context) =>
        context
            .Devices.OrderBy(d =>
                d.AcceleratorType == Types.Cuda ? 0
                : d.AcceleratorType == Types.OpenCL ? 1
                : 2
            )
            .ToArray();

    /// <inheritdoc/>
    public IReadOnlyList<IlgpuDeviceInfo> Devices()
    {
        using Context context = NewContext();
        return Sorted(context)
            .Select(
                (d, i) =>
                    new IlgpuDeviceInfo(
                        i,
                        Kind(d),
                        d.AcceleratorType.ToString(),
                        d.Name,
                        d.NumMultiprocessors,
                        d.MemorySize,
                        d.MaxSharedMemoryPerGroup,
                        d.MaxNumThreadsPerGroup
                    )
            )
            .ToArray();
    }

    private static DeviceKind Kind(Accelerated device)
    {
        if (device.AcceleratorType != Types.OpenCL)
            return device.AcceleratorType == Types.Cuda ? DeviceKind.Gpu : DeviceKind.Cpu;
        CLDeviceType type = ((CLDevice)device).DeviceType;
        return (type & CLDeviceType.CL_DEVICE_TYPE_GPU) != 0 ? DeviceKind.Gpu
            : (type & CLDeviceType.CL_DEVICE_TYPE_CPU) != 0 ? DeviceKind.Cpu
            : DeviceKind.Accelerator;
    }
}
