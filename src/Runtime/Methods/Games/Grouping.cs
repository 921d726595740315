namespace RuleCompiler;

/// <summary>The features that a method switches on and off: groups of the input's numbers.</summary>
internal sealed class Grouping
{
    private readonly int[] _groups;

    /// <exception cref="ArgumentException">The groups do not fit the input, or their numbers have gaps.</exception>
    public Grouping(Query query)
    {
        int size = query.Input.Length;
        _groups = query.Options.Groups ?? [.. Enumerable.Range(0, size)];
        if (_groups.Length != size)
            throw new ArgumentException(
                $"There are {_groups.Length} groups' numbers for {size} numbers of the input; give one for each.",
                nameof(AttributionOptions.Groups)
            );
        Count = _groups.Max() + 1;
        bool[] seen = new bool[Math.Clamp(Count, 1, size)];
        for (int j = 0; j < size; j++)
        {
            if ((uint)_groups[j] >= (uint)seen.Length)
                throw Gap($"index {j} belongs to group {_groups[j]}");
            seen[_groups[j]] = true;
        }

        int missing = Array.IndexOf(seen, false);
        if (missing >= 0)
            throw Gap($"no number belongs to group {missing}");
        Names = query.Options.Groups is null ? "numbers of the input" : "groups";
    }

    /// <summary>The number of groups.</summary>
    public int Count { get; }

    /// <summary>What messages call them.</summary>
    public string Names { get; }

    /// <summary>Writes the input where a group is kept, the reference elsewhere.</summary>
    public void Mix(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> reference,
        ReadOnlySpan<bool> kept,
        Span<double> mixed
    )
    {
        for (int j = 0; j < mixed.Length; j++)
            mixed[j] = kept[_groups[j]] ? input[j] : reference[j];
    }

    /// <summary>Gives each number its group's value.</summary>
    public double[] Spread(double[] values) => Array.ConvertAll(_groups, group => values[group]);

    private static ArgumentException Gap(string found) =>
        new(
            $"Groups are numbered from 0 without gaps, but {found}; number them again.",
            nameof(AttributionOptions.Groups)
        );
}
