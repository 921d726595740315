using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>Shapes without the batch, of any rank from 1: [C,H,W], [features], [rows,features].</summary>
internal static class Shapes
{
    /// <summary>The number of elements; exact up to <see cref="int.MaxValue"/>, some greater number beyond.</summary>
    public static long Count(EquatableArray<int> shape) =>
        shape.Aggregate(1L, (count, extent) => count > int.MaxValue ? count : count * extent);

    /// <summary>The last extent: what a dense layer sums over.</summary>
    public static int Last(EquatableArray<int> shape) => shape[shape.Count - 1];

    public static string Text(EquatableArray<int> shape) => $"[{string.Join(",", shape)}]";
}
