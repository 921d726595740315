namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The weights of golden networks that are too large to be stored (golden.json, field generator).</summary>
internal static class GoldenGenerator
{
    /// <summary>Uniform numbers in [low, high) from splitmix64, seeded with the FNV-1a-64 hash of the name.</summary>
    public static float[] Fill(string name, int count, double low, double high) =>
        [.. Uniform(name).Take(count).Select(uniform => (float)(low + (high - low) * uniform))];

    /// <summary>Nearly normal numbers: sums of twelve consecutive uniform ones, left to right, minus 6.</summary>
    public static double[] Normal12(string name, int count) =>
        [.. Uniform(name).Take(12 * count).Chunk(12).Select(twelve => twelve.Aggregate((sum, u) => sum + u) - 6)];

    private static IEnumerable<double> Uniform(string name)
    {
        ulong state = 0xcbf29ce484222325;
        foreach (char c in name)
            state = (state ^ c) * 0x100000001b3;

        while (true)
        {
            state += 0x9e3779b97f4a7c15;
            ulong z = state;
            z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
            z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
            z ^= z >> 31;
            yield return (z >> 11) * (1.0 / (1UL << 53));
        }
    }

    /// <summary>
    /// The tensor of a parameter: of a Dense or Conv2d ± √(6 / fan-in), biases ± 0.1; of a batch norm scale and variance
    /// 0.5 to 1.5, shift and mean ± 0.2.
    /// </summary>
    public static float[] Parameter(string tag, string name, int[] shape)
    {
        int count = shape.Aggregate((product, extent) => product * extent);
        if (name.Split('.')[^2].StartsWith("bn", StringComparison.Ordinal))
            return name.EndsWith(".weight", StringComparison.Ordinal) || name.EndsWith("_var", StringComparison.Ordinal)
                ? Fill($"{tag}/{name}", count, 0.5, 1.5)
                : Fill($"{tag}/{name}", count, -0.2, 0.2);
        double bound = shape.Length == 1 ? 0.1 : Math.Sqrt(6.0 / (count / shape[0]));
        return Fill($"{tag}/{name}", count, -bound, bound);
    }
}
