using System.Text;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>Compiles CUDA C to PTX for one device.</summary>
internal sealed unsafe class Nvrtc
{
    private readonly Device device;

    /// <exception cref="DeviceException">There is no NVRTC, or it does not know the device.</exception>
    public Nvrtc(Device device)
    {
        this.device = device;
        if (DriverLibrary.Nvrtc.Missing is { } missing)
            throw new DeviceException(DeviceFault.Build, $"{device} cannot compile kernels. {missing}")
            {
                Device = device.Name,
            };
        int major,
            minor,
            count;
        Check(NvrtcApi.nvrtcVersion(&major, &minor), nameof(NvrtcApi.nvrtcVersion));
        Check(NvrtcApi.nvrtcGetNumSupportedArchs(&count), nameof(NvrtcApi.nvrtcGetNumSupportedArchs));
        int[] known = new int[count];
        fixed (int* first = known)
            Check(NvrtcApi.nvrtcGetSupportedArchs(first), nameof(NvrtcApi.nvrtcGetSupportedArchs));
        Version = $"{major}.{minor}";
        Options = [$"--gpu-architecture=compute_{Architecture(known)}", "--std=c++17"];
    }

    /// <summary>Its version.</summary>
    public string Version { get; }

    /// <summary>How it compiles.</summary>
    public IReadOnlyList<string> Options { get; }

    /// <summary>The PTX of a text, which ends with a zero.</summary>
    /// <exception cref="DeviceException">It rejects the text.</exception>
    public byte[] Compile(KernelText text)
    {
        nint handle;
        fixed (
            byte* source = Zero(text.ToNvrtc()),
                name = Zero($"{text.Entry}.cu")
        )
            Check(
                NvrtcApi.nvrtcCreateProgram(&handle, source, name, 0, null, null),
                nameof(NvrtcApi.nvrtcCreateProgram),
                text.Entry
            );
        using NvrtcProgram program = new(handle);
        int code;
        fixed (
            byte* architecture = Zero(Options[0]),
                standard = Zero(Options[1])
        )
        {
            byte** options = stackalloc byte*[] { architecture, standard };
            code = NvrtcApi.nvrtcCompileProgram(program, Options.Count, options);
        }
        if (code != 0)
            throw CudaError.Nvrtc.Of(code, nameof(NvrtcApi.nvrtcCompileProgram), device.Name, text.Entry, Log(program));
        nuint size;
        Check(NvrtcApi.nvrtcGetPTXSize(program, &size), nameof(NvrtcApi.nvrtcGetPTXSize), text.Entry);
        byte[] ptx = new byte[size];
        fixed (byte* first = ptx)
            Check(NvrtcApi.nvrtcGetPTX(program, first), nameof(NvrtcApi.nvrtcGetPTX), text.Entry);
        return ptx;
    }

    /// <summary>The latest architecture that both it and the device know: later devices run earlier PTX.</summary>
    private int Architecture(int[] known)
    {
        int[] both = [.. known.Where(a => a <= device.CudaIds.Capability)];
        return both.Length > 0
            ? both.Max()
            : throw new DeviceException(
                DeviceFault.Build,
                $"NVRTC {Version} compiles for compute capability {known.DefaultIfEmpty().Min() / 10.0:F1} and later, {device.Name} has {device.CudaIds.Capability / 10.0:F1}: name an earlier NVRTC in RULECOMPILER_NVRTC."
            )
            {
                Device = device.Name,
            };
    }

    private static string Log(NvrtcProgram program)
    {
        nuint size = 0;
        int code = NvrtcApi.nvrtcGetProgramLogSize(program, &size);
        byte[] log = new byte[code == 0 ? size : 0];
        fixed (byte* first = log)
        {
            if (log.Length > 0)
                code = NvrtcApi.nvrtcGetProgramLog(program, first);
        }
        return DriverText.Log(code == 0 ? log : []);
    }

    private static byte[] Zero(string text) => Encoding.UTF8.GetBytes(text + "\0");

    private void Check(int code, string call, string? kernel = null) =>
        CudaError.Nvrtc.Check(code, call, device.Name, kernel);
}
