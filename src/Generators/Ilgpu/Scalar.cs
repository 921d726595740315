namespace RuleCompiler.Generated.Ilgpu;

using global::ILGPU;

/// <summary>
/// Scalar functions of rules in float32, of additions, multiplications and bits alone: ILGPU has no exponential, logarithm
/// or power on CUDA without another package, and its tanh there is approximate. Values are those of the processor, NaN
/// included, with a relative error below 5e-7 (powers: below 5e-6).
/// </summary>
/// <remarks>
/// Constants stand on the right of comparisons: ILGPU swaps a constant on the left and then takes NaN for true. Nothing
/// is divided by a constant that may be negative: ILGPU shifts instead.
/// </remarks>
internal static class Scalar
{
    /// <summary>Added to a number, rounds it to the nearest whole one, which then lies in the low bits.</summary>
    private const float Whole = 12582912f; // 1.5·2²³
    private const uint WholeBits = 0x4B400000;

    /// <summary>ln 2 in two parts, the first of so few bits that its products with whole numbers are exact.</summary>
    private const float Ln2High = 0.693359375f;
    private const float Ln2Low = -2.12194440e-4f;
    private const float RootOfTwo = 1.41421354f;
    private const float RootOfTwoRest = 2.42032342e-8f;

    public static bool IsNaN(float x) => (int)(Interop.FloatAsInt(x) & 0x7FFFFFFFu) > 0x7F800000;

    /// <summary>Away from zero; zero of either sign counts as positive.</summary>
    public static float Away(float z, float eps) => z + (z >= 0f ? eps : -eps);

    /// <summary>NaN where either is NaN.</summary>
    public static float Min(float x, float y) => x < y | IsNaN(x) ? x : y;

    /// <summary>NaN where either is NaN.</summary>
    public static float Max(float x, float y) => x > y | IsNaN(x) ? x : y;

    /// <summary>Zero of either sign and NaN stay what they are.</summary>
    public static float Sign(float x) =>
        x > 0f ? 1f
        : x < 0f ? -1f
        : x;

    /// <summary>max(x, 0) of a weight, which is never NaN.</summary>
    public static float Pos(float x) => x > 0f ? x : 0f;

    /// <summary>min(x, 0) of a weight, which is never NaN.</summary>
    public static float Neg(float x) => x < 0f ? x : 0f;

    public static float Abs(float x) => Interop.IntAsFloat(Interop.FloatAsInt(x) & 0x7FFFFFFFu);

    public static float Sqrt(float x) => global::System.MathF.Sqrt(x);

    public static float Exp(float x) => Exp(x, 0f);

    /// <summary>e^(x + rest), rest at most a few units in the last place of x.</summary>
    public static float Exp(float x, float rest)
    {
        float most = x > 100f ? 100f : x,
            bounded = most < -110f ? -110f : most;
        int n = Round(bounded * 1.44269504f);
        float whole = n;
        float r = bounded - whole * Ln2High - whole * Ln2Low + (bounded == x ? rest : 0f);
        return IsNaN(x) ? x : OneBy(r) * PowerOfTwo(n >> 1) * PowerOfTwo(n - (n >> 1));
    }

    public static float Log(float x)
    {
        float high = LogParts(x, out float low);
        return x > 0f & x < float.PositiveInfinity ? high + low
            : x == 0f ? float.NegativeInfinity
            : x > 0f ? x
            : float.NaN;
    }

    public static float Pow(float x, float y)
    {
        float size = Abs(x),
            high = LogParts(size, out float low);
        float product = y * high,
            power = Exp(product, ErrorOfProduct(y, high, product) + y * low);
        // from 2²⁴ on every number is even
        bool isWhole =
            Abs(y) >= 8388608f || Interop.IntAsFloat(Interop.FloatAsInt(Abs(y) + 8388608f)) - 8388608f == Abs(y);
        bool isOdd = isWhole & Abs(y) < 16777216f & ((int)Abs(y) & 1) != 0;
        bool grows = size > 1f ? y > 0f : y < 0f;
        if (y == 0f | x == 1f)
            return 1f;
        if (IsNaN(x) | IsNaN(y))
            return float.NaN;
        if (Abs(y) == float.PositiveInfinity)
            return size == 1f ? 1f
                : grows ? float.PositiveInfinity
                : 0f;
        if (size == 0f | size == float.PositiveInfinity)
            power = (size == 0f ? y < 0f : y > 0f) ? float.PositiveInfinity : 0f;
        else if (size == 1f)
            power = 1f;
        if ((int)Interop.FloatAsInt(x) < 0)
            power =
                isOdd ? -power
                : isWhole | size == 0f | size == float.PositiveInfinity ? power
                : float.NaN;
        return power;
    }

