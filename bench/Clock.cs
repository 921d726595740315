using System.Diagnostics;

namespace RuleCompiler.Bench;

/// <summary>Times a piece of work.</summary>
internal static class Clock
{
    /// <summary>Median seconds of <paramref name="runs"/> runs after a warm-up that lets the JIT finish.</summary>
    public static double Median(Action work, int runs = 9)
    {
        var warm = Stopwatch.StartNew();
        do work();
        while (warm.ElapsedMilliseconds < 250);
        var seconds = new double[runs];
        for (int i = 0; i < runs; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work();
            seconds[i] = Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
        Array.Sort(seconds);
        return seconds[runs / 2];
    }
}
