using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler;

/// <summary>
/// Vectors of length 1 in double precision, and 1 − |cos| of two of them: one minus the size of their product, and
/// where that is small ½·|u ∓ v|², so that a similarity of 1 − 10⁻¹² loses nothing to cancellation. Eight lanes are
/// either eight vectors side by side, as a convolution's locations lie in memory, or eight parts of one vector.
/// </summary>
internal sealed class UnitVectors(int vectors, int depth, bool sideBySide)
{
    /// <summary>Lanes of a step.</summary>
    public const int Lanes = 8;

    // above it 1 − |u·v| is right to 10⁻¹⁰ of itself
    private const double Near = 1e-5;

    // two registers a step: lanes 0 to 3 and 4 to 7
    private readonly Vector256<double>[] _units = new Vector256<double>[vectors * depth * 2];
    private readonly Vector256<double>[] _squares = new Vector256<double>[vectors * 2];

    /// <summary>Sets step <paramref name="step"/> of vector <paramref name="vector"/> to the next values; missing lanes are 0.</summary>
    public void Set(int vector, int step, ReadOnlySpan<float> values)
    {
        int at = ((vector * depth) + step) * 2;
        (_units[at], _units[at + 1]) = Vector256.Widen(
            values.Length >= Lanes ? Vector256.Create(values) : Some(values)
        );
    }

    /// <summary>Brings every vector to length 1.</summary>
    public void Normalise()
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            Span<Vector256<double>> of = _units.AsSpan(vector * depth * 2, depth * 2);
            Vector256<double> low = default,
                high = default;
            for (int i = 0; i + 1 < of.Length; i += 2)
            {
                low += of[i] * of[i];
                high += of[i + 1] * of[i + 1];
            }

            if (!sideBySide)
                low = high = Vector256.Create(Vector256.Sum(low + high));
            (_squares[vector * 2], _squares[(vector * 2) + 1]) = (low, high);
            low = Vector256<double>.One / Vector256.Sqrt(low);
            high = Vector256<double>.One / Vector256.Sqrt(high);
            for (int i = 0; i + 1 < of.Length; i += 2)
            {
                of[i] *= low;
                of[i + 1] *= high;
            }
        }
    }

    /// <summary>Whether a vector has a direction: it is neither zero nor has it a number that is not finite.</summary>
    public Direction Of(int vector, int lane)
    {
        // a sum of squares of float32 numbers is finite in double precision
        double square = _squares[(vector * 2) + (lane / 4)].GetElement(lane % 4);
        return square == 0 ? Direction.Zero
            : double.IsFinite(square) ? Direction.Known
            : Direction.NotFinite;
    }

    /// <summary>1 − |cos| of two vectors, one number for each lane; all lanes the same where they are parts of one.</summary>
    public void Compare(int one, int other, Span<double> distances)
    {
        ReadOnlySpan<Vector256<double>> u = _units.AsSpan(one * depth * 2, depth * 2),
            v = _units.AsSpan(other * depth * 2, depth * 2);
        (Vector256<double> low, Vector256<double> high) = Products(u, v);
        Vector256<double> farLow = Vector256<double>.One - Vector256.Abs(low),
            farHigh = Vector256<double>.One - Vector256.Abs(high),
            near = Vector256.Create(Near);
        if (Vector256.LessThanAny(farLow, near) || Vector256.LessThanAny(farHigh, near))
        {
            Vector256<double> size = Vector256<double>.One;
            (low, high) = Differences(u, v, Vector256.CopySign(size, low), Vector256.CopySign(size, high));
            farLow = Vector256.ConditionalSelect(Vector256.LessThan(farLow, near), low, farLow);
            farHigh = Vector256.ConditionalSelect(Vector256.LessThan(farHigh, near), high, farHigh);
        }

        farLow.CopyTo(distances);
        farHigh.CopyTo(distances[4..]);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Some(ReadOnlySpan<float> values)
    {
        Vector256<float> lanes = default;
        for (int lane = 0; lane < values.Length; lane++)
            lanes = lanes.WithElement(lane, values[lane]);
        return lanes;
    }

    private (Vector256<double> Low, Vector256<double> High) Products(
        ReadOnlySpan<Vector256<double>> u,
        ReadOnlySpan<Vector256<double>> v
    )
    {
        Vector256<double> low0 = default,
            high0 = default,
            low1 = default,
            high1 = default;
        int i = 0;
        // four sums, so that each multiply-add waits for none
        for (; i + 3 < u.Length && i + 3 < v.Length; i += 4)
        {
            low0 = Vector256.MultiplyAddEstimate(u[i], v[i], low0);
            high0 = Vector256.MultiplyAddEstimate(u[i + 1], v[i + 1], high0);
            low1 = Vector256.MultiplyAddEstimate(u[i + 2], v[i + 2], low1);
            high1 = Vector256.MultiplyAddEstimate(u[i + 3], v[i + 3], high1);
        }

        if (i < u.Length)
        {
            low0 = Vector256.MultiplyAddEstimate(u[i], v[i], low0);
            high0 = Vector256.MultiplyAddEstimate(u[i + 1], v[i + 1], high0);
        }

        return Whole(low0 + low1, high0 + high1);
    }

    /// <summary>½·|u − sign·v|².</summary>
    private (Vector256<double> Low, Vector256<double> High) Differences(
        ReadOnlySpan<Vector256<double>> u,
        ReadOnlySpan<Vector256<double>> v,
        Vector256<double> signLow,
        Vector256<double> signHigh
    )
    {
        Vector256<double> low = default,
            high = default;
        for (int i = 0; i + 1 < u.Length && i + 1 < v.Length; i += 2)
        {
            Vector256<double> apart = u[i] - (signLow * v[i]);
            low = Vector256.MultiplyAddEstimate(apart, apart, low);
            apart = u[i + 1] - (signHigh * v[i + 1]);
            high = Vector256.MultiplyAddEstimate(apart, apart, high);
        }

        return Whole(0.5 * low, 0.5 * high);
    }

    private (Vector256<double> Low, Vector256<double> High) Whole(Vector256<double> low, Vector256<double> high)
    {
        if (sideBySide)
            return (low, high);
        Vector256<double> sum = Vector256.Create(Vector256.Sum(low + high));
        return (sum, sum);
    }
}

/// <summary>Whether a vector can be compared.</summary>
internal enum Direction
{
    /// <summary>It can.</summary>
    Known,

    /// <summary>It is zero.</summary>
    Zero,

    /// <summary>It holds a number that is not finite.</summary>
    NotFinite,
}
