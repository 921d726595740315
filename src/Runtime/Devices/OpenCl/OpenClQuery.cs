namespace RuleCompiler.Devices;

/// <summary>Asks a driver what a device is; numbers are those of the header.</summary>
internal static unsafe class OpenClQuery
{
    /// <summary>The device as users see it.</summary>
    public static Device Describe(OpenClIds ids, int number)
    {
        string version = Text(ids.Device, 0x102F);
        return new()
        {
            Ids = ids,
            Number = number,
            Platform = PlatformName(ids.Platform),
            Name = Text(ids.Device, 0x102B),
            Vendor = Text(ids.Device, 0x102C),
            Driver = Text(ids.Device, 0x102D),
            Version = version,
            Kind = Kind(Number<ulong>(ids.Device, 0x1000)),
            ComputeUnits = (int)Number<uint>(ids.Device, 0x1002),
            GlobalMemory = Bytes(ids.Device, 0x101F),
            LargestAllocation = Bytes(ids.Device, 0x1010),
            LocalMemory = Bytes(ids.Device, 0x1023),
            WorkGroupSize = (int)Math.Min((ulong)Number<nuint>(ids.Device, 0x1004), int.MaxValue),
            VectorWidth = (int)Math.Max(1, Number<uint>(ids.Device, 0x103A)),
            SubgroupWidth = Subgroup(ids.Device, version, Text(ids.Device, 0x1030)),
            HasCompiler = Number<uint>(ids.Device, 0x1028) != 0,
            RoundsDivision = (Number<ulong>(ids.Device, 0x101B) & 1 << 7) != 0,
        };
    }

    /// <summary>A platform's name.</summary>
    public static string PlatformName(nint platform)
    {
        nuint needed;
        OpenClError.Codes.Check(
            OpenClApi.clGetPlatformInfo(platform, 0x0902, 0, null, &needed),
            nameof(OpenClApi.clGetPlatformInfo)
        );
        byte[] text = new byte[needed];
        fixed (byte* first = text)
            OpenClError.Codes.Check(
                OpenClApi.clGetPlatformInfo(platform, 0x0902, needed, first, null),
                nameof(OpenClApi.clGetPlatformInfo)
            );
        return DriverText.Of(text);
    }

    private static DeviceKind Kind(ulong kind) =>
        (kind & 4) != 0 ? DeviceKind.Gpu
        : (kind & 2) != 0 ? DeviceKind.Cpu
        : DeviceKind.Accelerator;

    /// <summary>The number of items that step together: of OpenCL 3, else of the vendor's extension.</summary>
    private static int Subgroup(nint device, string version, string extensions)
    {
        uint what =
            version.StartsWith("OpenCL 3", StringComparison.Ordinal) ? 0x1067u
            : extensions.Contains("cl_nv_device_attribute_query", StringComparison.Ordinal) ? 0x4003u
            : extensions.Contains("cl_amd_device_attribute_query", StringComparison.Ordinal) ? 0x4043u
            : 0;
        ulong width = 0; // one reports a size_t, the others an int
        int code = what == 0 ? -1 : OpenClApi.clGetDeviceInfo(device, what, sizeof(ulong), &width, null);
        return code == 0 ? (int)Math.Clamp(width, 1, 1024) : 1;
    }

    private static string Text(nint device, uint what)
    {
        nuint needed;
        Check(OpenClApi.clGetDeviceInfo(device, what, 0, null, &needed));
        byte[] text = new byte[needed];
        fixed (byte* first = text)
            Check(OpenClApi.clGetDeviceInfo(device, what, needed, first, null));
        return DriverText.Of(text);
    }

    private static T Number<T>(nint device, uint what)
        where T : unmanaged
    {
        T value = default;
        Check(OpenClApi.clGetDeviceInfo(device, what, (nuint)sizeof(T), &value, null));
        return value;
    }

    private static long Bytes(nint device, uint what) => (long)Math.Min(Number<ulong>(device, what), long.MaxValue);

    private static void Check(int code) => OpenClError.Codes.Check(code, nameof(OpenClApi.clGetDeviceInfo));
}
