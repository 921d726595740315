using RuleCompiler;

namespace BinaryStrings;

/// <summary>The signals of which the paper's two are one each, so that what is said of a method rests on more than those.</summary>
public static class Kinds
{
    /// <summary>Some strings with one block of exactly five ones, and beside it at most as many ones in any five components.</summary>
    /// <param name="count">How many.</param>
    /// <param name="closest">The most ones in five components disjoint from the block: 2 as in Fig. 2, 4 as in Fig. 3.</param>
    public static IEnumerable<Signal> Draw(int count, int closest)
    {
        int[] words = [.. Enumerable.Range(0, Strings.Count).Where(word => Closest((uint)word) == closest)];
        new SampleRandom(4, closest).Shuffle(words);
        return words.Take(count).Select(word => new Signal($"{closest} of 5", Text((uint)word)));
    }

    /// <summary>The most ones in five components disjoint from the block; −1 where there is not one block of five.</summary>
    public static int Closest(uint word)
    {
        string text = Text(word);
        int at = text.IndexOf(Block, StringComparison.Ordinal);
        if (at < 0 || text.IndexOf(Block, at + 1, StringComparison.Ordinal) >= 0)
            return -1;
        return Enumerable
            .Range(0, Blocks.Places)
            .Where(place => Math.Abs(place - at) >= Blocks.Block)
            .Max(place => text.AsSpan(place, Blocks.Block).Count('1'));
    }

    private static string Block { get; } = new('1', Blocks.Block);

    private static string Text(uint word) =>
        string.Concat(Enumerable.Range(0, Blocks.Length).Select(i => (word >> i & 1) != 0 ? '1' : '0'));
}
