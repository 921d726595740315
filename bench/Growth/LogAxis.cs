namespace RuleCompiler.Bench.Growth;

/// <summary>A logarithmic axis of a chart.</summary>
/// <param name="Low">The value at <paramref name="Begin"/>.</param>
/// <param name="High">The value at <paramref name="End"/>.</param>
/// <param name="Begin">In pixels.</param>
/// <param name="End">In pixels.</param>
internal sealed record LogAxis(double Low, double High, double Begin, double End)
{
    /// <summary>The pixels of a value.</summary>
    public double At(double value) => Begin + ((End - Begin) * Math.Log(value / Low) / Math.Log(High / Low));

    /// <summary>The values 1, 2 and 5 of every decade within the axis; of more than two decades 1 alone.</summary>
    public IEnumerable<double> Ticks()
    {
        bool coarse = Math.Log10(High / Low) > 2.2;
        for (int decade = (int)Math.Floor(Math.Log10(Low)); Math.Pow(10, decade) <= High; decade++)
        {
            foreach (int digit in coarse ? [1] : new[] { 1, 2, 5 })
            {
                double tick = digit * Math.Pow(10, decade);
                if (tick >= Low * 0.999 && tick <= High * 1.001)
                    yield return tick;
            }
        }
    }
}
