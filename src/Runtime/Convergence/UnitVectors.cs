using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace RuleCompiler;

/// <summary>
/// Vectors of length 1, and 1 − |cos| of two of them as ½·|u ∓ v|², so that a similarity of 1 − 10⁻¹² loses nothing to
/// cancellation. Eight lanes are either eight vectors side by side, as a convolution's locations lie in memory, or eight
/// parts of one vector.
/// </summary>
/// <remarks>
/// Each vector's difference from one of them, the reference, is made in double precision and kept in float32: what is
/// left of vectors nearly alike is small, and float32 holds it to 6·10⁻⁸ of itself. Two vectors then differ as their
/// differences do, which takes a quarter of the time of double precision. Where two are much nearer to each other than
/// to the reference, or nearly opposite after both were turned towards it, all is done again in double precision.
/// Either way 1 − |cos| is right to 10⁻⁵ of itself down to 10⁻²⁸.
/// </remarks>
internal sealed class UnitVectors(int vectors, int depth, bool sideBySide)
{
    /// <summary>Lanes of a step.</summary>
    public const int Lanes = 8;

    // |difference|² to that from the reference: above it, rounding to float32 is 10⁻⁵ of the result
    private const double Nearest = 1e-4;

    // ½·|u − v|², of at most 2: above it 2 less that would cancel
    private const double Opposite = 1.9;

    // steps whose squares are added in float32
    private const int Run = 64;

    private readonly Vector256<float>[] _values = new Vector256<float>[vectors * depth];
    private readonly Vector256<float>[] _apart = new Vector256<float>[vectors * depth];

    // in double precision two registers a step or a vector: lanes 0 to 3 and 4 to 7
    private readonly Vector256<double>[] _reference = new Vector256<double>[depth * 2];
    private readonly Vector256<double>[] _squares = new Vector256<double>[vectors * 2];
    private readonly Vector256<double>[] _scales = new Vector256<double>[vectors * 2];
    private readonly Vector256<double>[] _apartSquares = new Vector256<double>[vectors * 2];

    /// <summary>Sets step <paramref name="step"/> of vector <paramref name="vector"/> to the next values; missing lanes are 0.</summary>
    public void Set(int vector, int step, ReadOnlySpan<float> values) =>
        _values[(vector * depth) + step] = values.Length >= Lanes ? Vector256.Create(values) : Some(values);

    /// <summary>Brings every vector to length 1.</summary>
    public void Normalise()
    {
        for (int vector = 0; vector < vectors; vector++)
        {
            (Vector256<double> low, Vector256<double> high) = Squares(Values(vector));
            (_squares[vector * 2], _squares[(vector * 2) + 1]) = (low, high);
            _scales[vector * 2] = Vector256<double>.One / Vector256.Sqrt(low);
            _scales[(vector * 2) + 1] = Vector256<double>.One / Vector256.Sqrt(high);
        }

        FindReference();
        for (int vector = 0; vector < vectors; vector++)
        {
            Turn(vector);
            Part(vector);
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
        (Vector256<double> low, Vector256<double> high) = HalfSquares(Apart(one), Apart(other));
        (one, other) = (one * 2, other * 2);
        if (
            IsInexact(low, _apartSquares[one], _apartSquares[other])
            || IsInexact(high, _apartSquares[one + 1], _apartSquares[other + 1])
        )
        {
            (low, high) = Exact(one / 2, other / 2);
        }

        Vector256.Min(low, Vector256.Create(2.0) - low).CopyTo(distances);
        Vector256.Min(high, Vector256.Create(2.0) - high).CopyTo(distances[4..]);
    }

    private static bool IsInexact(
        Vector256<double> distance,
        Vector256<double> oneSquare,
        Vector256<double> otherSquare
    ) =>
        // lanes without a direction are NaN and ask for nothing
        Vector256.LessThanAny(distance, 0.5 * Nearest * Vector256.Max(oneSquare, otherSquare))
        || Vector256.GreaterThanAny(distance, Vector256.Create(Opposite));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector256<float> Some(ReadOnlySpan<float> values)
    {
        Vector256<float> lanes = default;
        for (int lane = 0; lane < values.Length; lane++)
            lanes = lanes.WithElement(lane, values[lane]);
        return lanes;
    }

    private Span<Vector256<float>> Values(int vector) => _values.AsSpan(vector * depth, depth);

    private Span<Vector256<float>> Apart(int vector) => _apart.AsSpan(vector * depth, depth);

    private (Vector256<double> Low, Vector256<double> High) Squares(ReadOnlySpan<Vector256<float>> values)
    {
        Vector256<double> low = default,
            high = default;
        foreach (Vector256<float> value in values)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(value);
            low = Vector256.MultiplyAddEstimate(first, first, low);
            high = Vector256.MultiplyAddEstimate(second, second, high);
        }

        return Whole(low, high);
    }

