namespace RuleCompiler.Devices;

/// <summary>The driver's number of a device, and its compute capability: 90 for 9.0.</summary>
internal readonly record struct CudaIds(int Device, int Capability);

/// <summary>Finds NVIDIA's devices.</summary>
internal static unsafe class CudaDevices
{
    /// <summary>Every device; <paramref name="why"/> there is none.</summary>
    public static IReadOnlyList<Device> All(out DeviceException? why)
    {
        List<Device> devices = [];
        why = null;
        if (DriverLibrary.Cuda.Missing is { } missing)
        {
            why = new(DeviceFault.Unavailable, missing);
            return devices;
        }
        try
        {
            int count = 0,
                version = 0;
            int code = CudaApi.cuInit(0);
            if (code != CudaError.NoDevice)
            {
                Check(code, nameof(CudaApi.cuInit));
                Check(CudaApi.cuDriverGetVersion(&version), nameof(CudaApi.cuDriverGetVersion));
                Check(CudaApi.cuDeviceGetCount(&count), nameof(CudaApi.cuDeviceGetCount));
            }
            for (int i = 0; i < count; i++)
                Describe(i, version, devices, ref why);
        }
        catch (DeviceException e)
        {
            why = e;
        }
        if (devices.Count > 0)
            why = null;
        else
            why ??= new(
                DeviceFault.Unavailable,
                "There is CUDA's driver, but no device: check that nvidia-smi lists one, and CUDA_VISIBLE_DEVICES."
            );
        return devices;
    }

    /// <summary>Adds a device; one that cannot be asked must not hide the others.</summary>
    private static void Describe(int ordinal, int version, List<Device> devices, ref DeviceException? why)
    {
        try
        {
            devices.Add(Describe(ordinal, version, devices.Count + 1));
        }
        catch (DeviceException e)
        {
            why ??= e;
        }
    }

    private static Device Describe(int ordinal, int version, int number)
    {
        int device;
        Check(CudaApi.cuDeviceGet(&device, ordinal), nameof(CudaApi.cuDeviceGet));
        byte[] name = new byte[256];
        fixed (byte* first = name)
            Check(CudaApi.cuDeviceGetName(first, name.Length, device), nameof(CudaApi.cuDeviceGetName));
        nuint bytes;
        Check(CudaApi.cuDeviceTotalMem_v2(&bytes, device), nameof(CudaApi.cuDeviceTotalMem_v2));
        int major = Attribute(device, 75),
            minor = Attribute(device, 76);
        return new()
        {
            Backend = "CUDA",
            CudaIds = new(device, major * 10 + minor),
            Number = number,
            Platform = "NVIDIA",
            Name = DriverText.Of(name),
            Vendor = "NVIDIA Corporation",
            Driver = $"{version / 1000}.{version % 1000 / 10}",
            Version = $"CUDA {version / 1000}.{version % 1000 / 10}, compute capability {major}.{minor}",
            Kind = DeviceKind.Gpu,
            ComputeUnits = Attribute(device, 16),
            GlobalMemory = (long)bytes,
            LargestAllocation = (long)bytes, // the driver tells no less
            LocalMemory = Attribute(device, 8),
            WorkGroupSize = Attribute(device, 1),
            VectorWidth = 1,
            SubgroupWidth = Attribute(device, 10),
            HasCompiler = DriverLibrary.Nvrtc.Exists,
        };
    }

    private static int Attribute(int device, int what)
    {
        int value;
        Check(CudaApi.cuDeviceGetAttribute(&value, what, device), nameof(CudaApi.cuDeviceGetAttribute));
        return value;
    }

    private static void Check(int code, string call) => CudaError.Codes.Check(code, call);
}
