using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>The functions of NVIDIA's driver that are used, as its header declares them.</summary>
/// <remarks>Ask <see cref="DriverLibrary.Cuda"/> first: it opens the library.</remarks>
internal static unsafe partial class CudaApi
{
    /// <summary>The name that the bindings import from.</summary>
    public const string Library = "cuda";

    [LibraryImport(Library)]
    public static partial int cuInit(uint flags);

    [LibraryImport(Library)]
    public static partial int cuDriverGetVersion(int* version);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetCount(int* count);

    [LibraryImport(Library)]
    public static partial int cuDeviceGet(int* device, int ordinal);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetName(byte* name, int size, int device);

    [LibraryImport(Library)]
    public static partial int cuDeviceTotalMem_v2(nuint* bytes, int device);

    [LibraryImport(Library)]
    public static partial int cuDeviceGetAttribute(int* value, int what, int device);

    [LibraryImport(Library)]
    public static partial int cuDevicePrimaryCtxRetain(nint* context, int device);

    [LibraryImport(Library)]
    public static partial int cuDevicePrimaryCtxRelease_v2(int device);

    [LibraryImport(Library)]
    public static partial int cuCtxPushCurrent_v2(nint context);

    [LibraryImport(Library)]
    public static partial int cuCtxPopCurrent_v2(nint* context);

    [LibraryImport(Library)]
    public static partial int cuMemAlloc_v2(ulong* memory, nuint bytes);

    [LibraryImport(Library)]
    public static partial int cuMemFree_v2(ulong memory);

    [LibraryImport(Library)]
    public static partial int cuMemcpyHtoDAsync_v2(ulong memory, void* host, nuint bytes, CudaStream stream);

    [LibraryImport(Library)]
    public static partial int cuMemcpyDtoHAsync_v2(void* host, ulong memory, nuint bytes, CudaStream stream);

    [LibraryImport(Library)]
    public static partial int cuModuleLoadDataEx(nint* module, byte* image, uint count, int* options, void** values);

    [LibraryImport(Library)]
    public static partial int cuModuleUnload(nint module);

    [LibraryImport(Library)]
    public static partial int cuModuleGetFunction(nint* function, CudaModule module, byte* name);

    [LibraryImport(Library)]
    public static partial int cuLaunchKernel(
        nint function,
        uint groupsX,
        uint groupsY,
        uint groupsZ,
        uint itemsX,
        uint itemsY,
        uint itemsZ,
        uint sharedBytes,
        CudaStream stream,
        void** arguments,
        void** extra
    );

    [LibraryImport(Library)]
    public static partial int cuStreamCreate(nint* stream, uint flags);

    [LibraryImport(Library)]
    public static partial int cuStreamSynchronize(CudaStream stream);

    [LibraryImport(Library)]
    public static partial int cuStreamDestroy_v2(nint stream);

    [LibraryImport(Library)]
    public static partial int cuEventCreate(nint* moment, uint flags);

    [LibraryImport(Library)]
    public static partial int cuEventRecord(CudaEvent moment, CudaStream stream);

    [LibraryImport(Library)]
    public static partial int cuEventElapsedTime(float* milliseconds, CudaEvent start, CudaEvent end);

    [LibraryImport(Library)]
    public static partial int cuEventDestroy_v2(nint moment);
}
