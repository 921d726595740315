using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A compiled network and composite as launches of kernels: what the runtime walks on any device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record DevicePlan
{
    /// <summary>What fills the holes of skeletons, by number.</summary>
    public required KernelPolicy[] Policies { get; init; }

    /// <summary>Once, when weights are loaded.</summary>
    public required DeviceStep[] Prepare { get; init; }

    /// <summary>For each batch.</summary>
    public required DeviceStep[] Forward { get; init; }

    /// <summary>For each batch.</summary>
    public required DeviceStep[] Backward { get; init; }

    /// <summary>What the caller gave that is asked for before the forward pass.</summary>
    public DeviceTap[] GivenValues { get; init; } = [];

    /// <summary>What the caller gave that is asked for before the backward pass.</summary>
    public DeviceTap[] GivenRelevances { get; init; } = [];

    /// <summary>The network's input; one place per member of a carrier.</summary>
    public required DevicePlace[] Inputs { get; init; }

    /// <summary>The reference input; null where nothing reads it.</summary>
    public DevicePlace? Reference { get; init; }

    /// <summary>The network's output.</summary>
    public required DevicePlace[] Outputs { get; init; }

    /// <summary>The sums of the first layer, which a caller may give; null where there are none.</summary>
    public DevicePlace? FirstSums { get; init; }

    /// <summary>The relevance at the output.</summary>
    public required DevicePlace[] Starts { get; init; }

    /// <summary>The relevance at the input, by channel.</summary>
    public required DevicePlace[] Results { get; init; }

    /// <summary>Floats for each sample.</summary>
    public required long SampleFloats { get; init; }

    /// <summary>Floats for each row.</summary>
    public required long RowFloats { get; init; }

    /// <summary>Floats that are computed once.</summary>
    public required long SharedFloats { get; init; }

    /// <summary>Floats for each sample where layers' values are asked for.</summary>
    public required long ObservedFloats { get; init; }
}
