using System.Diagnostics;

namespace RuleCompiler.Cli.Measuring;

/// <summary>Times a piece of work.</summary>
internal static class Clock
{
    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(250);

    /// <summary>Milliseconds of each run in ascending order, after a warm-up that lets the JIT finish.</summary>
    public static double[] Measure(Action work, int runs, CancellationToken cancellation)
    {
        long begin = Stopwatch.GetTimestamp();
        do
        {
            work();
            cancellation.ThrowIfCancellationRequested();
        } while (Stopwatch.GetElapsedTime(begin) < Warm);
        double[] milliseconds = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
            cancellation.ThrowIfCancellationRequested();
        }
        Array.Sort(milliseconds);
        return milliseconds;
    }

    /// <summary>The middle of ascending numbers.</summary>
    public static double Median(double[] ascending)
    {
        int middle = ascending.Length / 2;
        return ascending.Length % 2 == 1 ? ascending[middle] : (ascending[middle - 1] + ascending[middle]) / 2;
    }
}
