namespace RuleCompiler;

/// <summary>Why a device could not do what was asked.</summary>
public enum DeviceFault
{
    /// <summary>No library, no driver, or no device that fits.</summary>
    Unavailable,

    /// <summary>Its memory does not suffice, or one allocation is larger than it allows.</summary>
    OutOfMemory,

    /// <summary>It, or its driver, stopped working; what lies on it is gone.</summary>
    Lost,

    /// <summary>Its compiler rejected a kernel.</summary>
    Build,

    /// <summary>A call was refused.</summary>
    Refused,
}

/// <summary>A device could not do what was asked. The message says what, where and what to do.</summary>
public sealed class DeviceException : Exception
{
    internal DeviceException(DeviceFault fault, string message, Exception? cause = null)
        : base(message, cause) => Fault = fault;

    /// <summary>Why.</summary>
    public DeviceFault Fault { get; }

    /// <summary>The driver's function that failed, such as <c>clBuildProgram</c>; null where none was called.</summary>
    public string? Call { get; internal init; }

    /// <summary>What the function returned; 0 where none was called.</summary>
    public int Code { get; internal init; }

    /// <summary>The device's name; null where none was chosen.</summary>
    public string? Device { get; internal init; }

    /// <summary>The kernel's name; null where none was meant.</summary>
    public string? Kernel { get; internal init; }

    /// <summary>What the device's compiler said; null unless <see cref="Fault"/> is <see cref="DeviceFault.Build"/>.</summary>
    public string? BuildLog { get; internal init; }
}
