using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>An object of the driver's, released once, and counted while it lives.</summary>
internal abstract class OpenClHandle : SafeHandle
{
    private static int alive;

    protected OpenClHandle(nint handle)
        : base(0, ownsHandle: true)
    {
        SetHandle(handle);
        Interlocked.Increment(ref alive);
    }

    /// <summary>How many objects of all drivers have not been released.</summary>
    public static int Alive => Volatile.Read(ref alive);

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        Interlocked.Decrement(ref alive);
        return Release(handle) == 0;
    }

    protected abstract int Release(nint handle);
}

/// <summary>What buffers and programs of one device belong to.</summary>
internal sealed class OpenClContext(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseContext(handle);
}

/// <summary>Commands, one after the other.</summary>
internal sealed class OpenClQueue(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseCommandQueue(handle);
}

/// <summary>A compiled text.</summary>
internal sealed class OpenClProgram(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseProgram(handle);
}

/// <summary>A function of a program that can be launched.</summary>
internal sealed class OpenClKernel(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseKernel(handle);
}

/// <summary>Memory of the device.</summary>
internal sealed class OpenClBuffer(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseMemObject(handle);
}

/// <summary>A command that is done some time.</summary>
internal sealed class OpenClEvent(nint handle) : OpenClHandle(handle)
{
    protected override int Release(nint handle) => OpenClApi.clReleaseEvent(handle);
}
