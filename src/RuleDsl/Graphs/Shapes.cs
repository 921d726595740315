namespace RuleCompiler;

/// <summary>Shapes without the batch: [C,H,W], [features] or of any other rank from 1.</summary>
internal static class Shapes
{
    public static int Count(int[] shape)
    {
        int count = 1;
        foreach (int extent in shape)
            count *= extent;
        return count;
    }

    /// <summary>The number of units that share a channel: H·W of an image, 1 of a vector.</summary>
    public static int Plane(int[] shape) => Count(shape) / shape[0];

    /// <summary>Whether all extents are positive and an array can hold the values.</summary>
    public static bool AreValid(int[] shape)
    {
        long count = 1;
        foreach (int extent in shape)
            count = extent < 1 ? long.MaxValue : Math.Min(count, int.MaxValue) * extent;
        return shape.Length > 0 && count <= Array.MaxLength;
    }

    public static string Text(int[] shape) => $"[{string.Join(",", shape)}]";
}
