using System.Numerics;

namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>Fixed-point arithmetic: whole numbers of 2^−320, 96 decimal places.</summary>
internal static class Fixed
{
    public const int Bits = 320;

    public static readonly BigInteger One = BigInteger.One << Bits;

    /// <summary>ln 2 = Σ 1/(n·2ⁿ).</summary>
    public static readonly BigInteger LogTwo = Enumerable
        .Range(1, Bits)
        .Aggregate(BigInteger.Zero, (sum, n) => sum + ((One >> n) / n));

    /// <summary>√(2π), π by Machin's formula.</summary>
    public static readonly BigInteger SqrtTwoPi = Root(8 * ((4 * InverseTangent(5)) - InverseTangent(239)));

    public static BigInteger Times(BigInteger x, BigInteger y) => (x * y) >> Bits;

    public static BigInteger Over(BigInteger x, BigInteger y) => (x << Bits) / y;

    public static double ToDouble(BigInteger x) => new Exact(x, -Bits).ToDouble();

    /// <summary>e^(−x) for x ≥ 0 as a fixed-point number near 1 and the power of two it is to be multiplied with.</summary>
    public static (BigInteger Near, int Power) Exponential(BigInteger x)
    {
        int halvings = (int)((x + (LogTwo / 2)) / LogTwo);
        BigInteger rest = (halvings * LogTwo) - x;
        BigInteger term = One,
            sum = One;
        for (int n = 1; !term.IsZero && n < 200; n++)
        {
            term = Times(term, rest) / n;
            sum += term;
        }
        return (sum, -halvings);
    }

    /// <summary>arctan(1/n).</summary>
    private static BigInteger InverseTangent(int n)
    {
        BigInteger power = One / n,
            sum = power;
        for (int k = 1; !power.IsZero; k++)
        {
            power /= -(n * n);
            sum += power / ((2 * k) + 1);
        }
        return sum;
    }

    /// <summary>The square root by Newton's iteration, from above.</summary>
    private static BigInteger Root(BigInteger x)
    {
        BigInteger root = x;
        for (BigInteger next = (root + Over(x, root)) / 2; next < root; next = (root + Over(x, root)) / 2)
            root = next;
        return root;
    }
}
