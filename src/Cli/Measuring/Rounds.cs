using System.Diagnostics;

namespace RuleCompiler.Cli.Measuring;

/// <summary>
/// Times several pieces of work in turns, one run of each in every round, so that whatever else the machine does
/// disturbs all of them alike.
/// </summary>
internal static class Rounds
{
    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(600);

    // a run of less would measure the clock; a call of more needs no call before it to bring its data near
    private const double LeastRun = 1;
    private const double Long = 50;

    /// <summary>How long one piece of work took.</summary>
    public static Timing Measure(Action work, int runs, CancellationToken cancellation = default) =>
        Measure([work], runs, cancellation)[0];

    /// <summary>How long each piece of work took, after a warm-up that lets the JIT finish.</summary>
    public static Timing[] Measure(IReadOnlyList<Action> works, int runs, CancellationToken cancellation = default)
    {
        double[] expected = [.. works.Select(work => WarmUp(work, cancellation))];
        double[][] milliseconds = [.. works.Select(_ => new double[runs])];
        for (int round = 0; round < runs; round++)
        {
            for (int i = 0; i < works.Count; i++)
            {
                if (expected[i] < Long)
                    works[i](); // the others left their own data in the caches
                int calls = (int)Math.Max(1, Math.Ceiling(LeastRun / expected[i]));
                milliseconds[i][round] = Time(works[i], calls);
                cancellation.ThrowIfCancellationRequested();
            }
        }
        return [.. milliseconds.Select(Timing.Of)];
    }

    /// <summary>Milliseconds of the fastest warm call.</summary>
    private static double WarmUp(Action work, CancellationToken cancellation)
    {
        double least = double.PositiveInfinity;
        long begin = Stopwatch.GetTimestamp();
        do
        {
            least = Math.Min(least, Time(work, 1));
            cancellation.ThrowIfCancellationRequested();
        } while (Stopwatch.GetElapsedTime(begin) < Warm);
        return Math.Max(least, 1e-6);
    }

    /// <summary>Milliseconds of one call, from several of them one after another.</summary>
    private static double Time(Action work, int calls)
    {
        long start = Stopwatch.GetTimestamp();
        for (int call = 0; call < calls; call++)
            work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds / calls;
    }
}
