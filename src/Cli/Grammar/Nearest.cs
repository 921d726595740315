namespace RuleCompiler.Cli.Grammar;

/// <summary>Finds what somebody probably meant.</summary>
internal static class Nearest
{
    /// <summary>The names that differ least from a word, best first; none where none is near.</summary>
    public static string[] To(string word, IEnumerable<string> names, int most = 3) =>
        [
            .. names
                .Select(name => (name, distance: Distance(word.ToLowerInvariant(), name.ToLowerInvariant())))
                .Where(n => n.distance <= Math.Max(2, word.Length / 3) || Contains(n.name, word))
                .OrderBy(n => n.distance)
                .ThenByDescending(n => n.name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
                .Take(most)
                .Select(n => n.name),
        ];

    /// <summary>"; did you mean …?" or nothing.</summary>
    public static string Hint(string word, IEnumerable<string> names) =>
        To(word, names) is { Length: > 0 } near ? $"did you mean {string.Join(" or ", near)}? " : "";

    private static bool Contains(string name, string word) =>
        word.Length >= 3 && name.Contains(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Insertions, deletions and replacements from one word to the other.</summary>
    private static int Distance(string from, string to)
    {
        int[] row = [.. Enumerable.Range(0, to.Length + 1)];
        for (int i = 1; i <= from.Length; i++)
        {
            (int diagonal, row[0]) = (row[0], i);
            for (int j = 1; j <= to.Length; j++)
            {
                int replaced = diagonal + (from[i - 1] == to[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, 1 + Math.Min(row[j], row[j - 1]));
            }
        }
        return row[^1];
    }
}
