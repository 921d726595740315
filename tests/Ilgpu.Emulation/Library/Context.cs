using System.Collections.Immutable;
using Ilgpu.Emulation;
using ILGPU.Runtime;

namespace ILGPU
{
    /// <summary>What devices there are.</summary>
    public sealed class Context : IDisposable
    {
        private Context(Builder builder)
        {
            Devices = [.. builder.Devices];
            Live.Add(1);
        }

        /// <summary>The assembly in which the library makes its launchers.</summary>
        public const string RuntimeAssemblyName = "ILGPURuntime";

        public ImmutableArray<Device> Devices { get; }

        public static Context Create(Action<Builder> buildingCallback)
        {
            Builder builder = new();
            buildingCallback(builder);
            return new(builder);
        }

        public void Dispose() => Live.Add(-1);

        /// <summary>Which devices are asked for.</summary>
        public sealed class Builder
        {
            internal Builder() { }

            internal List<Device> Devices { get; } = [];

            internal Builder With(AcceleratorType type)
            {
                Devices.AddRange(EmulatedDevice.All.Where(d => d.Type == type).Select(Device.Of));
                return this;
            }
        }
    }

    /// <summary>What the library's compiler throws at a kernel that it rejects.</summary>
    public sealed class InternalCompilerException : Exception
    {
        public InternalCompilerException(string message, Exception innerException)
            : base(message, innerException) { }
    }
}

namespace ILGPU.Runtime
{
    /// <summary>A device as its driver describes it.</summary>
    public class Device
    {
        private protected Device(EmulatedDevice emulated) => Emulated = emulated;

        internal static Device Of(EmulatedDevice emulated) =>
            emulated.Type == AcceleratorType.OpenCL ? new OpenCL.CLDevice(emulated) : new Device(emulated);

        public AcceleratorType AcceleratorType => Emulated.Type;

        public string Name => Emulated.Name;

        public long MemorySize => Emulated.Memory;

        public int MaxNumThreadsPerGroup => Emulated.Items;

        public int MaxSharedMemoryPerGroup => Emulated.SharedMemory;

        public int NumMultiprocessors => 1;

        internal EmulatedDevice Emulated { get; }

        public Accelerator CreateAccelerator(Context context) => new(this);
    }
}

namespace ILGPU.Runtime.CPU
{
    /// <summary>Asks for the processor.</summary>
    public static class CPUContextExtensions
    {
        public static Context.Builder DefaultCPU(this Context.Builder builder) => builder.With(AcceleratorType.CPU);
    }
}

namespace ILGPU.Runtime.Cuda
{
    /// <summary>Asks for CUDA devices.</summary>
    public static class CudaContextExtensions
    {
        public static Context.Builder Cuda(this Context.Builder builder) => builder.With(AcceleratorType.Cuda);
    }
}

namespace ILGPU.Runtime.OpenCL
{
    /// <summary>What sort of device OpenCL has.</summary>
    [Flags]
    public enum CLDeviceType : int
    {
        CL_DEVICE_TYPE_CPU = 1 << 1,
        CL_DEVICE_TYPE_GPU = 1 << 2,
        CL_DEVICE_TYPE_ACCELERATOR = 1 << 3,
    }

    /// <summary>A device of OpenCL.</summary>
    public sealed class CLDevice : Device
    {
        internal CLDevice(EmulatedDevice emulated)
            : base(emulated) { }

        public CLDeviceType DeviceType =>
            Emulated.IsProcessor ? CLDeviceType.CL_DEVICE_TYPE_CPU : CLDeviceType.CL_DEVICE_TYPE_GPU;
    }

    /// <summary>Asks for OpenCL devices.</summary>
    public static class CLContextExtensions
    {
        public static Context.Builder OpenCL(this Context.Builder builder) => builder.With(AcceleratorType.OpenCL);
    }
}
