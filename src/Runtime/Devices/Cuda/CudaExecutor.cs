using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A queue of a CUDA device: a stream.</summary>
internal sealed unsafe class CudaExecutor : DeviceExecutor
{
    private readonly CudaSession session;
    private readonly CudaStream stream;

    /// <summary>Opens a device.</summary>
    /// <param name="device">Which.</param>
    /// <param name="cache">Where PTX is kept; nowhere unless given.</param>
    /// <exception cref="DeviceException">The driver refuses, or there is no compiler for the device.</exception>
    public CudaExecutor(Device device, FileCache? cache = null)
        : this(device, new CudaSession(device, cache)) { }

    private CudaExecutor(Device device, CudaSession session)
        : base(device)
    {
        this.session = session;
        stream = session.Open();
    }

    /// <inheritdoc/>
    public override int Compiled => session.Modules.Compiled;

    /// <inheritdoc/>
    protected override MemoryBudget Budget => session.Budget;

    /// <inheritdoc/>
    public override IDeviceExecutor OpenQueue()
    {
        ObjectDisposedException.ThrowIf(stream.IsClosed, this);
        return new CudaExecutor(Device, session);
    }

    /// <inheritdoc/>
    public override void Finish()
    {
        using CudaTurn turn = session.Context.Enter();
        Wait();
    }

    /// <inheritdoc/>
    public override void Dispose() => session.Close(stream);

    /// <inheritdoc/>
    protected override IDeviceMemory Take(long length, long bytes)
    {
        using CudaTurn turn = session.Context.Enter();
        ulong memory;
        Check(CudaApi.cuMemAlloc_v2(&memory, (nuint)bytes), nameof(CudaApi.cuMemAlloc_v2));
        return new CudaMemory(new(session.Context, (nint)memory, session.Budget, bytes), length);
    }

    /// <inheritdoc/>
    protected override void Copy(IDeviceMemory memory, nuint place, void* host, nuint bytes, bool toDevice)
    {
        using CudaTurn turn = session.Context.Enter();
        ulong at = CudaMemory.AddressOf(memory) + place;
        if (toDevice)
            Check(CudaApi.cuMemcpyHtoDAsync_v2(at, host, bytes, stream), nameof(CudaApi.cuMemcpyHtoDAsync_v2));
        else
            Check(CudaApi.cuMemcpyDtoHAsync_v2(host, at, bytes, stream), nameof(CudaApi.cuMemcpyDtoHAsync_v2));
        Wait();
    }

    /// <inheritdoc/>
    protected override void Queue(KernelLaunch launch)
    {
        using CudaTurn turn = session.Context.Enter();
        Launch(launch);
    }

    /// <inheritdoc/>
    protected override TimeSpan Measure(KernelLaunch launch)
    {
        using CudaTurn turn = session.Context.Enter();
        using CudaEvent start = Moment(),
            end = Moment();
        Check(CudaApi.cuEventRecord(start, stream), nameof(CudaApi.cuEventRecord));
        Launch(launch);
        Check(CudaApi.cuEventRecord(end, stream), nameof(CudaApi.cuEventRecord));
        Wait();
        float milliseconds;
        Check(CudaApi.cuEventElapsedTime(&milliseconds, start, end), nameof(CudaApi.cuEventElapsedTime));
        return TimeSpan.FromMilliseconds(milliseconds);
    }

    private void Launch(KernelLaunch launch)
    {
        ObjectDisposedException.ThrowIf(stream.IsClosed, this);
        string name = launch.Text.Entry;
        (uint x, uint y, uint z) = CudaLaunch.Groups(launch, Device.Name);
        nint function = session.Modules.Function(launch.Text);
        int count = CudaLaunch.Places(launch);
        ulong* places = stackalloc ulong[count];
        CudaLaunch.Pack(launch, CudaMemory.AddressOf, new(places, count));
        void** arguments = stackalloc void*[count];
        for (int i = 0; i < count; i++)
            arguments[i] = places + i;
        int code = CudaApi.cuLaunchKernel(
            function,
            x,
            y,
            z,
            (uint)launch.Local.X,
            (uint)launch.Local.Y,
            (uint)launch.Local.Z,
            0,
            stream,
            arguments,
            null
        );
        GC.KeepAlive(launch); // the driver frees memory no sooner than commands before are done
        Check(code, nameof(CudaApi.cuLaunchKernel), name);
    }

    private CudaEvent Moment()
    {
        nint handle;
        Check(CudaApi.cuEventCreate(&handle, 0), nameof(CudaApi.cuEventCreate));
        return new(session.Context, handle);
    }

    private void Wait() => Check(CudaApi.cuStreamSynchronize(stream), nameof(CudaApi.cuStreamSynchronize));

    private void Check(int code, string call, string? kernel = null) =>
        CudaError.Codes.Check(code, call, Device.Name, kernel);
}
