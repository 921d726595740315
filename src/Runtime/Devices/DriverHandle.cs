using System.Runtime.InteropServices;

namespace RuleCompiler.Devices;

/// <summary>An object of a driver's, released once, and counted while it lives.</summary>
internal abstract class DriverHandle : SafeHandle
{
    private static int alive;

    protected DriverHandle(nint handle)
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

    /// <summary>Gives the object back to the driver, which returns 0 unless it fails.</summary>
    protected abstract int Release(nint handle);
}
