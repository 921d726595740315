using System.Numerics;

namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>A number mantissa·2^exponent of any length, so that floats are exact and references have 90 digits.</summary>
internal readonly record struct Exact(BigInteger Mantissa, int Exponent)
{
    public static Exact Of(double value)
    {
        if (value == 0)
            return new(0, 0);
        int exponent = Math.ILogB(value) - 52;
        exponent = Math.Max(exponent, -1074);
        // two steps: 2^1074 is no double
        double whole = Math.ScaleB(Math.ScaleB(value, -exponent / 2), -exponent + (exponent / 2));
        return new((BigInteger)whole, exponent);
    }

    public static Exact operator *(Exact x, Exact y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    public static Exact operator +(Exact x, Exact y)
    {
        int exponent = Math.Min(x.Exponent, y.Exponent);
        return new((x.Mantissa << (x.Exponent - exponent)) + (y.Mantissa << (y.Exponent - exponent)), exponent);
    }

    public static Exact operator -(Exact x, Exact y) => x + new Exact(-y.Mantissa, y.Exponent);

    /// <summary>|this/other| to 15 digits, for an other that is not 0.</summary>
    public double RatioTo(Exact other) => Fixed.ToDouble(Over(other));

    /// <summary>this/other in fixed point.</summary>
    public BigInteger Over(Exact other)
    {
        int shift = Fixed.Bits + Exponent - other.Exponent;
        return shift >= 0 ? (Mantissa << shift) / other.Mantissa : Mantissa / (other.Mantissa << -shift);
    }

    /// <summary>The nearest double, or 0 below the least of them.</summary>
    public double ToDouble()
    {
        int extra = Math.Max(0, (int)BigInteger.Abs(Mantissa).GetBitLength() - 64);
        double leading = (double)(Mantissa >> extra);
        int exponent = Exponent + extra;
        return Math.ScaleB(Math.ScaleB(leading, exponent / 2), exponent - (exponent / 2));
    }
}
