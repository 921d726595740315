using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Maps as graph texts have them.</summary>
internal static class MapTexts
{
    public static string Print(this StridedMap map) =>
        $"(map (extents {Text(map.Extents)}) (read {Text([map.Read, .. map.ReadStrides])}) "
        + $"(write {Text([map.Write, .. map.WriteStrides])}))";

    /// <summary>The strides of a shape in memory order.</summary>
    public static int[] Strides(int[] shape)
    {
        int[] strides = new int[shape.Length];
        int step = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = step;
            step *= shape[axis];
        }

        return strides;
    }

    private static string Text(IEnumerable<int> numbers) => string.Join(' ', numbers);
}
