using RuleCompiler;

namespace BinaryStrings;

/// <summary>All binary strings, and what a network says of them.</summary>
public static class Strings
{
    /// <summary>How many there are.</summary>
    public const int Count = 1 << Blocks.Length;

    /// <summary>The network's output at each, [2ᵈ]; bit i of the index is component i.</summary>
    public static float[] Outputs(Explainer network)
    {
        const int atOnce = 1 << 12;
        float[] outputs = new float[Count];
        float[] inputs = new float[atOnce * Blocks.Length];
        for (uint first = 0; first < Count; first += atOnce)
        {
            for (uint n = 0; n < atOnce; n++)
                Write(first + n, inputs.AsSpan((int)n * Blocks.Length, Blocks.Length));
            network.Predict(inputs).CopyTo(outputs, (int)first);
        }

        return outputs;
    }

    /// <summary>Ψ at each.</summary>
    public static float[] Truth() =>
        [.. Enumerable.Range(0, Count).Select(word => Blocks.Contains((uint)word) ? 1f : 0)];

    /// <summary>Writes a word's bits as numbers.</summary>
    public static void Write(uint word, Span<float> into)
    {
        for (int i = 0; i < into.Length; i++)
            into[i] = (word >> i) & 1;
    }
}
