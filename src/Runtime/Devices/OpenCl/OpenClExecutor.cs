using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A queue of an OpenCL device.</summary>
internal sealed unsafe class OpenClExecutor : DeviceExecutor
{
    private const ulong ReadWrite = 1;
    private const uint Started = 0x1282;
    private const uint Ended = 0x1283;
    private readonly OpenClSession session;
    private readonly OpenClQueue queue;
    private readonly OpenClKernels kernels;

    /// <summary>Opens a device.</summary>
    /// <param name="device">Which.</param>
    /// <param name="cache">Where binaries of programs are kept; nowhere unless given.</param>
    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    public OpenClExecutor(Device device, FileCache? cache = null)
        : this(device, new OpenClSession(device, cache)) { }

    private OpenClExecutor(Device device, OpenClSession session)
        : base(device)
    {
        this.session = session;
        queue = session.Open();
        kernels = new(device, session.Programs);
    }

    /// <inheritdoc/>
    public override int Compiled => session.Programs.Compiled;

    /// <inheritdoc/>
    protected override MemoryBudget Budget => session.Budget;

    /// <inheritdoc/>
    public override IDeviceExecutor OpenQueue()
    {
        ObjectDisposedException.ThrowIf(queue.IsClosed, this);
        return new OpenClExecutor(Device, session);
    }

    /// <inheritdoc/>
    public override void Finish() => Check(OpenClApi.clFinish(queue), nameof(OpenClApi.clFinish));

    /// <inheritdoc/>
    public override void Dispose()
    {
        kernels.Dispose();
        session.Close(queue);
    }

    /// <inheritdoc/>
    protected override IDeviceMemory Take(long length, long bytes)
    {
        int code;
        nint handle = OpenClApi.clCreateBuffer(session.Context, ReadWrite, (nuint)bytes, 0, &code);
        Check(code, nameof(OpenClApi.clCreateBuffer));
        return new OpenClMemory(new(handle, session.Budget, bytes), length);
    }

    /// <inheritdoc/>
    protected override void Copy(IDeviceMemory memory, nuint place, void* host, nuint bytes, bool toDevice)
    {
        OpenClBuffer buffer = OpenClMemory.BufferOf(memory);
        if (toDevice)
            Check(
                OpenClApi.clEnqueueWriteBuffer(queue, buffer, 1, place, bytes, host, 0, null, null),
                nameof(OpenClApi.clEnqueueWriteBuffer)
            );
        else
            Check(
                OpenClApi.clEnqueueReadBuffer(queue, buffer, 1, place, bytes, host, 0, null, null),
                nameof(OpenClApi.clEnqueueReadBuffer)
            );
    }

    /// <inheritdoc/>
    protected override void Queue(KernelLaunch launch) => Queue(launch, null);

    /// <inheritdoc/>
    protected override TimeSpan Measure(KernelLaunch launch)
    {
        nint handle = 0;
        Queue(launch, &handle);
        using OpenClEvent done = new(handle);
        Finish();
        ulong start = 0,
            end = 0;
        int code = OpenClApi.clGetEventProfilingInfo(done, Started, sizeof(ulong), &start, null);
        if (code == 0)
            code = OpenClApi.clGetEventProfilingInfo(done, Ended, sizeof(ulong), &end, null);
        Check(code, nameof(OpenClApi.clGetEventProfilingInfo), launch.Text.Entry);
        return TimeSpan.FromMicroseconds((end - start) / 1000.0);
    }

    private void Queue(KernelLaunch launch, nint* done)
    {
        ObjectDisposedException.ThrowIf(queue.IsClosed, this);
        string name = launch.Text.Entry;
        OpenClKernel kernel = kernels.Of(launch.Text);
        nuint* global = stackalloc nuint[] { (nuint)launch.Global.X, (nuint)launch.Global.Y, (nuint)launch.Global.Z };
        nuint* local = stackalloc nuint[] { (nuint)launch.Local.X, (nuint)launch.Local.Y, (nuint)launch.Local.Z };
        uint place = 0;
        foreach (KernelArgument argument in launch.Arguments)
        {
            ulong bits = argument.Run is { } run ? (ulong)run.Start : argument.Bits;
            if (argument.Run is { } at)
            {
                nint buffer = OpenClMemory.BufferOf(at.Memory).DangerousGetHandle();
                Set(kernel, place++, (nuint)sizeof(nint), &buffer, name);
            }
            if (!argument.IsTable)
                Set(kernel, place++, (nuint)(argument.Run is null ? argument.Size : sizeof(ulong)), &bits, name);
        }
        int code = OpenClApi.clEnqueueNDRangeKernel(queue, kernel, 3, null, global, local, 0, null, done);
        GC.KeepAlive(launch); // the driver holds the buffers from here on
        Check(code, nameof(OpenClApi.clEnqueueNDRangeKernel), name);
    }

    private void Set(OpenClKernel kernel, uint place, nuint size, void* value, string name) =>
        Check(OpenClApi.clSetKernelArg(kernel, place, size, value), nameof(OpenClApi.clSetKernelArg), name);

    private void Check(int code, string call, string? kernel = null) =>
        OpenClError.Codes.Check(code, call, Device.Name, kernel);
}
