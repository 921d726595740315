using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler.Kernels;

/// <summary>What happens at each element: loads from and stores to planes of its own.</summary>
public interface IPointwise
{
    /// <summary>Computes the V.Width elements from <paramref name="i"/> on.</summary>
    /// <typeparam name="V">The lanes to compute in.</typeparam>
    void Apply<V>(in Index i)
        where V : struct, ILanes<V>;
}

/// <summary>Runs a policy over every element of an array [samples·columns, channels, length].</summary>
public static class Pointwise
{
    /// <summary>
    /// Applies <paramref name="policy"/> everywhere, in the widest registers the machine has and in single lanes at
    /// the end of each channel. A policy that does not use <see cref="Index.Channel"/> runs fastest over
    /// [samples·columns, 1, channels·length]: the other indices come out the same.
    /// </summary>
    /// <param name="policy">What to do; must be free of races between elements and not change itself.</param>
    /// <param name="samples">N.</param>
    /// <param name="columns">Rows per sample.</param>
    /// <param name="channels">C.</param>
    /// <param name="length">Elements per channel.</param>
    /// <param name="threads">Most threads to use; 0 or less: one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size is negative, or there is no column.</exception>
    public static void Run<P>(in P policy, int samples, int columns, int channels, int length, int threads)
        where P : struct, IPointwise
    {
        if (Vector512.IsHardwareAccelerated)
            Run<P, Lanes512>(policy, samples, columns, channels, length, threads);
        else if (Vector256.IsHardwareAccelerated)
            Run<P, Lanes256>(policy, samples, columns, channels, length, threads);
        else
            Run<P, Lanes128>(policy, samples, columns, channels, length, threads);
    }

    /// <summary>The same in registers of a given width.</summary>
    internal static void Run<P, V>(in P policy, int samples, int columns, int channels, int length, int threads)
        where P : struct, IPointwise
        where V : struct, ILanes<V>
    {
        Require.Count(samples, nameof(samples));
        Require.Columns(columns);
        Require.Count(channels, nameof(channels));
        Require.Count(length, nameof(length));
        int rows = checked(samples * columns);
        nint total = (nint)rows * channels * length;
        if (total == 0)
            return;
        int degree = Workers.Degree(threads, total * 8.0);
        if (degree > 1)
            Share<P, V>(policy, columns, channels, length, rows, degree);
        else
            Alone<P, V>(policy, columns, channels, length, rows);
    }

    /// <summary>Along the elements from start to end of one channel of one row.</summary>
    /// <remarks>
    /// Compiled by itself and at once: inlined into a job a long formula exhausts what the JIT inlines, a profile makes it
    /// inline otherwise, and calls with registers as arguments take several times as long as the formula.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    internal static void Along<P, V>(in P policy, in Index origin, int start, int end)
        where P : struct, IPointwise
        where V : struct, ILanes<V>
    {
        ref P mine = ref Unsafe.AsRef(in policy); // without the copy that C# makes for each call on an in-parameter
        int i = start;
        for (; i <= end - V.Width; i += V.Width)
            mine.Apply<V>(origin.Plus(i));
        for (; i < end; i++)
            mine.Apply<Lane>(origin.Plus(i));
    }

    /// <summary>On this thread alone: what is small is over before a job would be set up.</summary>
    private static void Alone<P, V>(in P policy, int columns, int channels, int length, int rows)
        where P : struct, IPointwise
        where V : struct, ILanes<V>
    {
        nint size = (nint)channels * length;
        for (int row = 0; row < rows; row++)
        {
            for (int channel = 0; channel < channels; channel++)
                Along<P, V>(policy, Index.At(row, columns, size, (nint)channel * length, channel), 0, length);
        }
    }

    private static void Share<P, V>(in P policy, int columns, int channels, int length, int rows, int degree)
        where P : struct, IPointwise
        where V : struct, ILanes<V>
    {
        var job = new PointwiseJob<P, V>(policy, columns, channels, length, rows);
        Workers.Run(job, job.Items, degree);
    }
}

/// <summary>Cuts the array into pieces whose borders do not depend on the number of threads.</summary>
internal struct PointwiseJob<P, V>(P policy, int columns, int channels, int length, int rows) : IJob
    where P : struct, IPointwise
    where V : struct, ILanes<V>
{
    private const int Piece = 8192;
    private readonly P policy = policy;
    private readonly long runs = (long)rows * channels;
    private readonly int runsPerItem = Math.Max(1, Piece / length);
    private readonly int piecesPerRun = 1 + (length - 1) / Piece;

    /// <summary>How many pieces there are.</summary>
    public readonly int Items => checked((int)((runs + runsPerItem - 1) / runsPerItem * piecesPerRun));

    /// <inheritdoc/>
    public readonly void Do(int item)
    {
        long first = (long)(item / piecesPerRun) * runsPerItem;
        long last = Math.Min(first + runsPerItem, runs);
        int start = item % piecesPerRun * Piece;
        int end = Math.Min(start + Piece, length);
        for (long run = first; run < last; run++)
        {
            int row = (int)(run / channels),
                channel = (int)(run % channels);
            Index origin = Index.At(row, columns, (nint)channels * length, (nint)channel * length, channel);
            Pointwise.Along<P, V>(policy, origin, start, end);
        }
    }
}
