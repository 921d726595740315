using System.Runtime.Intrinsics;

namespace RuleCompiler;

/// <summary>
/// Vectors of length 1 in double precision, and 1 − |cos| of two of them as ½·min(|u − v|², |u + v|²): a similarity of
/// 1 − 10⁻¹² loses nothing to cancellation. Eight lanes are either eight vectors side by side, as a convolution's
/// locations lie in memory, or eight parts of one vector.
/// </summary>
internal sealed class UnitVectors(int vectors, int depth, bool sideBySide)
{
    /// <summary>Lanes of a step.</summary>
    public const int Lanes = 8;

    private readonly double[] _units = new double[vectors * depth * Lanes];
    private readonly double[] _inverse = new double[vectors * Lanes];

    /// <summary>Steps of one vector.</summary>
    public int Depth => depth;

    /// <summary>Sets step <paramref name="step"/> of vector <paramref name="vector"/>; missing lanes are 0.</summary>
    public void Set(int vector, int step, ReadOnlySpan<float> values)
    {
        Span<double> to = _units.AsSpan(((vector * depth) + step) * Lanes, Lanes);
        for (int lane = 0; lane < Lanes; lane++)
            to[lane] = lane < values.Length ? values[lane] : 0;
    }

    /// <summary>Brings every vector to length 1.</summary>
    public void Normalise()
    {
        for (int v = 0; v < vectors; v++)
        {
            Span<double> of = _units.AsSpan(v * depth * Lanes, depth * Lanes);
            Span<double> inverse = _inverse.AsSpan(v * Lanes, Lanes);
            inverse.Clear();
            for (int i = 0; i < of.Length; i++)
                inverse[i % Lanes] += of[i] * of[i];
            if (!sideBySide)
                inverse.Fill(Sum(inverse));
            for (int lane = 0; lane < Lanes; lane++)
                inverse[lane] = inverse[lane] == 0 ? 0 : 1 / Math.Sqrt(inverse[lane]);
            for (int i = 0; i < of.Length; i++)
                of[i] *= inverse[i % Lanes];
        }
    }

    /// <summary>Whether a vector has a direction: it is neither zero nor beyond every number.</summary>
    public Direction Of(int vector, int lane) =>
        _inverse[(vector * Lanes) + lane] switch
        {
            0 => IsInfinite(vector, lane) ? Direction.NotFinite : Direction.Zero,
            double.NaN => Direction.NotFinite,
            _ => Direction.Known,
        };

    /// <summary>1 − |cos| of two vectors, one number for each lane; all lanes the same where they are parts of one.</summary>
    public void Compare(int one, int other, Span<double> distances)
    {
        ReadOnlySpan<double> u = _units.AsSpan(one * depth * Lanes, depth * Lanes),
            v = _units.AsSpan(other * depth * Lanes, depth * Lanes);
        Vector256<double> near0 = default,
            near1 = default,
            far0 = default,
            far1 = default;
        for (int i = 0; i < u.Length; i += Lanes)
        {
            Vector256<double> a = Vector256.Create(u.Slice(i, 4)),
                b = Vector256.Create(v.Slice(i, 4));
            near0 += (a - b) * (a - b);
            far0 += (a + b) * (a + b);
            a = Vector256.Create(u.Slice(i + 4, 4));
            b = Vector256.Create(v.Slice(i + 4, 4));
            near1 += (a - b) * (a - b);
            far1 += (a + b) * (a + b);
        }

        if (sideBySide)
        {
            (0.5 * Vector256.Min(near0, far0)).CopyTo(distances);
            (0.5 * Vector256.Min(near1, far1)).CopyTo(distances[4..]);
        }
        else
        {
            distances.Fill(0.5 * Math.Min(Vector256.Sum(near0 + near1), Vector256.Sum(far0 + far1)));
        }
    }

    // 1/√∞ is 0 as well; a vector of zeros has only zeros
    private bool IsInfinite(int vector, int lane)
    {
        ReadOnlySpan<double> of = _units.AsSpan(vector * depth * Lanes, depth * Lanes);
        for (int i = sideBySide ? lane : 0; i < of.Length; i += sideBySide ? Lanes : 1)
        {
            if (of[i] != 0)
                return true;
        }

        return false;
    }

    private static double Sum(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (double value in values)
            sum += value;
        return sum;
    }
}

/// <summary>Whether a vector can be compared.</summary>
internal enum Direction
{
    /// <summary>It can.</summary>
    Known,

    /// <summary>It is zero.</summary>
    Zero,

    /// <summary>It holds a number that is none, or one beyond single precision.</summary>
    NotFinite,
}
