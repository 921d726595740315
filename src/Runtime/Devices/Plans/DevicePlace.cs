using System.ComponentModel;

namespace RuleCompiler.Devices;

/// <summary>The memories of a plan on a device.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum DeviceArena
{
    /// <summary>What exists for each sample.</summary>
    Sample,

    /// <summary>What exists for each column of each sample.</summary>
    Row,

    /// <summary>What is computed when weights are loaded.</summary>
    Shared,

    /// <summary>What exists for each sample where layers' values are asked for.</summary>
    Observed,

    /// <summary>Weights, biases and operands of rules, each in a memory of its own.</summary>
    Parameter,
}

/// <summary>Where a buffer lies.</summary>
/// <param name="Arena">The memory.</param>
/// <param name="Offset">Its first float, for each sample or row; of parameters the parameter's number.</param>
/// <param name="Size">Its floats, for each sample or row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DevicePlace(DeviceArena Arena, long Offset, long Size);

/// <summary>A layer's value or relevance that is whole after a step.</summary>
/// <param name="Layer">The layer, as the layout's taps number it.</param>
/// <param name="Channel">The relevance's channel; −1 for the layer's value.</param>
/// <param name="Place">Where it lies.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly record struct DeviceTap(int Layer, int Channel, DevicePlace Place);
