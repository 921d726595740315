using System.ComponentModel;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>A step with the memory it works on.</summary>
/// <param name="Step">The step.</param>
/// <param name="Samples">N.</param>
/// <param name="Columns">Rows of a sample; 1 where the step runs for each sample.</param>
/// <param name="Operands">The policy's buffers; of moves and percentiles what is read, then what is written.</param>
/// <param name="Policy">What fills the holes.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record BoundStep(DeviceStep Step, int Samples, int Columns, DeviceRun[] Operands, KernelPolicy Policy)
{
    /// <summary>The layer's weights; of a pool what decides its maximum; null where there are none.</summary>
    public DeviceRun? Weights { get; init; }

    /// <summary>The numbers of the layer or of the map, on the device; null where there are none.</summary>
    public DeviceRun? Table { get; init; }

    /// <summary>The layer and its direction; null where there is none.</summary>
    public ProductGeometry? Geometry { get; init; }

    /// <summary>The map; null where there is none.</summary>
    public DeviceMoves? Moves { get; init; }

    /// <summary>How many columns are added, where the step adds columns.</summary>
    public int Summed { get; init; } = 1;
}
