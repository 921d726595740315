namespace RuleCompiler;

/// <summary>What sort of device runs kernels.</summary>
public enum DeviceKind
{
    /// <summary>Whatever there is: a GPU before an accelerator before a CPU.</summary>
    Any,

    /// <summary>A processor that also runs the program, seen as a device.</summary>
    Cpu,

    /// <summary>A graphics processor.</summary>
    Gpu,

    /// <summary>Anything else that computes.</summary>
    Accelerator,
}
