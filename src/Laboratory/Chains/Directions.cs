using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler.Laboratory.Chains;

/// <summary>Angles between vectors, without the cancellation of 1 − cos where they are nearly parallel.</summary>
internal static class Directions
{
    /// <summary>Scales a vector to Euclidean norm 1, without overflow.</summary>
    /// <returns>Its norm before; 0 where it is zero and stays so.</returns>
    public static double Normalize(Span<double> vector)
    {
        double most = 0;
        foreach (double value in vector)
            most = Math.Max(most, Math.Abs(value));
        if (most == 0)
            return 0;
        double sum = 0;
        foreach (double value in vector)
            sum += value / most * (value / most);
        double root = Math.Sqrt(sum);
        foreach (ref double value in vector)
            value = value / most / root;
        return most * root;
    }

    /// <summary>1 − cos of two vectors of norm 1, ½‖u − v‖²: right to about 10⁻³¹, where 1 − uᵀv ends at 10⁻¹⁶.</summary>
    public static double OneMinusCosine(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        double sum = 0;
        for (int i = 0; i < u.Length; i++)
            sum += (u[i] - v[i]) * (u[i] - v[i]);
        return sum / 2;
    }

    /// <summary>1 − |cos| of two vectors of norm 1: from the difference or the sum, whichever is shorter.</summary>
    public static double OneMinusAbsoluteCosine(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        double apart = 0,
            against = 0;
        for (int i = 0; i < u.Length; i++)
        {
            apart += (u[i] - v[i]) * (u[i] - v[i]);
            against += (u[i] + v[i]) * (u[i] + v[i]);
        }

        return Math.Min(apart, against) / 2;
    }

    /// <summary>uᵀv in lanes.</summary>
    public static double Dot(ReadOnlySpan<double> u, ReadOnlySpan<double> v)
    {
        ReadOnlySpan<Vector<double>> us = MemoryMarshal.Cast<double, Vector<double>>(u);
        ReadOnlySpan<Vector<double>> vs = MemoryMarshal.Cast<double, Vector<double>>(v);
        Vector<double> sums = Vector<double>.Zero;
        for (int i = 0; i < us.Length; i++)
            sums += us[i] * vs[i];
        double sum = Vector.Sum(sums);
        for (int i = us.Length * Vector<double>.Count; i < u.Length; i++)
            sum += u[i] * v[i];
        return sum;
    }

    /// <summary>The median, the mean of two middle values; NaN where there is none.</summary>
    public static double Median(List<double> values)
    {
        values.Sort();
        int half = values.Count / 2;
        return values.Count == 0 ? double.NaN
            : values.Count % 2 == 1 ? values[half]
            : (values[half - 1] + values[half]) / 2;
    }
}
