namespace RuleCompiler.Kernels;

/// <summary>How products are cut for a device.</summary>
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
    /// <summary>The cut for a device, a policy's sums and a number of target channels.</summary>
    /// <exception cref="ArgumentException">The device has too little local memory for so many sources, maps and sums.</exception>
    public static ProductBlocking For(DeviceTraits device, KernelPolicy policy, int targetChannels) =>
        device.IsProcessor ? Block(device, policy, targetChannels) : Tile(device, policy);

    /// <summary>
    /// Registers hold 6×2 vectors (16 registers) or, of 16 lanes, 8×2 (of 32); the packed operands and the sums take at
    /// most half of the local memory, which is cache, where blocks do not become too small for it.
    /// </summary>
    private static ProductBlocking Block(DeviceTraits device, KernelPolicy policy, int targetChannels)
    {
        int lanes = Math.Clamp(DeviceTraits.LargestPower(device.VectorWidth), 2, 16),
            down = lanes == 16 ? 8 : 6,
            across = 2 * lanes;
        // few heights, so that few programs are compiled
        int rows = (targetChannels <= 4 * down ? 4 : 16) * down,
            columns = Math.Max(across, 128),
            terms = 256;
        while (Bytes() > device.LocalMemory / 2 && terms > 32)
            terms /= 2;
        while (Bytes() > device.LocalMemory / 2 && columns > across)
            columns /= 2;
        while (Bytes() > device.LocalMemory && rows > down)
            rows -= down;
        while (Bytes() > device.LocalMemory && terms > 1)
            terms /= 2;
        return Bytes() > device.LocalMemory
            ? throw TooLittle(device, policy)
            : new(
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

        long Bytes() =>
            sizeof(float)
            * (
                (policy.Maps.Count * (long)rows * terms)
                + (policy.Sources.Count * (long)terms * (columns + 16))
                + (policy.Products.Count * (long)rows * columns)
            );
    }

    /// <summary>
    /// 16×16 items, or 8×8 or 4×4 where work-groups are small; an item has 4×4 numbers of each sum, or fewer of many
    /// sums, since they are registers.
    /// </summary>
    private static ProductBlocking Tile(DeviceTraits device, KernelPolicy policy)
    {
        int largest = device.WorkGroupSize >= 256 ? 16
            : device.WorkGroupSize >= 64 ? 8
            : 4,
            most = policy.Products.Count <= 4 ? 4
            : policy.Products.Count <= 16 ? 2
            : 1;
        for (int side = largest; side >= 4; side /= 2)
        {
            for (int each = most; each >= 1; each /= 2)
            {
                // items load whole terms of a tile: as many as share one term's columns, or a multiple
                for (int terms = 16; terms >= Math.Max(4, side / each); terms /= 2)
                {
                    int tile = each * side;
                    long bytes =
                        sizeof(float)
                        * terms
                        * (((long)policy.Maps.Count * (tile + 1)) + ((long)policy.Sources.Count * tile));
                    if (bytes <= device.LocalMemory)
                        return new(
                            "product-tile",
                            tile,
                            tile,
                            side,
                            [("SIDE", side), ("EACH", each), ("TERMS", terms)]
                        );
                }
            }
        }
        throw TooLittle(device, policy);
    }

    private static ArgumentException TooLittle(DeviceTraits device, KernelPolicy policy) =>
        new(
            $"{device.LocalMemory} bytes of local memory are too little for products of {policy.Sources.Count} sources and {policy.Maps.Count} maps: choose another device.",
            nameof(device)
        );
}
