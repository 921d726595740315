namespace RuleCompiler.Devices;

/// <summary>The primary context of a device, which is shared with all that use the device in this process.</summary>
internal sealed unsafe class CudaContext : DriverHandle
{
    private readonly Device device;

    /// <exception cref="DeviceException">The driver refuses.</exception>
    public CudaContext(Device device)
        : base(Retain(device)) => this.device = device;

    /// <summary>Makes it the thread's own until what is returned is disposed; then the one before is again.</summary>
    /// <exception cref="DeviceException">The driver refuses.</exception>
    /// <exception cref="ObjectDisposedException">It is released.</exception>
    public CudaTurn Enter()
    {
        ObjectDisposedException.ThrowIf(IsClosed, this);
        CudaError.Codes.Check(CudaApi.cuCtxPushCurrent_v2(handle), nameof(CudaApi.cuCtxPushCurrent_v2), device.Name);
        return default;
    }

    /// <summary>Releases something that belongs to it; the thread may be the finalizer's.</summary>
    public int Within(Func<int> release)
    {
        int code = CudaApi.cuCtxPushCurrent_v2(handle);
        if (code != 0)
            return code;
        code = release();
        default(CudaTurn).Dispose();
        return code;
    }

    protected override int Release(nint handle) => CudaApi.cuDevicePrimaryCtxRelease_v2(device.CudaIds.Device);

    private static nint Retain(Device device)
    {
        nint handle;
        CudaError.Codes.Check(
            CudaApi.cuDevicePrimaryCtxRetain(&handle, device.CudaIds.Device),
            nameof(CudaApi.cuDevicePrimaryCtxRetain),
            device.Name
        );
        return handle;
    }
}

/// <summary>While it lives, a context is the thread's.</summary>
internal readonly unsafe struct CudaTurn : IDisposable
{
    public void Dispose()
    {
        nint left;
        _ = CudaApi.cuCtxPopCurrent_v2(&left);
    }
}

/// <summary>An object of a context; the context is released after it.</summary>
internal abstract class CudaHandle : DriverHandle
{
    private readonly CudaContext context;

    protected CudaHandle(CudaContext context, nint handle)
        : base(handle)
    {
        this.context = context;
        bool held = false;
        context.DangerousAddRef(ref held);
    }

    protected abstract int Free(nint handle);

    protected sealed override int Release(nint handle)
    {
        int code = context.Within(() => Free(handle));
        context.DangerousRelease();
        return code;
    }
}

/// <summary>Commands, one after the other.</summary>
internal sealed class CudaStream(CudaContext context, nint handle) : CudaHandle(context, handle)
{
    protected override int Free(nint handle) => CudaApi.cuStreamDestroy_v2(handle);
}

/// <summary>A loaded text.</summary>
internal sealed class CudaModule(CudaContext context, nint handle) : CudaHandle(context, handle)
{
    protected override int Free(nint handle) => CudaApi.cuModuleUnload(handle);
}

/// <summary>Memory of the device.</summary>
internal sealed class CudaBuffer(CudaContext context, nint handle, MemoryBudget budget, long bytes)
    : CudaHandle(context, handle)
{
    protected override int Free(nint handle)
    {
        budget.Return(bytes);
        return CudaApi.cuMemFree_v2((ulong)handle);
    }
}

/// <summary>A moment among the commands.</summary>
internal sealed class CudaEvent(CudaContext context, nint handle) : CudaHandle(context, handle)
{
    protected override int Free(nint handle) => CudaApi.cuEventDestroy_v2(handle);
}

/// <summary>A text in NVRTC, which knows no context.</summary>
internal sealed unsafe class NvrtcProgram(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => NvrtcApi.nvrtcDestroyProgram(&handle);
}
