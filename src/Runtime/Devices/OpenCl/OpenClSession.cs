namespace RuleCompiler.Devices;

/// <summary>An open device: the context and the programs that its queues share. It is closed with the last of them.</summary>
internal sealed unsafe class OpenClSession
{
    private const ulong Profiling = 2;
    private readonly Device device;
    private int queues;

    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    public OpenClSession(Device device, FileCache? cache)
    {
        this.device = device;
        if (!device.HasCompiler)
            throw new DeviceException(DeviceFault.Build, $"{device} has no compiler: choose another device.")
            {
                Device = device.Name,
            };
        int code;
        nint* properties = stackalloc nint[] { 0x1084, device.Ids.Platform, 0 };
        nint id = device.Ids.Device;
        nint handle = OpenClApi.clCreateContext(properties, 1, &id, 0, 0, &code);
        OpenClError.Check(code, nameof(OpenClApi.clCreateContext), device.Name);
        Context = new(handle);
        Programs = new(device, Context, cache);
    }

    /// <summary>What buffers belong to.</summary>
    public OpenClContext Context { get; }

    /// <summary>The built texts.</summary>
    public OpenClPrograms Programs { get; }

    /// <summary>A queue, which is to be given to <see cref="Close"/>.</summary>
    /// <exception cref="DeviceException">The driver refuses; the session is closed if that was its first queue.</exception>
    public OpenClQueue Open()
    {
        Interlocked.Increment(ref queues);
        int code;
        nint handle = OpenClApi.clCreateCommandQueue(Context, device.Ids.Device, Profiling, &code);
        if (code == 0)
            return new(handle);
        Left();
        throw OpenClError.Of(code, nameof(OpenClApi.clCreateCommandQueue), device.Name, null);
    }

    /// <summary>Releases a queue; once, however often it is called.</summary>
    public void Close(OpenClQueue queue)
    {
        lock (queue)
        {
            if (queue.IsClosed)
                return;
            queue.Dispose();
        }
        Left();
    }

    private void Left()
    {
        if (Interlocked.Decrement(ref queues) > 0)
            return;
        Programs.Dispose();
        Context.Dispose();
    }
}
