using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>The functions of NVRTC that are used, as its header declares them.</summary>
/// <remarks>Ask <see cref="DriverLibrary.Nvrtc"/> first: it opens the library.</remarks>
internal static unsafe partial class NvrtcApi
{
    /// <summary>The name that the bindings import from.</summary>
    public const string Library = "nvrtc";

    [LibraryImport(Library)]
    public static partial int nvrtcVersion(int* major, int* minor);

    [LibraryImport(Library)]
    public static partial int nvrtcGetNumSupportedArchs(int* count);

    [LibraryImport(Library)]
    public static partial int nvrtcGetSupportedArchs(int* architectures);

    [LibraryImport(Library)]
    public static partial int nvrtcCreateProgram(
        nint* program,
        byte* text,
        byte* name,
        int headers,
        byte** contents,
        byte** names
    );

    [LibraryImport(Library)]
    public static partial int nvrtcDestroyProgram(nint* program);

    [LibraryImport(Library)]
    public static partial int nvrtcCompileProgram(NvrtcProgram program, int count, byte** options);

    [LibraryImport(Library)]
    public static partial int nvrtcGetProgramLogSize(NvrtcProgram program, nuint* size);

    [LibraryImport(Library)]
    public static partial int nvrtcGetProgramLog(NvrtcProgram program, byte* log);

    [LibraryImport(Library)]
    public static partial int nvrtcGetPTXSize(NvrtcProgram program, nuint* size);

    [LibraryImport(Library)]
    public static partial int nvrtcGetPTX(NvrtcProgram program, byte* ptx);
}
