using System.Reflection;
using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>A library of a driver; opened when a device is first asked for.</summary>
internal sealed class DriverLibrary
{
    private readonly Lazy<(nint Handle, string? Missing)> library;

    // an assembly has one resolver, and it must be there before the first call
    static DriverLibrary() => NativeLibrary.SetDllImportResolver(typeof(DriverLibrary).Assembly, Resolve);

    internal DriverLibrary(string what, string variable, string[] files, string function, string install) =>
        library = new(() => Open(what, variable, files, function, install));

    /// <summary>The ICD loader, through which every driver of OpenCL is reached.</summary>
    public static DriverLibrary OpenCl { get; } =
        new(
            "OpenCL",
            "RULECOMPILER_OPENCL",
            OperatingSystem.IsWindows() ? ["OpenCL.dll"]
                : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
                : ["libOpenCL.so.1", "libOpenCL.so"],
            nameof(OpenClApi.clGetPlatformIDs),
            "Install the driver of your device, or an ICD loader with PoCL for the processor (Debian: pocl-opencl-icd)"
        );

    /// <summary>NVIDIA's driver.</summary>
    public static DriverLibrary Cuda { get; } =
        new(
            "CUDA",
            "RULECOMPILER_CUDA",
            OperatingSystem.IsWindows() ? ["nvcuda.dll"] : ["libcuda.so.1"],
            nameof(CudaApi.cuInit),
            "Install NVIDIA's driver (CUDA itself is not needed)"
        );

    /// <summary>NVIDIA's compiler of texts at run time, a part of CUDA that is distributed by itself too.</summary>
    public static DriverLibrary Nvrtc { get; } =
        new(
            "compiler for CUDA (NVRTC)",
            "RULECOMPILER_NVRTC",
            [.. NvrtcFiles()],
            nameof(NvrtcApi.nvrtcGetSupportedArchs),
            "Install NVRTC of CUDA 11.2 or later, no later than the driver's version of CUDA (Debian: libnvrtc12 or libnvrtc11.2, pip: nvidia-cuda-nvrtc)"
        );

    /// <summary>Whether it is here.</summary>
    public bool Exists => library.Value.Missing is null;

    /// <summary>Why it is not, and what to do; null where it is.</summary>
    public string? Missing => library.Value.Missing;

    private static (nint Handle, string? Missing) Open(
        string what,
        string variable,
        string[] files,
        string function,
        string install
    )
    {
        string? named = Environment.GetEnvironmentVariable(variable) is { Length: > 0 } path ? path : null;
        foreach (string file in named is null ? files : [named])
        {
            if (!NativeLibrary.TryLoad(file, out nint handle))
                continue;
            if (NativeLibrary.TryGetExport(handle, function, out _))
                return (handle, null);
            NativeLibrary.Free(handle);
            return (
                0,
                $"There is no {what}: '{file}'{By()} has no function {function}. {install}, or name the library in {variable}."
            );

            string By() => named is null ? "" : $", which {variable} names,";
        }
        return (
            0,
            named is null
                ? $"There is no {what}: none of {string.Join(", ", files)} can be loaded. {install}, or name the library in {variable}."
                : $"There is no {what}: {variable} names '{named}', which is no library that can be loaded."
        );
    }

    /// <summary>NVRTC's files carry its version; the latest first.</summary>
    private static IEnumerable<string> NvrtcFiles()
    {
        string? home = Environment.GetEnvironmentVariable("CUDA_PATH") is { Length: > 0 } path ? path : null;
        string[] names = OperatingSystem.IsWindows()
            ? ["nvrtc64_130_0.dll", "nvrtc64_120_0.dll", "nvrtc64_112_0.dll"]
            : ["libnvrtc.so.13", "libnvrtc.so.12", "libnvrtc.so.11.2", "libnvrtc.so"];
        string folder = OperatingSystem.IsWindows() ? "bin" : "lib64";
        if (home is not null)
        {
            foreach (string name in names)
                yield return Path.Combine(home, folder, name);
        }
        foreach (string name in names)
            yield return name;
        if (!OperatingSystem.IsWindows())
            yield return "/usr/local/cuda/lib64/libnvrtc.so";
    }

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? search) =>
        name switch
        {
            OpenClApi.Library => OpenCl.library.Value.Handle,
            CudaApi.Library => Cuda.library.Value.Handle,
            NvrtcApi.Library => Nvrtc.library.Value.Handle,
            _ => 0,
        };
}
