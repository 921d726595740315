using RuleCompiler.Kernels;

namespace RuleCompiler.Devices;

/// <summary>What a step's kernel must know of its layer, on the device.</summary>
/// <param name="Geometry">The layer and its direction.</param>
/// <param name="Moves">The map.</param>
/// <param name="Numbers">The numbers; null where there are none.</param>
internal sealed record StepTables(ProductGeometry? Geometry, DeviceMoves? Moves, IReadOnlyList<int>? Numbers)
{
    /// <summary>The numbers on the device.</summary>
    public IDeviceMemory? Memory { get; init; }

    public static StepTables Of(DeviceStep step) =>
        step switch
        {
            ProductStep p => Products(new(p.Shape, p.Adjoint)),
            PairStep p => Products(ProductGeometry.Exact(p.Shape, p.Adjoint)),
            PoolStep p => new(null, null, DevicePools.Geometry(p.Shape)),
            MoveStep m => Map(new(m.Map), m.Adjoint),
            _ => new(null, null, null),
        };

    private static StepTables Products(ProductGeometry geometry) => new(geometry, null, geometry.Numbers);

    private static StepTables Map(DeviceMoves moves, bool adjoint) =>
        new(null, moves, adjoint ? moves.Backward : moves.Forward);
}
