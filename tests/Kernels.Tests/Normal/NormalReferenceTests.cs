using System.Numerics;

namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>The tests' reference against itself and against printed digits.</summary>
public class NormalReferenceTests
{
    /// <summary>Digits of Φ(x) = ½ erfc(−x/√2), as any table of 50 digits has them.</summary>
    [Theory]
    [InlineData(-40.0, "3655893540915029703748985802688283665053944619977373", -401)]
    [InlineData(-10.0, "7619853024160526065973343251599308363504033277956961", -75)]
    [InlineData(-2.5, "6209665325776135166978104574192221127897746923092768", -54)]
    [InlineData(-1.0, "1586552539314570514147674543679620775220870332733956", -52)]
    [InlineData(1.0, "8413447460685429485852325456320379224779129667266044", -52)]
    public void ReferenceHasFiftyDigits(double x, string digits, int exponent)
    {
        Exact printed = new(BigInteger.Parse(digits), 0);
        Exact ten = new(BigInteger.Pow(10, -exponent), 0);
        Exact difference = (new NormalReference(x, 1).Phi * ten) - printed;
        Assert.True(difference.RatioTo(printed) is > -1e-49 and < 1e-49, $"{difference.RatioTo(printed)}");
    }

    [Theory]
    [InlineData(1.25)]
    [InlineData(2.0)]
    [InlineData(3.75)]
    public void SeriesAndFractionAgree(double ratio)
    {
        BigInteger t = Exact.Of(ratio).Over(Exact.Of(1));
        (BigInteger near, int power) = Fixed.Exponential(Fixed.Times(t, t) / 2);
        (_, _, BigInteger series) = NormalReference.BySeries(t, near, power);
        (_, _, BigInteger fraction) = NormalReference.ByFraction(t);
        Assert.True(BigInteger.Abs(series - fraction) < BigInteger.Pow(10, 96 - 52), $"at {ratio}");
    }
}
