namespace RuleCompiler.Reference;

/// <summary>Shapes without the batch: [C,H,W] or [features].</summary>
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

    public static string Text(int[] shape) => $"[{string.Join(",", shape)}]";
}
