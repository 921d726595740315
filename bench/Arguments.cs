namespace RuleCompiler.Bench;

/// <summary>What table and growth are asked for: names, and numbers behind --name.</summary>
internal sealed record Arguments(IReadOnlyList<string> Names, IReadOnlyDictionary<string, int> Numbers)
{
    /// <exception cref="FormatException">An option has no positive number.</exception>
    public static Arguments Parse(IReadOnlyList<string> arguments)
    {
        List<string> names = [];
        Dictionary<string, int> numbers = [];
        for (int i = 0; i < arguments.Count; i++)
        {
            if (!arguments[i].StartsWith("--", StringComparison.Ordinal))
                names.Add(arguments[i]);
            else if (i + 1 < arguments.Count && int.TryParse(arguments[i + 1], out int number) && number > 0)
                numbers[arguments[i++][2..]] = number;
            else
                throw new FormatException($"{arguments[i]} needs a positive number behind it.");
        }
        return new(names, numbers);
    }

    public int Number(string name, int usual) => Numbers.GetValueOrDefault(name, usual);

    /// <summary>The names that were given, or all.</summary>
    /// <exception cref="FormatException">A name is none of them.</exception>
    public IReadOnlyList<string> Among(IReadOnlyList<string> all) =>
        Names.FirstOrDefault(n => !all.Contains(n)) is { } unknown
            ? throw new FormatException($"'{unknown}' is none of {string.Join(", ", all)}.")
        : Names.Count > 0 ? Names
        : all;

    /// <summary>The numbers of threads to measure: one and all processors, or the one that was asked for.</summary>
    public int[] Threads() =>
        Numbers.TryGetValue("threads", out int asked) ? [asked]
        : Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount]
        : [1];
}
