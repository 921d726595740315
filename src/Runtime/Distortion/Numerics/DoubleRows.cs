using System.Numerics;
using System.Runtime.InteropServices;

namespace RuleCompiler;

/// <summary>Sums of rows in double precision, each number added up in the same order on any machine.</summary>
internal static class DoubleRows
{
    /// <summary>into += weight·row.</summary>
    public static void AddScaled(double weight, ReadOnlySpan<double> row, Span<double> into)
    {
        ReadOnlySpan<Vector<double>> rows = MemoryMarshal.Cast<double, Vector<double>>(row);
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(into);
        for (int v = 0; v < rows.Length; v++)
            sums[v] += weight * rows[v];
        for (int j = rows.Length * Vector<double>.Count; j < row.Length; j++)
            into[j] += weight * row[j];
    }

    /// <summary>The scalar product, added up from the first number to the last.</summary>
    public static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int j = 0; j < x.Length; j++)
            sum += x[j] * y[j];
        return sum;
    }

    /// <summary>The rotation (x, y) ← (c·x − s·y, s·x + c·y) of two rows.</summary>
    public static void Rotate(Span<double> x, Span<double> y, double c, double s)
    {
        Span<Vector<double>> xs = MemoryMarshal.Cast<double, Vector<double>>(x);
        Span<Vector<double>> ys = MemoryMarshal.Cast<double, Vector<double>>(y);
        for (int v = 0; v < xs.Length; v++)
            (xs[v], ys[v]) = ((c * xs[v]) - (s * ys[v]), (s * xs[v]) + (c * ys[v]));
        for (int j = xs.Length * Vector<double>.Count; j < x.Length; j++)
            (x[j], y[j]) = ((c * x[j]) - (s * y[j]), (s * x[j]) + (c * y[j]));
    }
}