    public static float Tanh(float x)
    {
        float size = Abs(x),
            u = x * x;
        float sum = -0.00626911968f * u + 0.0211109594f;
        sum = sum * u - 0.0538739488f;
        sum = sum * u + 0.133329153f;
        sum = sum * u - 0.333333313f;
        float far = 1f - 2f / (Exp(size + size) + 1f);
        return size < 0.6f ? x + x * (u * sum)
            : x < 0f ? -far
            : far;
    }

    public static float Erf(float x)
    {
        float size = Abs(x),
            u = x * x;
        float sum = 8.52940138e-5f * u - 0.000817963213f;
        sum = sum * u + 0.00520422682f;
        sum = sum * u - 0.0268606655f;
        sum = sum * u + 0.11283718f;
        sum = sum * u - 0.376126349f;
        sum = sum * u + 0.128379166f;
        float far = 1f - Erfc(size);
        return size < 0.9f ? x + x * sum
            : x < 0f ? -far
            : far;
    }

    /// <summary>2·Φ(−√2·x): √2·|x| is taken in two parts, since the tail's exponent is its square.</summary>
    public static float Erfc(float x)
    {
        float size = Abs(x) > 14f ? 14f : Abs(x),
            t = size * RootOfTwo,
            rest = ErrorOfProduct(size, RootOfTwo, t) + size * RootOfTwoRest;
        float tail = 2f * Normal.Tail(t, t * rest);
        return x < 0f ? 2f - tail : tail;
    }

    /// <summary>What rounding left out of a product: exact unless parts of it underflow.</summary>
    /// <remarks>
    /// ILGPU has no fused multiplication and addition to call. Halves are cut off by bits, and products of halves are
    /// exact: it makes no difference whether a compiler fuses what follows.
    /// </remarks>
    public static float ErrorOfProduct(float x, float y, float product)
    {
        float xHigh = Interop.IntAsFloat(Interop.FloatAsInt(x) & 0xFFFFF000u),
            yHigh = Interop.IntAsFloat(Interop.FloatAsInt(y) & 0xFFFFF000u),
            xLow = x - xHigh,
            yLow = y - yHigh;
        return xHigh * yHigh - product + xHigh * yLow + xLow * yHigh + xLow * yLow;
    }

    /// <summary>The nearest whole number, of |x| below 2²².</summary>
    public static int Round(float x) => (int)(Interop.FloatAsInt(x + Whole) - WholeBits);

    /// <summary>2ⁿ, −126 ≤ n ≤ 127.</summary>
    public static float PowerOfTwo(int n) => Interop.IntAsFloat((uint)(n + 127) << 23);

    /// <summary>eʳ for |r| ≤ 0.35 to 2e-8 before rounding.</summary>
    public static float OneBy(float r)
    {
        float sum = 0.00139263761f * r + 0.00836333353f;
        sum = sum * r + 0.0416665524f;
        sum = sum * r + 0.166665763f;
        sum = sum * r + 0.5f;
        return sum * (r * r) + r + 1f;
    }

    /// <summary>ln x of a positive number in two parts.</summary>
    private static float LogParts(float x, out float low)
    {
        bool isSmall = x < 1.17549435e-38f;
        float normal = isSmall ? x * 8388608f : x;
        uint bits = Interop.FloatAsInt(normal);
        float m = Interop.IntAsFloat((bits & 0x007FFFFFu) | 0x3F800000u);
        bool isUpper = m > RootOfTwo;
        float exponent = (int)(bits >> 23) - 127 - (isSmall ? 23 : 0) + (isUpper ? 1 : 0);
        float f = (isUpper ? 0.5f * m : m) - 1f; // exact
        float sum = -0.0620150007f * f + 0.105308644f;
        sum = sum * f - 0.10646192f;
        sum = sum * f + 0.110377833f;
        sum = sum * f - 0.124507435f;
        sum = sum * f + 0.142865241f;
        sum = sum * f - 0.166680008f;
        sum = sum * f + 0.200000107f;
        sum = sum * f - 0.249999896f;
        sum = sum * f + 0.333333343f;
        float square = f * f,
            large = exponent * Ln2High, // exact
            first = large + f,
            lost = f - (first - large); // |large| is 0 or larger than |f|
        float rest =
            lost + exponent * Ln2Low - 0.5f * square + square * (f * sum) - 0.5f * ErrorOfProduct(f, f, square);
        float high = first + rest;
        low = rest - (high - first);
        return high;
    }
}
