using RuleCompiler.Generated.Ilgpu;
using RuleCompiler.Kernels;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The scalar functions of kernels against those of the processor, which are tested against double elsewhere.</summary>
public sealed class ScalarTests
{
    private static readonly float[] Special =
    [
        0,
        -0f,
        1,
        -1,
        0.5f,
        -0.5f,
        2,
        -2,
        3,
        -3,
        1e-40f,
        -1e-40f,
        1e-20f,
        16777217,
        float.MaxValue,
        float.MinValue,
        float.Epsilon,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.NaN,
    ];

    private static IEnumerable<float> Numbers =>
        Special.Concat(Enumerable.Range(-4000, 8001).Select(i => i / 40f)).Concat(Random(1, 20_000));

    [Fact]
    public void ExponentialIsThatOfDouble() => Agrees(Scalar.Exp, Math.Exp, Numbers, 3e-7);

    [Fact]
    public void LogarithmIsThatOfDouble() => Agrees(Scalar.Log, Math.Log, Numbers, 3e-7);

    [Fact]
    public void TanhIsThatOfDouble() => Agrees(Scalar.Tanh, Math.Tanh, Numbers, 3e-7);

    [Fact]
    public void ErrorFunctionsAreThoseOfTheProcessor()
    {
        Agrees(Scalar.Erf, x => Lane.Erf(Lane.Of((float)x)).Value, Numbers, 3e-7);
        Agrees(Scalar.Erfc, x => Lane.Erfc(Lane.Of((float)x)).Value, Numbers, 1e-6);
    }

    [Fact]
    public void NormalsAreThoseOfTheProcessor()
    {
        Agrees(Normal.Phi, x => NormalLanes.Phi(Lane.Of((float)x)).Value, Numbers, 5e-7);
        Agrees(Normal.Density, x => NormalLanes.Density(Lane.Of((float)x)).Value, Numbers, 5e-7);
        float[] deviations = [0, 1e-30f, 1e-3f, 0.1f, 1, 7, 1e10f];
        foreach (float d in deviations)
        {
            Agrees(
                m => Normal.RectifiedMean(m, d),
                m => NormalLanes.RectifiedMean(Lane.Of((float)m), Lane.Of(d)).Value,
                Random(2, 5000),
                1e-6
            );
            Agrees(
                m => Normal.RectifiedVariance(m, d),
                m => NormalLanes.RectifiedVariance(Lane.Of((float)m), Lane.Of(d)).Value,
                Random(3, 5000),
                1e-6
            );
        }
    }

    [Fact]
    public void PowersAreThoseOfDouble()
    {
        float[] exponents = [.. Special, 0.3f, -0.7f, 1.5f, 2.5f, -4, 5, 31, 100.25f];
        foreach (float y in exponents)
            Agrees(x => Scalar.Pow(x, y), x => Math.Pow(x, y), Special.Concat(Random(4, 3000)), 5e-6);
    }

    [Fact]
    public void ChoicesKeepNaN()
    {
        foreach (float x in Special)
        {
            Same(MathF.Abs(x), Scalar.Abs(x));
            Same(
                float.IsNaN(x) ? x
                    : MathF.Sign(x) == 0 ? x
                    : MathF.Sign(x),
                Scalar.Sign(x)
            );
            Assert.Equal(float.IsNaN(x), Scalar.IsNaN(x));
            foreach (float y in Special)
            {
                Same(
                    float.IsNaN(x) || float.IsNaN(y) ? float.NaN
                        : x < y ? x
                        : y,
                    Scalar.Min(x, y)
                );
                Same(
                    float.IsNaN(x) || float.IsNaN(y) ? float.NaN
                        : x > y ? x
                        : y,
                    Scalar.Max(x, y)
                );
            }
        }

        Assert.Equal(1e-6f, Scalar.Away(-0f, 1e-6f));
        Assert.Equal(-1.5f, Scalar.Away(-1, 0.5f));
        Assert.Equal(0, Scalar.Pos(-2) + Scalar.Neg(2));

        static void Same(float expected, float actual) =>
            Assert.True(expected == actual || (float.IsNaN(expected) && float.IsNaN(actual)), $"{expected}, {actual}");
    }

    /// <summary>Relative to the number, or to the smallest normal one.</summary>
    private static void Agrees(
        Func<float, float> function,
        Func<double, double> expected,
        IEnumerable<float> numbers,
        double tolerance
    )
    {
        foreach (float x in numbers)
        {
            float should = (float)expected(x),
                actual = function(x);
            bool agrees = float.IsFinite(should)
                ? Math.Abs(actual - should) <= tolerance * Math.Max(Math.Abs(should), 1.2e-38)
                : should.Equals(actual);
            Assert.True(agrees, $"f({x:R}) = {actual:R}, should be {should:R}");
        }
    }

    private static IEnumerable<float> Random(int seed, int count)
    {
        Random random = new(seed);
        for (int i = 0; i < count; i++)
            yield return (float)((random.NextDouble() * 2 - 1) * Math.Pow(10, random.Next(-6, 3)));
    }
}
