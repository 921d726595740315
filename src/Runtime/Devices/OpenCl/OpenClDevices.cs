namespace RuleCompiler.Devices;

/// <summary>The driver's names of a device.</summary>
internal readonly record struct OpenClIds(nint Platform, nint Device);

/// <summary>Finds the devices of all platforms.</summary>
internal static unsafe class OpenClDevices
{
    private const ulong AllKinds = 0xFFFFFFFF;

    /// <summary>Every device; <paramref name="why"/> there is none.</summary>
    public static IReadOnlyList<Device> All(out string? why)
    {
        if (!OpenClLibrary.Exists)
        {
            why = OpenClLibrary.Missing;
            return [];
        }
        nint[] platforms = Platforms();
        List<Device> devices = [];
        foreach (nint platform in platforms)
        {
            foreach (nint device in DevicesOf(platform))
                devices.Add(OpenClQuery.Describe(new(platform, device), devices.Count + 1));
        }
        why =
            platforms.Length == 0
                ? "There is an OpenCL loader, but no driver: install the driver of your device, or PoCL for the processor (Debian: pocl-opencl-icd)."
            : devices.Count == 0
                ? $"There is OpenCL ({string.Join(", ", platforms.Select(OpenClQuery.PlatformName))}), but no device: check that the driver sees one and that you may use it."
            : null;
        return devices;
    }

    private static nint[] Platforms()
    {
        uint count = 0;
        int code = OpenClApi.clGetPlatformIDs(0, null, &count);
        if (code == OpenClError.NoPlatform || count == 0)
            return [];
        OpenClError.Check(code, nameof(OpenClApi.clGetPlatformIDs));
        nint[] platforms = new nint[count];
        fixed (nint* first = platforms)
            OpenClError.Check(OpenClApi.clGetPlatformIDs(count, first, null), nameof(OpenClApi.clGetPlatformIDs));
        return platforms;
    }

    private static nint[] DevicesOf(nint platform)
    {
        uint count = 0;
        int code = OpenClApi.clGetDeviceIDs(platform, AllKinds, 0, null, &count);
        // a driver without its device must not hide the others
        if (code != 0 || count == 0)
            return [];
        nint[] devices = new nint[count];
        fixed (nint* first = devices)
            OpenClError.Check(
                OpenClApi.clGetDeviceIDs(platform, AllKinds, count, first, null),
                nameof(OpenClApi.clGetDeviceIDs)
            );
        return devices;
    }
}
