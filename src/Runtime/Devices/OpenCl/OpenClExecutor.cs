using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>
/// A device at work: memory, programs and one queue whose commands run one after the other. Calls may come from any
/// thread, one at a time.
/// </summary>
internal sealed unsafe class OpenClExecutor : IDisposable
{
    private const ulong Profiling = 2;
    private const ulong ReadWrite = 1;
    private const uint Started = 0x1282;
    private const uint Ended = 0x1283;
    private readonly Lock turn = new();
    private readonly Device device;
    private readonly OpenClContext context;
    private readonly OpenClQueue queue;
    private readonly OpenClPrograms programs;

    /// <summary>Opens a device.</summary>
    /// <param name="device">Which.</param>
    /// <param name="cache">Where binaries of programs are kept; nowhere unless given.</param>
    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    public OpenClExecutor(Device device, FileCache? cache = null)
    {
        this.device = device;
        if (!device.HasCompiler)
            throw new DeviceException(DeviceFault.Build, $"{device} has no compiler: choose another device.")
            {
                Device = device.Name,
            };
        Traits = new(
            device.Kind == DeviceKind.Cpu,
            device.ComputeUnits,
            device.VectorWidth,
            device.LocalMemory,
            device.WorkGroupSize
        );
        int code;
        nint* properties = stackalloc nint[] { 0x1084, device.Ids.Platform, 0 };
        nint id = device.Ids.Device;
        nint handle = OpenClApi.clCreateContext(properties, 1, &id, 0, 0, &code);
        OpenClError.Check(code, nameof(OpenClApi.clCreateContext), device.Name);
        context = new(handle);
        handle = OpenClApi.clCreateCommandQueue(context, id, Profiling, &code);
        if (code != 0)
            context.Dispose();
        OpenClError.Check(code, nameof(OpenClApi.clCreateCommandQueue), device.Name);
        queue = new(handle);
        programs = new(device, context, cache);
    }

    /// <summary>How kernels are cut for it.</summary>
    public DeviceTraits Traits { get; }

    /// <summary>How many programs were compiled, and not found in the cache.</summary>
    public int Compiled => programs.Compiled;

    /// <summary>Memory for <paramref name="length"/> numbers of four bytes, with any content; one more for none.</summary>
    /// <exception cref="DeviceException">The device has not so much.</exception>
    public OpenClMemory Allocate(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        // larger ones fail with different codes, or only when they are used
        if (length > device.LargestAllocation / sizeof(float))
            throw new DeviceException(
                DeviceFault.OutOfMemory,
                $"{length} numbers of 4 bytes are asked of {device.Name}, which gives at most {device.LargestAllocation} bytes at once: give smaller batches, or another device."
            )
            {
                Device = device.Name,
            };
        int code;
        nint handle = OpenClApi.clCreateBuffer(
            context,
            ReadWrite,
            (nuint)(Math.Max(1, length) * sizeof(float)),
            0,
            &code
        );
        OpenClError.Check(code, nameof(OpenClApi.clCreateBuffer), device.Name);
        return new(new(handle), length);
    }

    /// <summary>Memory that holds the numbers.</summary>
    /// <exception cref="DeviceException">The device has not so much.</exception>
    public OpenClMemory Upload<T>(ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        OpenClMemory memory = Allocate(numbers.Length);
        try
        {
            Write(memory.All, numbers);
            return memory;
        }
        catch
        {
            memory.Dispose();
            throw;
        }
    }

    /// <summary>Writes to the beginning of a run, after all commands before.</summary>
    /// <exception cref="ArgumentException">The run is shorter.</exception>
    public void Write<T>(DeviceRun run, ReadOnlySpan<T> numbers)
        where T : unmanaged
    {
        Fits<T>(run, numbers.Length);
        if (numbers.IsEmpty)
            return;
        int code;
        lock (turn)
        {
            fixed (T* from = numbers)
                code = OpenClApi.clEnqueueWriteBuffer(
                    queue,
                    BufferOf(run),
                    1,
                    (nuint)(run.Start * sizeof(T)),
                    (nuint)((long)numbers.Length * sizeof(T)),
                    from,
                    0,
                    null,
                    null
                );
        }
        OpenClError.Check(code, nameof(OpenClApi.clEnqueueWriteBuffer), device.Name);
    }

