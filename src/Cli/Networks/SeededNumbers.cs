namespace RuleCompiler.Cli.Networks;

/// <summary>Reproducible numbers: FNV-1a-64 of a name seeds splitmix64, as for the golden networks of the tests.</summary>
internal static class SeededNumbers
{
    /// <summary>Numbers even between two bounds, computed in double and rounded to float32.</summary>
    public static float[] Fill(string name, long count, double low, double high)
    {
        ulong state = 0xCBF29CE484222325;
        foreach (char c in name)
            state = unchecked((state ^ c) * 0x100000001B3);
        float[] values = new float[count];
        for (int i = 0; i < values.Length; i++)
        {
            // SplitMix64's state is a counter, so that each number can be had by itself
            ulong z = unchecked(state + ((ulong)(i + 1) * 0x9E3779B97F4A7C15));
            z = unchecked((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9);
            z = unchecked((z ^ (z >> 27)) * 0x94D049BB133111EB);
            double uniform = ((z ^ (z >> 31)) >> 11) * (1.0 / (1L << 53));
            values[i] = (float)(low + ((high - low) * uniform));
        }
        return values;
    }
}