    /// <summary>In each lane the first vector that has a direction.</summary>
    private void FindReference()
    {
        Vector256<double> openLow = Vector256<double>.AllBitsSet,
            openHigh = openLow;
        for (int vector = 0; vector < vectors; vector++)
        {
            Vector256<double> low = openLow & Known(_squares[vector * 2]),
                high = openHigh & Known(_squares[(vector * 2) + 1]);
            if (vector > 0 && (low | high).AsUInt64() == Vector256<ulong>.Zero)
                continue;
            ReadOnlySpan<Vector256<float>> values = Values(vector);
            Vector256<double> scaleLow = _scales[vector * 2],
                scaleHigh = _scales[(vector * 2) + 1];
            for (int step = 0; step < values.Length; step++)
            {
                ref Vector256<double> to = ref _reference[step * 2],
                    toHigh = ref _reference[(step * 2) + 1];
                (Vector256<double> first, Vector256<double> second) = Vector256.Widen(values[step]);
                // the first overwrites what another piece of work has left
                to = Vector256.ConditionalSelect(low, first * scaleLow, vector == 0 ? default : to);
                toHigh = Vector256.ConditionalSelect(high, second * scaleHigh, vector == 0 ? default : toHigh);
            }

            openLow = Vector256.AndNot(openLow, low);
            openHigh = Vector256.AndNot(openHigh, high);
            if ((openLow | openHigh).AsUInt64() == Vector256<ulong>.Zero)
                return;
        }
    }

    private static Vector256<double> Known(Vector256<double> square) =>
        Vector256.GreaterThan(square, Vector256<double>.Zero)
        & Vector256.LessThan(square, Vector256.Create(double.PositiveInfinity));

    /// <summary>Makes a vector's scale negative where its product with the reference is.</summary>
    private void Turn(int vector)
    {
        ReadOnlySpan<Vector256<float>> values = Values(vector);
        Vector256<double> low = default,
            high = default;
        for (int step = 0; step < values.Length; step++)
        {
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(values[step]);
            low = Vector256.MultiplyAddEstimate(first, _reference[step * 2], low);
            high = Vector256.MultiplyAddEstimate(second, _reference[(step * 2) + 1], high);
        }

        (low, high) = Whole(low, high);
        _scales[vector * 2] = Vector256.CopySign(_scales[vector * 2], low);
        _scales[(vector * 2) + 1] = Vector256.CopySign(_scales[(vector * 2) + 1], high);
    }

    /// <summary>Writes a vector's difference from the reference.</summary>
    private void Part(int vector)
    {
        ReadOnlySpan<Vector256<float>> values = Values(vector);
        Span<Vector256<float>> apart = Apart(vector);
        Vector256<double> scaleLow = _scales[vector * 2],
            scaleHigh = _scales[(vector * 2) + 1];
        for (int step = 0; step < values.Length; step++)
        {
            (Vector256<double> low, Vector256<double> high) = Vector256.Widen(values[step]);
            apart[step] = Vector256.Narrow(
                (low * scaleLow) - _reference[step * 2],
                (high * scaleHigh) - _reference[(step * 2) + 1]
            );
        }

        (_apartSquares[vector * 2], _apartSquares[(vector * 2) + 1]) = Squares(apart);
    }