    /// <summary>Reads the beginning of a run, after all commands before.</summary>
    /// <exception cref="ArgumentException">The run is shorter.</exception>
    public void Read<T>(DeviceRun run, Span<T> numbers)
        where T : unmanaged
    {
        Fits<T>(run, numbers.Length);
        if (numbers.IsEmpty)
            return;
        int code;
        lock (turn)
        {
            fixed (T* to = numbers)
                code = OpenClApi.clEnqueueReadBuffer(
                    queue,
                    BufferOf(run),
                    1,
                    (nuint)(run.Start * sizeof(T)),
                    (nuint)((long)numbers.Length * sizeof(T)),
                    to,
                    0,
                    null,
                    null
                );
        }
        OpenClError.Check(code, nameof(OpenClApi.clEnqueueReadBuffer), device.Name);
    }

    /// <summary>Queues a launch, after all commands before; returns before it is done.</summary>
    /// <exception cref="DeviceException">The kernel cannot be built or launched.</exception>
    public void Run(KernelLaunch launch)
    {
        lock (turn)
            Queue(launch, null);
    }

    /// <summary>How long a launch takes on the device.</summary>
    /// <exception cref="DeviceException">The kernel cannot be built or launched.</exception>
    public TimeSpan Time(KernelLaunch launch)
    {
        nint handle = 0;
        lock (turn)
            Queue(launch, &handle);
        if (handle == 0)
            return TimeSpan.Zero;
        using OpenClEvent done = new(handle);
        Finish();
        ulong start = 0,
            end = 0;
        int code = OpenClApi.clGetEventProfilingInfo(done, Started, sizeof(ulong), &start, null);
        if (code == 0)
            code = OpenClApi.clGetEventProfilingInfo(done, Ended, sizeof(ulong), &end, null);
        OpenClError.Check(code, nameof(OpenClApi.clGetEventProfilingInfo), device.Name, launch.Text.Entry);
        return TimeSpan.FromMicroseconds((end - start) / 1000.0);
    }

    /// <summary>Waits until all commands are done.</summary>
    /// <exception cref="DeviceException">One failed.</exception>
    public void Finish() => OpenClError.Check(OpenClApi.clFinish(queue), nameof(OpenClApi.clFinish), device.Name);

    /// <summary>Lets go of the device; memories that are still there go with their own Dispose.</summary>
    public void Dispose()
    {
        programs.Dispose();
        queue.Dispose();
        context.Dispose();
    }

    private void Queue(KernelLaunch launch, nint* done)
    {
        if (launch.Global.IsEmpty)
            return;
        string name = launch.Text.Entry;
        OpenClKernel kernel = programs.Kernel(launch.Text);
        nuint* global = stackalloc nuint[] { (nuint)launch.Global.X, (nuint)launch.Global.Y, (nuint)launch.Global.Z };
        nuint* local = stackalloc nuint[] { (nuint)launch.Local.X, (nuint)launch.Local.Y, (nuint)launch.Local.Z };
        uint place = 0;
        foreach (KernelArgument argument in launch.Arguments)
        {
            ulong bits = argument.Run is { } run ? (ulong)run.Start : argument.Bits;
            if (argument.Run is { } memory)
            {
                nint buffer = BufferOf(memory).DangerousGetHandle();
                Set(kernel, place++, (nuint)sizeof(nint), &buffer, name);
            }
            if (!argument.IsTable)
                Set(kernel, place++, (nuint)(argument.Run is null ? argument.Size : sizeof(ulong)), &bits, name);
        }
        int code = OpenClApi.clEnqueueNDRangeKernel(queue, kernel, 3, null, global, local, 0, null, done);
        GC.KeepAlive(launch); // the driver holds the buffers from here on
        OpenClError.Check(code, nameof(OpenClApi.clEnqueueNDRangeKernel), device.Name, name);
    }

    private void Set(OpenClKernel kernel, uint place, nuint size, void* value, string name) =>
        OpenClError.Check(
            OpenClApi.clSetKernelArg(kernel, place, size, value),
            nameof(OpenClApi.clSetKernelArg),
            device.Name,
            name
        );

    private static void Fits<T>(DeviceRun run, int length)
        where T : unmanaged
    {
        if (sizeof(T) != sizeof(float))
            throw new ArgumentException($"A memory holds numbers of 4 bytes, {typeof(T).Name} has {sizeof(T)}.");
        if (length > run.Length)
            throw new ArgumentException($"{length} numbers do not fit into a run of {run.Length}.", nameof(run));
    }

    private static OpenClBuffer BufferOf(DeviceRun run)
    {
        if (run.Memory is not OpenClMemory memory)
            throw new ArgumentException("The run is not in memory of an OpenCL device.", nameof(run));
        ObjectDisposedException.ThrowIf(memory.Buffer.IsClosed, memory);
        return memory.Buffer;
    }
}
