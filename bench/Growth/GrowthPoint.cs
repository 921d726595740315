namespace RuleCompiler.Bench.Growth;

/// <summary>One network of a sweep at one size.</summary>
/// <param name="Size">The batch, width, depth or side.</param>
/// <param name="Operations">Of the products of one explanation of the batch.</param>
/// <param name="Milliseconds">The least of the runs: a jump is to be the program's own, not that of what else the machine does.</param>
internal sealed record GrowthPoint(int Size, double Operations, double Milliseconds)
{
    /// <summary>Time for each unit of work, in nanoseconds a thousand operations.</summary>
    public double Cost => Milliseconds * 1e9 / Operations;
}

/// <summary>A sweep with one number of threads.</summary>
/// <param name="Points">By size, ascending.</param>
internal sealed record GrowthCurve(int Threads, IReadOnlyList<GrowthPoint> Points)
{
    /// <summary>Time over size.</summary>
    public PowerFit Time => PowerFit.Of([.. Points.Select(p => ((double)p.Size, p.Milliseconds))]);

    /// <summary>Operations over size: what time would do if every operation cost the same.</summary>
    public PowerFit Work => PowerFit.Of([.. Points.Select(p => ((double)p.Size, p.Operations))]);

    /// <summary>The steepest step up between neighbours in time for each unit of work, below 1 if there is none.</summary>
    public (double Factor, int From, int To) Jump =>
        Points
            .Zip(Points.Skip(1))
            .Select(pair => (pair.Second.Cost / pair.First.Cost, pair.First.Size, pair.Second.Size))
            .MaxBy(jump => jump.Item1);
}
