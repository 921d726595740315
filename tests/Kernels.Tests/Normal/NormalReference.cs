using System.Numerics;

namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>
/// The normal distribution and its rectified moments at one pair of mean and deviation, to more than 50 digits: the
/// series of Φ for ratios below 2, Laplace's continued fraction above.
/// </summary>
internal sealed class NormalReference
{
    private const double SeriesEnd = 2;

    public NormalReference(double mean, double deviation)
    {
        Mean = mean;
        Deviation = deviation;
        Exact scale = Exact.Of(deviation);
        BigInteger t = BigInteger.Abs(Exact.Of(mean).Over(scale));
        (BigInteger near, int power) = Fixed.Exponential(Fixed.Times(t, t) / 2);
        BigInteger density = Fixed.Over(near, Fixed.SqrtTwoPi); // times 2^power
        (BigInteger zeroth, BigInteger first, BigInteger second) =
            Fixed.ToDouble(t) < SeriesEnd ? BySeries(t, near, power) : ByFraction(t);
        BigInteger small = Fixed.Times(density, first) >> -power;
        BigInteger smallSecond = Fixed.Times(density, second) >> -power;
        Density = Number(density, power);
        Exact tail = Number(Fixed.Times(density, zeroth), power);
        Phi = mean < 0 ? tail : Exact.Of(1) - tail;
        Exact excess = Number(Fixed.Times(density, first), power) * scale;
        RectifiedMean = mean < 0 ? excess : excess + Exact.Of(mean);
        RectifiedVariance =
            scale
            * scale
            * (
                mean < 0
                    ? Number(Fixed.Times(density, second - Fixed.Times(small, first)), power)
                    : Number(Fixed.One - smallSecond - Fixed.Times(small, (2 * t) + small), 0)
            );
    }

    public double Mean { get; }

    public double Deviation { get; }

    /// <summary>The density at mean/deviation.</summary>
    public Exact Density { get; }

    /// <summary>The distribution function at mean/deviation.</summary>
    public Exact Phi { get; }

    public Exact RectifiedMean { get; }

    public Exact RectifiedVariance { get; }

    /// <summary>
    /// Ratios from −40 to 40, none of them round but 0, at deviations from 1e-10 to 1e10, four times as many at 1.
    /// </summary>
    /// <param name="rounded">Rounds means and deviations to the precision that is tested.</param>
    public static NormalReference[] Grid(Func<double, double> rounded) =>
        new[] { 1, 1e-10, 3e-5, 0.17, 1.9, 700, 1e10 }
            .SelectMany(s => Enumerable.Range(-501, 1003).Select(i => (Index: i, Deviation: s)))
            .Where(at => at.Deviation == 1 || at.Index % 4 == 0)
            .AsParallel()
            .AsOrdered()
            .Select(at => new NormalReference(rounded(at.Index * 0.0798 * at.Deviation), rounded(at.Deviation)))
            .ToArray();

    /// <summary>M = √(π/2)·e^(t²/2) − Σ t^(2n+1)/(2n+1)!!, 1 − t·M and (1 + t²)·M − t.</summary>
    internal static (BigInteger Zeroth, BigInteger First, BigInteger Second) BySeries(
        BigInteger t,
        BigInteger near,
        int power
    )
    {
        BigInteger square = Fixed.Times(t, t);
        BigInteger term = t,
            sum = t;
        for (int n = 1; !term.IsZero; n++)
        {
            term = Fixed.Times(term, square) / ((2 * n) + 1);
            sum += term;
        }
        BigInteger ratio = Fixed.Over(Fixed.SqrtTwoPi << -power, 2 * near) - sum;
        return (ratio, Fixed.One - Fixed.Times(t, ratio), ratio + Fixed.Times(square, ratio) - t);
    }

    /// <summary>The same of t ≥ 1 from M = 1/(t + 1/(t + 2/(t + 3/(t + …)))), so deep that 55 digits stand.</summary>
    internal static (BigInteger Zeroth, BigInteger First, BigInteger Second) ByFraction(BigInteger t)
    {
        int depth = (int)Math.Pow(64 / Fixed.ToDouble(t), 2) + 20;
        BigInteger below = t;
        for (int n = depth; n > 0; n--)
            below = t + Fixed.Over(n * Fixed.One, below);
        BigInteger zeroth = Fixed.Over(Fixed.One, below);
        return (zeroth, Fixed.One - Fixed.Times(t, zeroth), zeroth + Fixed.Times(Fixed.Times(t, t), zeroth) - t);
    }

    private static Exact Number(BigInteger value, int power) => new(value, power - Fixed.Bits);
}
