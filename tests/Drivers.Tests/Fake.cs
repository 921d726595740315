using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: CollectionBehavior(DisableTestParallelization = true)]

namespace RuleCompiler.Drivers.Tests;

/// <summary>A driver of our own, in C, that this process takes for the machine's.</summary>
internal sealed unsafe class Fake
{
    private readonly nint library;

    private Fake(string name, params string[] variables)
    {
        string file = Path.Combine(Folder, $"{name}.so");
        ProcessStartInfo start = new(Clang, ["-shared", "-fPIC", "-O1", "-o", file, Path.Combine(Folder, $"{name}.c")])
        {
            RedirectStandardError = true,
        };
        using Process clang = Process.Start(start)!;
        string said = clang.StandardError.ReadToEnd();
        clang.WaitForExit();
        library = clang.ExitCode == 0 ? NativeLibrary.Load(file) : throw new InvalidOperationException(said);
        foreach (string variable in variables)
            Environment.SetEnvironmentVariable(variable, file);
    }

    /// <summary>Why tests that need the fakes are skipped; null where there is a clang.</summary>
    public static string? Missing { get; private set; }

    public static Fake OpenCl { get; private set; } = null!;

    public static Fake Cuda { get; private set; } = null!;

    private static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Fakes");

    private static string Clang { get; } = Environment.GetEnvironmentVariable("CLANG") ?? "clang-19";

    /// <summary>How many objects were not given back to the driver.</summary>
    public int Alive => ((delegate* unmanaged<int>)Function("fake_alive"))();

    /// <summary>How many contexts this thread has in CUDA.</summary>
    public int Depth => ((delegate* unmanaged<int>)Function("fake_depth"))();

    /// <summary>From now on a call returns a code; an empty name ends it.</summary>
    public void Fail(string call, int code)
    {
        nint name = Marshal.StringToCoTaskMemUTF8(call);
        ((delegate* unmanaged<nint, int, void>)Function("fake_fail"))(name, code);
        Marshal.FreeCoTaskMem(name);
    }

    /// <summary>From now on every command returns a code, until the device is closed.</summary>
    public void Lose(int code) => ((delegate* unmanaged<int, void>)Function("fake_lose"))(code);

    /// <summary>How many arguments the next launches have, which a driver reads from the kernel.</summary>
    public void Places(int count) => ((delegate* unmanaged<int, void>)Function("fake_places"))(count);

    [ModuleInitializer]
    internal static void Start()
    {
        bool found = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Append("")
            .Any(folder => File.Exists(Path.Combine(folder, Clang)));
        if (!found)
        {
            Missing =
                $"There is no '{Clang}' to compile drivers: install Debian's package clang-19, or name one in CLANG.";
            return;
        }
        OpenCl = new("opencl", "RULECOMPILER_OPENCL");
        Cuda = new("cuda", "RULECOMPILER_CUDA", "RULECOMPILER_NVRTC");
        nint folder = Marshal.StringToCoTaskMemUTF8(Folder),
            clang = Marshal.StringToCoTaskMemUTF8(Clang);
        ((delegate* unmanaged<nint, nint, void>)Cuda.Function("fake_compiler"))(folder, clang);
        Marshal.FreeCoTaskMem(folder);
        Marshal.FreeCoTaskMem(clang);
    }

    private nint Function(string name) => NativeLibrary.GetExport(library, name);
}

/// <summary>A test on a fake driver; skipped, by name, where there is no clang to compile it.</summary>
internal sealed class FakeFactAttribute : FactAttribute
{
    public FakeFactAttribute() => Skip = Fake.Missing!;
}

/// <summary>Tests on fake drivers; skipped, by name, where there is no clang to compile them.</summary>
internal sealed class FakeTheoryAttribute : TheoryAttribute
{
    public FakeTheoryAttribute() => Skip = Fake.Missing!;
}
