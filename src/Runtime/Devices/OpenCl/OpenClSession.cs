namespace RuleCompiler.Devices;

/// <summary>An open OpenCL device: the context and the programs that its queues share.</summary>
internal sealed unsafe class OpenClSession : DeviceSession<OpenClQueue>
{
    private const ulong Profiling = 2;

    /// <exception cref="DeviceException">The driver refuses, or the device cannot compile.</exception>
    public OpenClSession(Device device, FileCache? cache)
        : base(device)
    {
        if (!device.HasCompiler)
            throw new DeviceException(DeviceFault.Build, $"{device} has no compiler: choose another device.")
            {
                Device = device.Name,
            };
        int code;
        nint* properties = stackalloc nint[] { 0x1084, device.Ids.Platform, 0 };
        nint id = device.Ids.Device;
        nint handle = OpenClApi.clCreateContext(properties, 1, &id, 0, 0, &code);
        OpenClError.Codes.Check(code, nameof(OpenClApi.clCreateContext), device.Name);
        Context = new(handle);
        Programs = new(device, Context, cache);
    }

    /// <summary>What buffers belong to.</summary>
    public OpenClContext Context { get; }

    /// <summary>The built texts.</summary>
    public OpenClPrograms Programs { get; }

    protected override OpenClQueue MakeQueue()
    {
        int code;
        nint handle = OpenClApi.clCreateCommandQueue(Context, Device.Ids.Device, Profiling, &code);
        OpenClError.Codes.Check(code, nameof(OpenClApi.clCreateCommandQueue), Device.Name);
        return new(handle);
    }

    protected override void Close()
    {
        Programs.Dispose();
        Context.Dispose();
    }
}
