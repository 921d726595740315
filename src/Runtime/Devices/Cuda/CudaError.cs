namespace RuleCompiler.Devices;

/// <summary>What the driver's and NVRTC's codes mean.</summary>
internal static class CudaError
{
    /// <summary>The driver sees no device.</summary>
    public const int NoDevice = 100;

    private const string NewerCompiler =
        "NVRTC is later than the driver: update the driver, or name an earlier NVRTC in RULECOMPILER_NVRTC.";

    private const string Versions = "Parts of the driver are of different versions: install one driver, and restart.";

    /// <summary>The driver's codes.</summary>
    public static DriverError Codes { get; } =
        new(
            new Dictionary<int, DriverCode>
            {
                [1] = new("CUDA_ERROR_INVALID_VALUE"),
                [2] = new("CUDA_ERROR_OUT_OF_MEMORY", DeviceFault.OutOfMemory),
                [3] = new("CUDA_ERROR_NOT_INITIALIZED"),
                [4] = new("CUDA_ERROR_DEINITIALIZED", DeviceFault.Lost),
                [34] = new("CUDA_ERROR_STUB_LIBRARY", DeviceFault.Unavailable),
                [46] = new(
                    "CUDA_ERROR_DEVICE_UNAVAILABLE",
                    DeviceFault.Unavailable,
                    "Another process holds the device."
                ),
                [NoDevice] = new("CUDA_ERROR_NO_DEVICE", DeviceFault.Unavailable),
                [101] = new("CUDA_ERROR_INVALID_DEVICE", DeviceFault.Unavailable),
                [200] = new("CUDA_ERROR_INVALID_IMAGE", DeviceFault.Build),
                [201] = new("CUDA_ERROR_INVALID_CONTEXT", DeviceFault.Lost),
                [209] = new("CUDA_ERROR_NO_BINARY_FOR_GPU", DeviceFault.Build),
                [214] = new("CUDA_ERROR_ECC_UNCORRECTABLE", DeviceFault.Lost),
                [218] = new("CUDA_ERROR_INVALID_PTX", DeviceFault.Build),
                [220] = new("CUDA_ERROR_NVLINK_UNCORRECTABLE", DeviceFault.Lost),
                [221] = new("CUDA_ERROR_JIT_COMPILER_NOT_FOUND", DeviceFault.Build, Versions),
                [222] = new("CUDA_ERROR_UNSUPPORTED_PTX_VERSION", DeviceFault.Build, NewerCompiler),
                [223] = new("CUDA_ERROR_JIT_COMPILATION_DISABLED", DeviceFault.Build, "Unset CUDA_DISABLE_PTX_JIT."),
                [400] = new("CUDA_ERROR_INVALID_HANDLE"),
                [500] = new("CUDA_ERROR_NOT_FOUND"),
                [700] = new("CUDA_ERROR_ILLEGAL_ADDRESS", DeviceFault.Lost),
                [701] = new("CUDA_ERROR_LAUNCH_OUT_OF_RESOURCES", DeviceFault.OutOfMemory),
                [702] = new("CUDA_ERROR_LAUNCH_TIMEOUT", DeviceFault.Lost),
                [709] = new("CUDA_ERROR_CONTEXT_IS_DESTROYED", DeviceFault.Lost),
                [710] = new("CUDA_ERROR_ASSERT", DeviceFault.Lost),
                [714] = new("CUDA_ERROR_HARDWARE_STACK_ERROR", DeviceFault.Lost),
                [715] = new("CUDA_ERROR_ILLEGAL_INSTRUCTION", DeviceFault.Lost),
                [716] = new("CUDA_ERROR_MISALIGNED_ADDRESS", DeviceFault.Lost),
                [717] = new("CUDA_ERROR_INVALID_ADDRESS_SPACE", DeviceFault.Lost),
                [718] = new("CUDA_ERROR_INVALID_PC", DeviceFault.Lost),
                [719] = new("CUDA_ERROR_LAUNCH_FAILED", DeviceFault.Lost),
                [801] = new("CUDA_ERROR_NOT_SUPPORTED"),
                [802] = new("CUDA_ERROR_SYSTEM_NOT_READY", DeviceFault.Unavailable),
                [803] = new("CUDA_ERROR_SYSTEM_DRIVER_MISMATCH", DeviceFault.Unavailable, Versions),
                [804] = new("CUDA_ERROR_COMPAT_NOT_SUPPORTED_ON_DEVICE", DeviceFault.Unavailable, Versions),
                [999] = new("CUDA_ERROR_UNKNOWN"),
            }
        );

    /// <summary>NVRTC's codes.</summary>
    public static DriverError Nvrtc { get; } =
        new(
            new Dictionary<int, DriverCode>
            {
                [1] = new("NVRTC_ERROR_OUT_OF_MEMORY", DeviceFault.Build),
                [2] = new("NVRTC_ERROR_PROGRAM_CREATION_FAILURE", DeviceFault.Build),
                [3] = new("NVRTC_ERROR_INVALID_INPUT", DeviceFault.Build),
                [4] = new("NVRTC_ERROR_INVALID_PROGRAM", DeviceFault.Build),
                [5] = new("NVRTC_ERROR_INVALID_OPTION", DeviceFault.Build),
                [6] = new("NVRTC_ERROR_COMPILATION", DeviceFault.Build),
                [7] = new(
                    "NVRTC_ERROR_BUILTIN_OPERATION_FAILURE",
                    DeviceFault.Build,
                    "libnvrtc-builtins of the same version must lie where NVRTC does."
                ),
                [11] = new("NVRTC_ERROR_INTERNAL_ERROR", DeviceFault.Build),
            }
        );
}
