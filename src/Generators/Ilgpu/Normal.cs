namespace RuleCompiler.Generated.Ilgpu;

/// <summary>
/// The normal distribution in float32, as the processor's kernels compute it: tails are e^(−t²/2) times polynomials in
/// z = (t − 1.5)/(t + 3), so that nothing cancels.
/// </summary>
internal static class Normal
{
    private const float Furthest = 18.5f;

    public static float Phi(float x)
    {
        float below = Tail(Least(Scalar.Abs(x), Furthest), 0f);
        return x < 0f ? below
            : Scalar.IsNaN(x) ? x
            : 1f - below;
    }

    /// <summary>P(X > t + beyond/t) for t ≥ 0.</summary>
    public static float Tail(float t, float beyond)
    {
        float near = Least(t, Furthest);
        Exponential e = Exponential.Of(near, beyond);
        float y = 1f / (near + 3f),
            z = (near - 1.5f) * y;
        float below = e.P * (y * Mills(z)) * e.High * e.Low;
        return Scalar.IsNaN(t) ? t : below;
    }

    public static float Density(float x)
    {
        Exponential e = Exponential.Of(Least(Scalar.Abs(x), Furthest), 0f);
        return Scalar.IsNaN(x) ? x : e.P * 0.398942280f * e.High * e.Low;
    }

    /// <summary>E[max(0, X)], X of a mean and a deviation.</summary>
    public static float RectifiedMean(float mean, float deviation)
    {
        float scale = Positive(deviation),
            t = Ratio(mean, scale, out float beyond);
        Exponential e = Exponential.Of(t, beyond);
        float y = 1f / (t + 3f),
            z = (t - 1.5f) * y;
        float value = Positive(mean) + scale * e.High * (e.P * (y * y * First(z))) * e.Low;
        return Scalar.IsNaN(t) ? t : value;
    }

    /// <summary>V[max(0, X)]: of a negative mean the tail's second moment less the square of its first.</summary>
    public static float RectifiedVariance(float mean, float deviation)
    {
        float scale = Positive(deviation),
            t = Ratio(mean, scale, out float beyond);
        Exponential e = Exponential.Of(t, beyond);
        float line = t + 3f,
            y = 1f / line,
            z = (t - 1.5f) * y,
            product = y * line;
        // what rounding left out of y: near mean 0 it weighs thrice
        float slip = 1f - product - Scalar.ErrorOfProduct(y, line, product) - y * (3f - (line - t));
        float first = (e.P + (slip + slip) * e.P) * (y * y * First(z)),
            second = (e.P + slip * 3f * e.P) * (y * y * y * Second(z));
        float tail = scale * e.High * first * e.Low,
            below = scale * e.High * (scale * e.Low) * second - tail * tail;
        first = first * e.High * e.Low;
        second = second * e.High * e.Low;
        float above = scale * (scale * (1f - second - first * (t + t + first)));
        return Scalar.IsNaN(t) ? t
            : mean < 0f ? below
            : above;
    }

    /// <summary>|mean|/deviation, and t times what its rounding left out.</summary>
    private static float Ratio(float mean, float deviation, out float beyond)
    {
        float divisor = deviation < 1e-37f ? 1e-37f : deviation,
            reciprocal = 1f / divisor,
            size = Scalar.Abs(mean),
            t = Least(size * reciprocal, Furthest),
            product = t * divisor;
        float remainder = size - product - Scalar.ErrorOfProduct(t, divisor, product);
        beyond = t * Least(remainder * reciprocal, 1e-4f);
        return t;
    }

    /// <summary>NaN stays NaN.</summary>
    private static float Least(float x, float bound) => x > bound ? bound : x;

    private static float Positive(float x) => x < 0f ? 0f : x;

    private static float Mills(float z)
    {
        float sum = 0.000740088348f * z - 0.00356980856f;
        sum = sum * z - 0.00154672191f;
        sum = sum * z + 0.0136535103f;
        sum = sum * z + 0.0135061806f;
        sum = sum * z - 0.0610156469f;
        sum = sum * z - 0.0633154586f;
        sum = sum * z + 0.476432055f;
        sum = sum * z - 0.901980102f;
        return sum * z + 0.926012993f;
    }

    private static float First(float z)
    {
        float sum = 0.00967226643f * z - 0.0144314859f;
        sum = sum * z - 0.0276468191f;
        sum = sum * z + 0.0227722768f;
        sum = sum * z + 0.100155517f;
        sum = sum * z - 0.00099273154f;
        sum = sum * z - 0.371692657f;
        sum = sum * z - 0.00927475002f;
        sum = sum * z + 1.61920106f;
        sum = sum * z - 2.75682139f;
        return sum * z + 1.82799339f;
    }

    private static float Second(float z)
    {
        float sum = 0.0636952072f * z - 0.0233022925f;
        sum = sum * z - 0.18853794f;
        sum = sum * z - 0.0987668857f;
        sum = sum * z + 0.382532209f;
        sum = sum * z + 0.640417874f;
        sum = sum * z - 0.600239575f;
        sum = sum * z - 2.22592592f;
        sum = sum * z + 1.43992579f;
        sum = sum * z + 6.50468063f;
        sum = sum * z - 11.5088587f;
        return sum * z + 6.41280746f;
    }
}

/// <summary>e^(−t²/2 − beyond) = P·High·Low, P near 1, the others powers of two or 0.</summary>
internal struct Exponential
{
    public float P;
    public float High;
    public float Low;

    public static Exponential Of(float t, float beyond)
    {
        float square = t * t,
            lost = Scalar.ErrorOfProduct(t, t, square);
        int n = Scalar.Round(square * -0.721347520f), // −½·log₂e
            half = n >> 1;
        float whole = n;
        float r = whole * -0.693359375f - 0.5f * square;
        r = whole * 2.12194440e-4f + r;
        r = r - 0.5f * lost - beyond;
        bool isThere = t < 18.5f;
        Exponential e = default;
        e.P = Scalar.OneBy(r);
        e.High = isThere ? Scalar.PowerOfTwo(half) : 0f;
        e.Low = isThere ? Scalar.PowerOfTwo(n - half) : 0f;
        return e;
    }
}
