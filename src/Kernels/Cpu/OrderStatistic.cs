using System.Runtime.CompilerServices;

namespace RuleCompiler.Kernels;

/// <summary>The k-th smallest of many numbers without sorting them all (C. A. R. Hoare, "Find", CACM 4, 1961).</summary>
internal static unsafe class OrderStatistic
{
    /// <summary>The interpolated percentile; reorders <paramref name="x"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Percentile(float* x, nint size, double percent)
    {
        for (nint i = 0; i < size; i++)
        {
            if (float.IsNaN(x[i]))
                return float.NaN;
        }
        double place = (size - 1) * (percent / 100);
        nint lower = (nint)Math.Floor(place);
        double part = place - lower;
        Select(x, size, lower);
        if (part == 0)
            return x[lower];
        // everything after the lower neighbour is at least as large: the upper one is the least of it
        float upper = x[lower + 1];
        for (nint i = lower + 2; i < size; i++)
            upper = Math.Min(upper, x[i]);
        return (float)(x[lower] + ((double)upper - x[lower]) * part);
    }

    /// <summary>Brings the k-th smallest to x[k], no larger one before it, no smaller one after it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select(float* x, nint size, nint k)
    {
        nint low = 0,
            high = size - 1;
        ulong state = 0x9E3779B97F4A7C15; // a fixed seed: the same input takes the same way
        while (low < high)
        {
            // a pseudo-random pivot: no order of the input is slow
            state = state * 6364136223846793005 + 1442695040888963407;
            float pivot = x[low + (nint)((state >> 33) % (ulong)(high - low + 1))];
            nint i = low,
                j = high;
            while (i <= j)
            {
                while (x[i] < pivot)
                    i++;
                while (pivot < x[j])
                    j--;
                if (i > j)
                    break;
                (x[i], x[j]) = (x[j], x[i]);
                i++;
                j--;
            }
            if (k <= j)
                high = j;
            else if (k >= i)
                low = i;
            else
                return;
        }
    }
}
