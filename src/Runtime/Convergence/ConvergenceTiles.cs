namespace RuleCompiler;

/// <summary>How much goes down at once.</summary>
/// <param name="Starts">Starting layers in one pass.</param>
/// <param name="Samples">Samples in one pass.</param>
/// <param name="Repeats">Whether there are several passes over one forward pass, whose results are kept aside.</param>
internal readonly record struct ConvergenceTiles(int Starts, int Samples, bool Repeats)
{
    /// <summary>As much as fits: all starting layers of some samples, or else some of one sample; at least one.</summary>
    /// <param name="work">Floats of work space for each sample, and for each row, where the passes run.</param>
    /// <param name="starts">All starting layers.</param>
    /// <param name="samples">N.</param>
    /// <param name="options">The bound.</param>
    public static ConvergenceTiles Of((long Sample, long Row) work, int starts, int samples, ConvergenceOptions options)
    {
        long floats = options.MostBytes / sizeof(float);
        long sample = Math.Max(1, work.Sample);
        // a result of its own for each row beside its work space is read where it lies
        long start = Math.Max(1, work.Row * options.Vectors);
        long fit = floats / (sample + (start * starts));
        if (fit >= 1)
            return new(starts, (int)Math.Min(fit, samples), false);
        long some = Math.Clamp((floats - (2 * sample)) / start, 1, starts);
        return new((int)some, 1, some < starts);
    }
}
