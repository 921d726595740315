using System.Reflection;
using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>The ICD loader, through which every driver of OpenCL is reached; opened when a device is first asked for.</summary>
internal static class OpenClLibrary
{
    /// <summary>The name that bindings import from.</summary>
    public const string Name = "OpenCL";

    /// <summary>The variable that says where the loader is, where it is in no usual place.</summary>
    public const string Variable = "RULECOMPILER_OPENCL";

    private static readonly Lazy<nint> Handle = new(Open);

    /// <summary>Whether the loader is here.</summary>
    public static bool Exists => Handle.Value != 0;

    /// <summary>What to do where it is not.</summary>
    public static string Missing =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path
            ? $"There is no OpenCL: {Variable} names '{path}', which is no library that can be loaded."
            : $"There is no OpenCL: none of {string.Join(", ", Names)} can be loaded. Install the driver of your device, "
                + $"or an ICD loader with PoCL for the processor (Debian: pocl-opencl-icd), or name the loader in {Variable}.";

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["OpenCL.dll"]
        : OperatingSystem.IsMacOS() ? ["/System/Library/Frameworks/OpenCL.framework/OpenCL"]
        : ["libOpenCL.so.1", "libOpenCL.so"];

    private static nint Open()
    {
        NativeLibrary.SetDllImportResolver(typeof(OpenClLibrary).Assembly, Resolve);
        string[] names = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } path ? [path] : Names;
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return handle;
        }
        return 0;
    }

    private static nint Resolve(string library, Assembly assembly, DllImportSearchPath? search) =>
        library == Name ? Handle.Value : 0;
}
