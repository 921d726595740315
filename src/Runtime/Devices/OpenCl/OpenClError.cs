namespace RuleCompiler.Devices;

/// <summary>The driver's codes as exceptions.</summary>
internal static class OpenClError
{
    /// <summary>No ICD has a platform.</summary>
    public const int NoPlatform = -1001;

    /// <summary>The platform has no device of the kind.</summary>
    public const int DeviceNotFound = -1;

    private static readonly Dictionary<int, string> Names = new()
    {
        [-1] = "CL_DEVICE_NOT_FOUND",
        [-2] = "CL_DEVICE_NOT_AVAILABLE",
        [-3] = "CL_COMPILER_NOT_AVAILABLE",
        [-4] = "CL_MEM_OBJECT_ALLOCATION_FAILURE",
        [-5] = "CL_OUT_OF_RESOURCES",
        [-6] = "CL_OUT_OF_HOST_MEMORY",
        [-7] = "CL_PROFILING_INFO_NOT_AVAILABLE",
        [-8] = "CL_MEM_COPY_OVERLAP",
        [-11] = "CL_BUILD_PROGRAM_FAILURE",
        [-12] = "CL_MAP_FAILURE",
        [-14] = "CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST",
        [-15] = "CL_COMPILE_PROGRAM_FAILURE",
        [-16] = "CL_LINKER_NOT_AVAILABLE",
        [-17] = "CL_LINK_PROGRAM_FAILURE",
        [-30] = "CL_INVALID_VALUE",
        [-31] = "CL_INVALID_DEVICE_TYPE",
        [-32] = "CL_INVALID_PLATFORM",
        [-33] = "CL_INVALID_DEVICE",
        [-34] = "CL_INVALID_CONTEXT",
        [-35] = "CL_INVALID_QUEUE_PROPERTIES",
        [-36] = "CL_INVALID_COMMAND_QUEUE",
        [-37] = "CL_INVALID_HOST_PTR",
        [-38] = "CL_INVALID_MEM_OBJECT",
        [-42] = "CL_INVALID_BINARY",
        [-43] = "CL_INVALID_BUILD_OPTIONS",
        [-44] = "CL_INVALID_PROGRAM",
        [-45] = "CL_INVALID_PROGRAM_EXECUTABLE",
        [-46] = "CL_INVALID_KERNEL_NAME",
        [-47] = "CL_INVALID_KERNEL_DEFINITION",
        [-48] = "CL_INVALID_KERNEL",
        [-49] = "CL_INVALID_ARG_INDEX",
        [-50] = "CL_INVALID_ARG_VALUE",
        [-51] = "CL_INVALID_ARG_SIZE",
        [-52] = "CL_INVALID_KERNEL_ARGS",
        [-53] = "CL_INVALID_WORK_DIMENSION",
        [-54] = "CL_INVALID_WORK_GROUP_SIZE",
        [-55] = "CL_INVALID_WORK_ITEM_SIZE",
        [-56] = "CL_INVALID_GLOBAL_OFFSET",
        [-57] = "CL_INVALID_EVENT_WAIT_LIST",
        [-58] = "CL_INVALID_EVENT",
        [-59] = "CL_INVALID_OPERATION",
        [-61] = "CL_INVALID_BUFFER_SIZE",
        [-63] = "CL_INVALID_GLOBAL_WORK_SIZE",
        [NoPlatform] = "CL_PLATFORM_NOT_FOUND_KHR",
    };

    /// <summary>Throws unless the code is that of success.</summary>
    /// <exception cref="DeviceException">It is not.</exception>
    public static void Check(int code, string call, string? device = null, string? kernel = null)
    {
        if (code != 0)
            throw Of(code, call, device, kernel);
    }

    /// <summary>What a code means.</summary>
    public static DeviceException Of(int code, string call, string? device, string? kernel, string? log = null)
    {
        DeviceFault fault = Fault(code);
        string where = (device, kernel) switch
        {
            (null, _) => "",
            (_, null) => $" on {device}",
            _ => $" of kernel {kernel} on {device}",
        };
        string said = log is null ? "" : $" The compiler says:\n{log}";
        return new DeviceException(fault, $"{call}{where} failed: {NameOf(code)}. {Advice(fault)}{said}")
        {
            Call = call,
            Code = code,
            Device = device,
            Kernel = kernel,
            BuildLog = log,
        };
    }

    /// <summary>The header's name of a code.</summary>
    public static string NameOf(int code) => Names.TryGetValue(code, out string? name) ? name : $"code {code}";

    private static DeviceFault Fault(int code) =>
        code switch
        {
            DeviceNotFound or NoPlatform => DeviceFault.Unavailable,
            -4 or -5 or -6 or -61 => DeviceFault.OutOfMemory,
            -2 or -14 or -34 or -36 => DeviceFault.Lost,
            -3 or -11 or -15 or -16 or -17 => DeviceFault.Build,
            _ => DeviceFault.Refused,
        };

    private static string Advice(DeviceFault fault) =>
        fault switch
        {
            DeviceFault.Unavailable => "Install the device's driver.",
            DeviceFault.OutOfMemory =>
                "The device has not enough memory or registers: give smaller batches, or another device.",
            DeviceFault.Lost => "The device or its driver stopped working: load anew; what lay on it is gone.",
            DeviceFault.Build => "Please report it with the device and its driver's version.",
            _ => "Please report it with the device and its driver's version.",
        };
}
