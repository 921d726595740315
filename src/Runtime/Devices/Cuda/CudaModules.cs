using System.Text;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A function of a module; any thread may launch it, since arguments come with the launch.</summary>
internal sealed class CudaFunction(nint handle) : IDisposable
{
    public nint Handle => handle;

    // it goes with its module
    public void Dispose() { }
}

/// <summary>
/// The modules of one context, each text built once. PTX is kept in the user's cache under all that it depends on: text,
/// options, compiler, device, driver. The driver keeps what it makes of PTX itself.
/// </summary>
internal sealed unsafe class CudaModules : IDisposable
{
    private const int ErrorLog = 5;
    private const int ErrorLogSize = 6;
    private const int LogBytes = 1 << 14;

    private readonly Device device;
    private readonly CudaContext context;
    private readonly FileCache? cache;
    private readonly Nvrtc compiler;
    private readonly KernelTable<CudaFunction> functions;
    private readonly Dictionary<string, CudaModule> modules = [];

    /// <exception cref="DeviceException">There is no compiler for the device.</exception>
    public CudaModules(Device device, CudaContext context, FileCache? cache)
    {
        (this.device, this.context, this.cache) = (device, context, cache);
        compiler = new(device);
        functions = new(Make);
    }

    /// <summary>How many modules were compiled from their text.</summary>
    public int Compiled { get; private set; }

    /// <summary>The function of a text. The context must be the thread's.</summary>
    /// <exception cref="DeviceException">The text is rejected.</exception>
    public nint Function(KernelText text) => functions.Of(text).Handle;

    public void Dispose()
    {
        foreach (CudaModule module in modules.Values)
            module.Dispose();
    }

    private CudaFunction Make(KernelText text)
    {
        if (!modules.TryGetValue(text.Source, out CudaModule? module))
            modules[text.Source] = module = Module(text);
        nint function;
        fixed (byte* name = Encoding.ASCII.GetBytes(text.Entry + "\0"))
            CudaError.Codes.Check(
                CudaApi.cuModuleGetFunction(&function, module, name),
                nameof(CudaApi.cuModuleGetFunction),
                device.Name,
                text.Entry
            );
        return new(function);
    }

    private CudaModule Module(KernelText text)
    {
        string key = FileCache.KeyOf([
            text.ToNvrtc(),
            .. compiler.Options,
            "NVRTC",
            compiler.Version,
            device.Name,
            device.Driver,
        ]);
        // the driver checks that PTX ends with its zero only by reading on
        if (cache?.Find(key) is [.., 0] kept)
        {
            if (Load(kept, out CudaModule? known, out _) == 0)
                return known!;
            cache.Drop(key);
        }
        byte[] ptx = compiler.Compile(text);
        int code = Load(ptx, out CudaModule? module, out string log);
        if (code != 0)
            throw CudaError.Codes.Of(code, nameof(CudaApi.cuModuleLoadDataEx), device.Name, text.Entry, log);
        Compiled++;
        cache?.Store(key, ptx);
        return module!;
    }

    private int Load(byte[] ptx, out CudaModule? module, out string log)
    {
        byte[] said = new byte[LogBytes];
        nint handle;
        int code;
        fixed (
            byte* image = ptx,
                first = said
        )
        {
            int* options = stackalloc int[] { ErrorLog, ErrorLogSize };
            void** values = stackalloc void*[] { first, (void*)(nuint)LogBytes };
            code = CudaApi.cuModuleLoadDataEx(&handle, image, 2, options, values);
        }
        module = code == 0 ? new(context, handle) : null;
        log = DriverText.Log(said);
        return code;
    }
}