    /// <summary>½·|u − v|² in float32, sums of some steps in double precision.</summary>
    private (Vector256<double> Low, Vector256<double> High) HalfSquares(
        ReadOnlySpan<Vector256<float>> u,
        ReadOnlySpan<Vector256<float>> v
    )
    {
        Vector256<double> low = default,
            high = default;
        while (!u.IsEmpty)
        {
            int run = Math.Min(Run, u.Length);
            (Vector256<double> first, Vector256<double> second) = Vector256.Widen(SquaresOf(u[..run], v[..run]));
            low += first;
            high += second;
            u = u[run..];
            v = v[run..];
        }

        return Whole(0.5 * low, 0.5 * high);
    }

    private static Vector256<float> SquaresOf(ReadOnlySpan<Vector256<float>> u, ReadOnlySpan<Vector256<float>> v)
    {
        Vector256<float> sum0 = default,
            sum1 = default,
            sum2 = default,
            sum3 = default;
        int i = 0;
        // four sums, so that each multiply-add waits for none
        for (; i + 3 < u.Length && i + 3 < v.Length; i += 4)
        {
            Vector256<float> apart0 = u[i] - v[i],
                apart1 = u[i + 1] - v[i + 1],
                apart2 = u[i + 2] - v[i + 2],
                apart3 = u[i + 3] - v[i + 3];
            sum0 = Vector256.MultiplyAddEstimate(apart0, apart0, sum0);
            sum1 = Vector256.MultiplyAddEstimate(apart1, apart1, sum1);
            sum2 = Vector256.MultiplyAddEstimate(apart2, apart2, sum2);
            sum3 = Vector256.MultiplyAddEstimate(apart3, apart3, sum3);
        }

        for (; i < u.Length && i < v.Length; i++)
        {
            Vector256<float> apart = u[i] - v[i];
            sum0 = Vector256.MultiplyAddEstimate(apart, apart, sum0);
        }

        return sum0 + sum1 + (sum2 + sum3);
    }

    /// <summary>½·|u ∓ v|², the smaller one, in double precision.</summary>
    private (Vector256<double> Low, Vector256<double> High) Exact(int one, int other)
    {
        ReadOnlySpan<Vector256<float>> ofOne = Values(one),
            ofOther = Values(other);
        Vector256<double> lessLow = default,
            lessHigh = default,
            moreLow = default,
            moreHigh = default;
        for (int step = 0; step < ofOne.Length && step < ofOther.Length; step++)
        {
            (Vector256<double> u, Vector256<double> uHigh) = Vector256.Widen(ofOne[step]);
            (Vector256<double> v, Vector256<double> vHigh) = Vector256.Widen(ofOther[step]);
            (u, uHigh) = (u * _scales[one * 2], uHigh * _scales[(one * 2) + 1]);
            (v, vHigh) = (v * _scales[other * 2], vHigh * _scales[(other * 2) + 1]);
            lessLow = Vector256.MultiplyAddEstimate(u - v, u - v, lessLow);
            lessHigh = Vector256.MultiplyAddEstimate(uHigh - vHigh, uHigh - vHigh, lessHigh);
            moreLow = Vector256.MultiplyAddEstimate(u + v, u + v, moreLow);
            moreHigh = Vector256.MultiplyAddEstimate(uHigh + vHigh, uHigh + vHigh, moreHigh);
        }

        (lessLow, lessHigh) = Whole(0.5 * lessLow, 0.5 * lessHigh);
        (moreLow, moreHigh) = Whole(0.5 * moreLow, 0.5 * moreHigh);
        return (Vector256.Min(lessLow, moreLow), Vector256.Min(lessHigh, moreHigh));
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
