using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>How often a step runs.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public enum Often
{
    /// <summary>Once, when weights are loaded.</summary>
    Once,

    /// <summary>For each sample.</summary>
    Sample,

    /// <summary>For each column of each sample.</summary>
    Row,
}

/// <summary>One launch of a kernel, as generated code tells it to every kind of device.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract record DeviceStep(string Remark, Often Often)
{
    /// <summary>The policy's number; −1 where the skeleton needs none.</summary>
    public int Policy { get; init; } = -1;

    /// <summary>The buffers that the policy names, in its order.</summary>
    public DevicePlace[] Operands { get; init; } = [];

    /// <summary>Whether it runs only where layers' values are asked for.</summary>
    public bool IsObserved { get; init; }

    /// <summary>Whether a caller may give its results in its place.</summary>
    public bool IsFirstSums { get; init; }

    /// <summary>What is whole after it.</summary>
    public DeviceTap[] Taps { get; init; } = [];
}

/// <summary>Formulas at every unit.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Channels">C.</param>
/// <param name="Length">Units of a channel.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PointwiseStep(string Remark, Often Often, int Channels, int Length) : DeviceStep(Remark, Often)
{
    /// <summary>Whether the formulas are added over the columns of a sample.</summary>
    public bool AddsColumns { get; init; }
}

/// <summary>Products over a layer, or plain sums over its windows.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Shape">The layer.</param>
/// <param name="Adjoint">Whether from its outputs to its inputs.</param>
/// <param name="Repeats">How often a sample holds the layer: rows of a dense layer.</param>
/// <param name="Source">The units that are multiplied.</param>
/// <param name="Target">The units that sums are stored for.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ProductStep(
    string Remark,
    Often Often,
    ConvShape Shape,
    bool Adjoint,
    int Repeats,
    DeviceUnits Source,
    DeviceUnits Target
) : DeviceStep(Remark, Often)
{
    /// <summary>The weights [OutC, C/Groups, KH, KW]; null for plain sums.</summary>
    public DevicePlace? Weights { get; init; }
}

/// <summary>A formula at every pair of an input and an output that a weight joins.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Shape">The layer.</param>
/// <param name="Adjoint">Whether the sum is over outputs.</param>
/// <param name="Input">The layer's inputs.</param>
/// <param name="Output">Its outputs.</param>
/// <param name="Weights">[OutC, C/Groups, KH, KW].</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PairStep(
    string Remark,
    Often Often,
    ConvShape Shape,
    bool Adjoint,
    DeviceUnits Input,
    DeviceUnits Output,
    DevicePlace Weights
) : DeviceStep(Remark, Often);

/// <summary>A formula at every pair of an input and an output of a pool.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Shape">The pool.</param>
/// <param name="Kind">Its weights.</param>
/// <param name="Adjoint">Whether the sum is over outputs.</param>
/// <param name="Decides">What decides the maximum.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PoolStep(
    string Remark,
    Often Often,
    ConvShape Shape,
    PoolKind Kind,
    bool Adjoint,
    DevicePlace Decides
) : DeviceStep(Remark, Often);

/// <summary>Values moved up, or relevance moved back down.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Map">Where values go.</param>
/// <param name="Adjoint">Whether from outputs to inputs.</param>
/// <param name="Clears">Whether places that get no value become 0.</param>
/// <param name="From">What is read.</param>
/// <param name="To">What is written.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record MoveStep(
    string Remark,
    Often Often,
    StridedMap Map,
    bool Adjoint,
    bool Clears,
    DevicePlace From,
    DevicePlace To
) : DeviceStep(Remark, Often);

/// <summary>A percentile over a layer's units.</summary>
/// <param name="Remark">What it computes.</param>
/// <param name="Often">How often it runs.</param>
/// <param name="Percent">0 … 100.</param>
/// <param name="From">The numbers.</param>
/// <param name="To">One for each row.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record PercentileStep(string Remark, Often Often, double Percent, DevicePlace From, DevicePlace To)
    : DeviceStep(Remark, Often);
