namespace RuleCompiler.Devices;

/// <summary>What the codes of OpenCL mean.</summary>
internal static class OpenClError
{
    /// <summary>No ICD has a platform.</summary>
    public const int NoPlatform = -1001;

    /// <summary>The platform has no device of the kind.</summary>
    public const int DeviceNotFound = -1;

    /// <summary>The header's codes.</summary>
    public static DriverError Codes { get; } =
        new(
            new Dictionary<int, DriverCode>
            {
                [DeviceNotFound] = new("CL_DEVICE_NOT_FOUND", DeviceFault.Unavailable),
                [-2] = new("CL_DEVICE_NOT_AVAILABLE", DeviceFault.Lost),
                [-3] = new("CL_COMPILER_NOT_AVAILABLE", DeviceFault.Build),
                [-4] = new("CL_MEM_OBJECT_ALLOCATION_FAILURE", DeviceFault.OutOfMemory),
                [-5] = new("CL_OUT_OF_RESOURCES", DeviceFault.OutOfMemory),
                [-6] = new("CL_OUT_OF_HOST_MEMORY", DeviceFault.OutOfMemory),
                [-7] = new("CL_PROFILING_INFO_NOT_AVAILABLE"),
                [-8] = new("CL_MEM_COPY_OVERLAP"),
                [-11] = new("CL_BUILD_PROGRAM_FAILURE", DeviceFault.Build),
                [-12] = new("CL_MAP_FAILURE"),
                [-14] = new("CL_EXEC_STATUS_ERROR_FOR_EVENTS_IN_WAIT_LIST", DeviceFault.Lost),
                [-15] = new("CL_COMPILE_PROGRAM_FAILURE", DeviceFault.Build),
                [-16] = new("CL_LINKER_NOT_AVAILABLE", DeviceFault.Build),
                [-17] = new("CL_LINK_PROGRAM_FAILURE", DeviceFault.Build),
                [-30] = new("CL_INVALID_VALUE"),
                [-31] = new("CL_INVALID_DEVICE_TYPE"),
                [-32] = new("CL_INVALID_PLATFORM"),
                [-33] = new("CL_INVALID_DEVICE"),
                [-34] = new("CL_INVALID_CONTEXT", DeviceFault.Lost),
                [-35] = new("CL_INVALID_QUEUE_PROPERTIES"),
                [-36] = new("CL_INVALID_COMMAND_QUEUE", DeviceFault.Lost),
                [-37] = new("CL_INVALID_HOST_PTR"),
                [-38] = new("CL_INVALID_MEM_OBJECT"),
                [-42] = new("CL_INVALID_BINARY"),
                [-43] = new("CL_INVALID_BUILD_OPTIONS"),
                [-44] = new("CL_INVALID_PROGRAM"),
                [-45] = new("CL_INVALID_PROGRAM_EXECUTABLE"),
                [-46] = new("CL_INVALID_KERNEL_NAME"),
                [-47] = new("CL_INVALID_KERNEL_DEFINITION"),
                [-48] = new("CL_INVALID_KERNEL"),
                [-49] = new("CL_INVALID_ARG_INDEX"),
                [-50] = new("CL_INVALID_ARG_VALUE"),
                [-51] = new("CL_INVALID_ARG_SIZE"),
                [-52] = new("CL_INVALID_KERNEL_ARGS"),
                [-53] = new("CL_INVALID_WORK_DIMENSION"),
                [-54] = new("CL_INVALID_WORK_GROUP_SIZE"),
                [-55] = new("CL_INVALID_WORK_ITEM_SIZE"),
                [-56] = new("CL_INVALID_GLOBAL_OFFSET"),
                [-57] = new("CL_INVALID_EVENT_WAIT_LIST"),
                [-58] = new("CL_INVALID_EVENT"),
                [-59] = new("CL_INVALID_OPERATION"),
                [-61] = new("CL_INVALID_BUFFER_SIZE", DeviceFault.OutOfMemory),
                [-63] = new("CL_INVALID_GLOBAL_WORK_SIZE"),
                [NoPlatform] = new("CL_PLATFORM_NOT_FOUND_KHR", DeviceFault.Unavailable),
            }
        );
}
