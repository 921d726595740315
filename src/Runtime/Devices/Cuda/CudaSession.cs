namespace RuleCompiler.Devices;

/// <summary>An open CUDA device: its primary context and the modules that its queues share.</summary>
internal sealed unsafe class CudaSession : DeviceSession<CudaStream>
{
    private const uint NonBlocking = 1; // does not wait for what others do on the device

    /// <exception cref="DeviceException">The driver refuses, or there is no compiler for the device.</exception>
    public CudaSession(Device device, FileCache? cache)
        : base(device)
    {
        Context = new(device);
        try
        {
            Modules = new(device, Context, cache);
        }
        catch
        {
            Context.Dispose();
            throw;
        }
    }

    /// <summary>What memory belongs to.</summary>
    public CudaContext Context { get; }

    /// <summary>The built texts.</summary>
    public CudaModules Modules { get; }

    protected override CudaStream MakeQueue()
    {
        using CudaTurn turn = Context.Enter();
        nint stream;
        CudaError.Codes.Check(
            CudaApi.cuStreamCreate(&stream, NonBlocking),
            nameof(CudaApi.cuStreamCreate),
            Device.Name
        );
        return new(Context, stream);
    }

    protected override void Close()
    {
        Modules.Dispose();
        Context.Dispose();
    }
}
