namespace RuleCompiler.Devices;

/// <summary>The driver's names of a device.</summary>
internal readonly record struct OpenClIds(nint Platform, nint Device);

/// <summary>Finds the devices of all platforms.</summary>
internal static unsafe class OpenClDevices
{
    private const ulong AllKinds = 0xFFFFFFFF;

    /// <summary>Every device; <paramref name="why"/> there is none.</summary>
    public static IReadOnlyList<Device> All(out DeviceException? why)
    {
        List<Device> devices = [];
        why = null;
        if (DriverLibrary.OpenCl.Missing is { } missing)
        {
            why = new(DeviceFault.Unavailable, missing);
            return devices;
        }
        try
        {
            nint[] platforms = Platforms();
            foreach (nint platform in platforms)
                Describe(platform, devices, ref why);
            if (devices.Count == 0)
                why ??= None(platforms);
        }
        catch (DeviceException e)
        {
            why = e;
        }
        if (devices.Count > 0)
            why = null;
        return devices;
    }

    /// <summary>Adds the devices of a platform; one that cannot be asked must not hide the others.</summary>
    private static void Describe(nint platform, List<Device> devices, ref DeviceException? why)
    {
        try
        {
            foreach (nint device in DevicesOf(platform))
            {
                try
                {
                    devices.Add(OpenClQuery.Describe(new(platform, device), devices.Count + 1));
                }
                catch (DeviceException e)
                {
                    why ??= e;
                }
            }
        }
        catch (DeviceException e)
        {
            why ??= e;
        }
    }

    private static DeviceException None(nint[] platforms) =>
        new(
            DeviceFault.Unavailable,
            platforms.Length == 0
                ? "There is an OpenCL loader, but no driver: install the driver of your device, or PoCL for the processor (Debian: pocl-opencl-icd)."
                : $"There is OpenCL ({string.Join(", ", platforms.Select(OpenClQuery.PlatformName))}), but no device: check that the driver sees one and that you may use it."
        );

    private static nint[] Platforms()
    {
        uint count = 0;
        int code = OpenClApi.clGetPlatformIDs(0, null, &count);
        if (code == OpenClError.NoPlatform)
            return [];
        OpenClError.Codes.Check(code, nameof(OpenClApi.clGetPlatformIDs));
        nint[] platforms = new nint[count];
        fixed (nint* first = platforms)
            OpenClError.Codes.Check(OpenClApi.clGetPlatformIDs(count, first, null), nameof(OpenClApi.clGetPlatformIDs));
        return platforms;
    }

    private static nint[] DevicesOf(nint platform)
    {
        uint count = 0;
        int code = OpenClApi.clGetDeviceIDs(platform, AllKinds, 0, null, &count);
        if (code == OpenClError.DeviceNotFound)
            return [];
        OpenClError.Codes.Check(code, nameof(OpenClApi.clGetDeviceIDs));
        nint[] devices = new nint[count];
        fixed (nint* first = devices)
            OpenClError.Codes.Check(
                OpenClApi.clGetDeviceIDs(platform, AllKinds, count, first, null),
                nameof(OpenClApi.clGetDeviceIDs)
            );
        return devices;
    }
}
