namespace RuleCompiler.Devices;

/// <summary>What buffers and programs of one device belong to.</summary>
internal sealed class OpenClContext(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseContext(handle);
}

/// <summary>Commands, one after the other.</summary>
internal sealed class OpenClQueue(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseCommandQueue(handle);
}

/// <summary>A compiled text.</summary>
internal sealed class OpenClProgram(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseProgram(handle);
}

/// <summary>A function of a program that can be launched.</summary>
internal sealed class OpenClKernel(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseKernel(handle);
}

/// <summary>Memory of the device.</summary>
internal sealed class OpenClBuffer(nint handle, MemoryBudget budget, long bytes) : DriverHandle(handle)
{
    protected override int Release(nint handle)
    {
        budget.Return(bytes);
        return OpenClApi.clReleaseMemObject(handle);
    }
}

/// <summary>A command that is done some time.</summary>
internal sealed class OpenClEvent(nint handle) : DriverHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseEvent(handle);
}
