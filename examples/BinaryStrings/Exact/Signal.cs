namespace BinaryStrings;

/// <summary>A binary string with one block of ones.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Text">The string, component 0 first.</param>
public sealed record Signal(string Name, string Text)
{
    /// <summary>No five components beside the block are close to being ones (as in Fig. 2 of Macdonald et al. 2020).</summary>
    public static Signal Alone { get; } = new("one block", "0100111110010010");

    /// <summary>Four of five components beside the block are ones (as in Fig. 3).</summary>
    public static Signal Distracted { get; } = new("block and decoy", "0111110011011000");

    /// <summary>The string as a word: bit i is component i.</summary>
    public uint Word =>
        Text.Select((letter, i) => letter == '1' ? 1u << i : 0).Aggregate(0u, (word, bit) => word | bit);

    /// <summary>The string as the network reads it, [16].</summary>
    public float[] Values => [.. Text.Select(letter => letter == '1' ? 1f : 0)];

    /// <summary>The components of the block, as a word: the smallest set without distortion.</summary>
    public uint Block =>
        ((1u << Blocks.Block) - 1) << Text.IndexOf(new string('1', Blocks.Block), StringComparison.Ordinal);
}
