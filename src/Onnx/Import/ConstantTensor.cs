namespace RuleCompiler.OnnxImport;

/// <summary>A tensor whose values are known when a model is imported: weights, shapes, bounds.</summary>
/// <remarks>It holds real numbers or whole ones; truth values are whole ones, 0 and 1.</remarks>
internal sealed class ConstantTensor
{
    public ConstantTensor(int[] shape, float[] reals) => (Shape, Reals) = (shape, reals);

    public ConstantTensor(int[] shape, long[] integers) => (Shape, Integers) = (shape, integers);

    /// <summary>The length of every axis; empty for a single number.</summary>
    public int[] Shape { get; }

    /// <summary>The values in memory order, or null where they are whole numbers.</summary>
    public float[]? Reals { get; }

    /// <summary>The values in memory order, or null where they are real numbers.</summary>
    public long[]? Integers { get; }

    public int Count => Reals?.Length ?? Integers!.Length;
}
