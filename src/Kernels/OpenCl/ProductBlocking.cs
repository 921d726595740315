namespace RuleCompiler.Kernels;

/// <summary>How a product is cut for a device.</summary>
/// <param name="Skeleton">The text.</param>
/// <param name="Rows">Rows of a work-group's block.</param>
/// <param name="Columns">Columns of it.</param>
/// <param name="Side">Items of a work-group along each side.</param>
/// <param name="Constants">The names that the text expects.</param>
internal sealed record ProductBlocking(
    string Skeleton,
    int Rows,
    int Columns,
    int Side,
    IReadOnlyList<(string Name, int Value)> Constants
)
{
    /// <summary>The cut for a device and a number of target channels.</summary>
    public static ProductBlocking For(DeviceTraits device, int targetChannels) =>
        device.IsProcessor ? Block(device, targetChannels) : Tile(device);

    /// <summary>
    /// Registers hold 6×2 vectors (16 registers) or, of 16 lanes, 8×2 (of 32); the packed operands and the sums take at
    /// most half of the local memory, which is cache.
    /// </summary>
    private static ProductBlocking Block(DeviceTraits device, int targetChannels)
    {
        int lanes = Math.Clamp(DeviceTraits.LargestPower(device.VectorWidth), 2, 16),
            down = lanes == 16 ? 8 : 6,
            across = 2 * lanes;
        // few heights, so that few programs are compiled
        int rows = (targetChannels <= 4 * down ? 4 : 16) * down,
            columns = Math.Max(across, 128),
            terms = 256;
        while (Bytes(rows, columns, terms) > device.LocalMemory / 2 && terms > 32)
            terms /= 2;
        while (Bytes(rows, columns, terms) > device.LocalMemory / 2 && columns > across)
            columns /= 2;
        while (Bytes(rows, columns, terms) > device.LocalMemory && rows > down)
            rows -= down;
        return new(
            "product-block",
            rows,
            columns,
            1,
            [
                ("LANES", lanes),
                ("TILE_M", down),
                ("TILE_V", 2),
                ("BLOCK_M", rows),
                ("BLOCK_N", columns),
                ("BLOCK_K", terms),
            ]
        );
    }

    private static long Bytes(long rows, long columns, long terms) =>
        sizeof(float) * ((rows * terms) + (terms * (columns + 16)) + (rows * columns));

    /// <summary>16×16 items, or 8×8 or 4×4 where work-groups are small.</summary>
    private static ProductBlocking Tile(DeviceTraits device)
    {
        int side =
            device.WorkGroupSize >= 256 ? 16
            : device.WorkGroupSize >= 64 ? 8
            : 4;
        return new("product-tile", 4 * side, 4 * side, side, [("SIDE", side)]);
    }
}
