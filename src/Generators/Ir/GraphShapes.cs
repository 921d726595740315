using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>Shapes without the batch: [C,H,W] or [features].</summary>
internal static class Shapes
{
    /// <summary>The number of elements; exact up to <see cref="int.MaxValue"/>, some greater number beyond.</summary>
    public static long Count(EquatableArray<int> shape) =>
        shape.Aggregate(1L, (count, extent) => count > int.MaxValue ? count : count * extent);

    /// <summary>The number of units that share a channel: H·W of an image, 1 of a vector.</summary>
    public static long Plane(EquatableArray<int> shape) => Count(shape) / shape[0];

    public static string Text(EquatableArray<int> shape) => $"[{string.Join(",", shape)}]";
}
