namespace RuleCompiler.PatternEstimation;

/// <summary>Which samples of the stream measure quality: by their number, so that batches and threads change nothing.</summary>
internal static class HoldOut
{
    public static bool Has(PatternOptions options, long sample) =>
        options.HoldOut > 0 && sample % options.HoldOut == options.HoldOut - 1;

    /// <summary>Whether a held-out sample fits v; the others evaluate it.</summary>
    public static bool Fits(PatternOptions options, long sample) => sample / options.HoldOut % 2 == 0;

    /// <summary>The patches of a held-out sample: evenly spread, from a place that its number draws.</summary>
    public static IEnumerable<int> Patches(PatternOptions options, long sample, int count)
    {
        int wanted = Math.Min(options.QualityPatches, count);
        int first = new SampleRandom(0, sample).Below(count);
        for (int i = 0; i < wanted; i++)
            yield return (int)((first + ((long)i * count / wanted)) % count);
    }
}
