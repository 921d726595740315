using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>The functions of OpenCL 1.2 that are used, as its header declares them.</summary>
/// <remarks>Ask <see cref="DriverLibrary.OpenCl"/> first: it opens the library.</remarks>
internal static unsafe partial class OpenClApi
{
    /// <summary>The name that the bindings import from.</summary>
    public const string Library = "OpenCL";

    [LibraryImport(Library)]
    public static partial int clGetPlatformIDs(uint count, nint* platforms, uint* found);

    [LibraryImport(Library)]
    public static partial int clGetPlatformInfo(nint platform, uint what, nuint size, void* value, nuint* needed);

    [LibraryImport(Library)]
    public static partial int clGetDeviceIDs(nint platform, ulong kind, uint count, nint* devices, uint* found);

    [LibraryImport(Library)]
    public static partial int clGetDeviceInfo(nint device, uint what, nuint size, void* value, nuint* needed);

    [LibraryImport(Library)]
    public static partial nint clCreateContext(
        nint* properties,
        uint count,
        nint* devices,
        nint notify,
        nint data,
        int* code
    );

    [LibraryImport(Library)]
    public static partial int clReleaseContext(nint context);

    [LibraryImport(Library)]
    public static partial nint clCreateCommandQueue(OpenClContext context, nint device, ulong properties, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseCommandQueue(nint queue);

    [LibraryImport(Library)]
    public static partial nint clCreateBuffer(OpenClContext context, ulong flags, nuint size, nint host, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseMemObject(nint buffer);

    [LibraryImport(Library)]
    public static partial nint clCreateProgramWithSource(
        OpenClContext context,
        uint count,
        byte** texts,
        nuint* lengths,
        int* code
    );

    [LibraryImport(Library)]
    public static partial nint clCreateProgramWithBinary(
        OpenClContext context,
        uint count,
        nint* devices,
        nuint* lengths,
        byte** binaries,
        int* status,
        int* code
    );

    [LibraryImport(Library)]
    public static partial int clReleaseProgram(nint program);

    [LibraryImport(Library)]
    public static partial int clBuildProgram(
        OpenClProgram program,
        uint count,
        nint* devices,
        byte* options,
        nint notify,
        nint data
    );

    [LibraryImport(Library)]
    public static partial int clGetProgramInfo(
        OpenClProgram program,
        uint what,
        nuint size,
        void* value,
        nuint* needed
    );

    [LibraryImport(Library)]
    public static partial int clGetProgramBuildInfo(
        OpenClProgram program,
        nint device,
        uint what,
        nuint size,
        void* value,
        nuint* needed
    );

    [LibraryImport(Library)]
    public static partial nint clCreateKernel(OpenClProgram program, byte* name, int* code);

    [LibraryImport(Library)]
    public static partial int clReleaseKernel(nint kernel);

    [LibraryImport(Library)]
    public static partial int clSetKernelArg(OpenClKernel kernel, uint index, nuint size, void* value);

    [LibraryImport(Library)]
    public static partial int clEnqueueNDRangeKernel(
        OpenClQueue queue,
        OpenClKernel kernel,
        uint dimensions,
        nuint* offset,
        nuint* global,
        nuint* local,
        uint waits,
        nint* waitsFor,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clEnqueueWriteBuffer(
        OpenClQueue queue,
        OpenClBuffer buffer,
        uint blocking,
        nuint offset,
        nuint size,
        void* host,
        uint waits,
        nint* waitsFor,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clEnqueueReadBuffer(
        OpenClQueue queue,
        OpenClBuffer buffer,
        uint blocking,
        nuint offset,
        nuint size,
        void* host,
        uint waits,
        nint* waitsFor,
        nint* done
    );

    [LibraryImport(Library)]
    public static partial int clGetEventProfilingInfo(
        OpenClEvent done,
        uint what,
        nuint size,
        void* value,
        nuint* needed
    );

    [LibraryImport(Library)]
    public static partial int clReleaseEvent(nint done);

    [LibraryImport(Library)]
    public static partial int clFinish(OpenClQueue queue);
}
