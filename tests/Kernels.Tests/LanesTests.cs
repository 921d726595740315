namespace RuleCompiler.Kernels.Tests;

public class LanesTests
{
    private static readonly float[] Values =
    [
        0f,
        -0f,
        1f,
        -1f,
        0.3f,
        -0.3f,
        0.46875f,
        0.5f,
        2.5f,
        -2.5f,
        3.9f,
        4.1f,
        -4.1f,
        7f,
        9.5f,
        -9.5f,
        1e-7f,
        -1e-7f,
        30f,
        -30f,
        1e20f,
        -1e20f,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.NaN,
    ];

    [Fact]
    public void Lanes512() => Check<Lanes512>();

    [Fact]
    public void Lanes256() => Check<Lanes256>();

    [Fact]
    public void Lanes128() => Check<Lanes128>();

    [Fact]
    public void Lane() => Check<Lane>();

    [Fact]
    public void ErrorFunctionsAreAccurateInTheTail()
    {
        for (double x = -10; x <= 10; x += 0.0371)
        {
            double erfc = ReferenceErfc(x);
            // Cody's approximations are good to 1e-15, the reference to about 1e-13
            Assert.True(Math.Abs(ErrorFunction.Erfc(x) / erfc - 1) < 1e-12, $"erfc({x})");
            double erf = Math.Abs(x) < 1 ? ReferenceErf(x) : 1 - erfc;
            Assert.True(Math.Abs(ErrorFunction.Erf(x) - erf) <= 1e-12 * Math.Abs(erf), $"erf({x})");
        }
        Assert.Equal(1.0, ErrorFunction.Erf(double.PositiveInfinity));
        Assert.Equal(-1.0, ErrorFunction.Erf(double.NegativeInfinity));
        Assert.True(double.IsNaN(ErrorFunction.Erfc(double.NaN)));
    }

    private static void Check<V>()
        where V : struct, ILanes<V>
    {
        foreach (float x in Values)
        {
            Exactly(MathF.Abs(x), V.Abs(V.Of(x)), "abs", x);
            if (x is not (0 or float.NaN)) // of these the machine decides
            {
                Exactly(x > 0 ? x : 0, V.Abs(V.PositivePart(V.Of(x))), "positive part", x);
                Exactly(x < 0 ? -x : 0, V.Abs(V.NegativePart(V.Of(x))), "negative part", x);
            }
            Exactly(MathF.Sqrt(x), V.Sqrt(V.Of(x)), "sqrt", x);
            Exactly(
                x > 0 ? 1
                    : x < 0 ? -1
                    : x,
                V.Sign(V.Of(x)),
                "sign",
                x
            );
            Exactly(-x, -V.Of(x), "minus", x);
            Exactly(x + (x >= 0 ? 0.5f : -0.5f), V.Away(V.Of(x), V.Of(0.5f)), "away", x);
            // two units in the last place: float functions of the vector library and of the C library
            Nearly(Math.Exp(x), V.Exp(V.Of(x)), "exp", x, 3e-7);
            Nearly(Math.Log(x), V.Log(V.Of(x)), "log", x, 3e-7);
            // rounded once from double
            Nearly(Math.Tanh(x), V.Tanh(V.Of(x)), "tanh", x, 1e-7);
            Nearly(ErrorFunction.Erf(x), V.Erf(V.Of(x)), "erf", x, 1e-7);
            Nearly(ErrorFunction.Erfc(x), V.Erfc(V.Of(x)), "erfc", x, 1e-7);
            foreach (float y in Values)
            {
                Exactly(x + y, V.Of(x) + V.Of(y), "+", x, y);
                Exactly(x - y, V.Of(x) - V.Of(y), "-", x, y);
                Exactly(x * y, V.Of(x) * V.Of(y), "*", x, y);
                Exactly(x / y, V.Of(x) / V.Of(y), "/", x, y);
                Exactly(MathF.Min(x, y), V.Min(V.Of(x), V.Of(y)), "min", x, y);
                Exactly(MathF.Max(x, y), V.Max(V.Of(x), V.Of(y)), "max", x, y);
                Exactly(
                    MathF.FusedMultiplyAdd(x, y, 0.7f),
                    V.FusedMultiplyAdd(V.Of(x), V.Of(y), V.Of(0.7f)),
                    "fma",
                    x,
                    y
                );
                Nearly(Math.Pow(x, y), V.Pow(V.Of(x), V.Of(y)), "pow", x, 1e-7);
                Mask(x < y, V.Less(V.Of(x), V.Of(y)));
                Mask(x <= y, V.LessOrEqual(V.Of(x), V.Of(y)));
                Mask(x == y, V.Equal(V.Of(x), V.Of(y)));
                Mask(!(x < y), V.Not(V.Less(V.Of(x), V.Of(y))));
                Mask(x < y && x < 1, V.And(V.Less(V.Of(x), V.Of(y)), V.Less(V.Of(x), V.One)));
                Mask(x < y || x < 1, V.Or(V.Less(V.Of(x), V.Of(y)), V.Less(V.Of(x), V.One)));
            }
        }
        Exactly(0.5f, V.Away(V.Of(-0f), V.Of(0.5f)), "away", -0f); // sign(0) = +1, of either zero
        Plane many = new NativeBuffer(V.Width).Plane;
        for (int i = 0; i < V.Width; i++)
            many[i] = i + 1;
        Assert.Equal(V.Width * (V.Width + 1) / 2f, V.Sum(many.Load<V>(0))); // whole numbers: exact
        Plane halves = new NativeBuffer(V.Width).Plane;
        halves.Store(0, V.Select(V.Less(many.Load<V>(0), V.Of(2.5f)), V.One, V.Zero)); // lanes differ
        for (int i = 0; i < V.Width; i++)
            Assert.Equal(i < 2 ? 1f : 0f, halves[i]);
    }

    private static void Exactly<V>(float expected, V actual, string name, float x, float y = 0)
        where V : struct, ILanes<V>
    {
        foreach (float a in Lanes(actual))
            Assert.True(
                a.Equals(expected) && (float.IsNaN(a) || float.IsNegative(a) == float.IsNegative(expected)),
                $"{name}({x}, {y}) = {a}, not {expected}"
            );
    }

    private static void Nearly<V>(double exact, V actual, string name, float x, double tolerance)
        where V : struct, ILanes<V>
    {
        float expected = (float)exact;
        foreach (float a in Lanes(actual))
        {
            // the smallest subnormal is as near as float32 comes to what lies below it
            bool near = Math.Abs(a - exact) <= tolerance * Math.Abs(exact) + float.Epsilon;
            Assert.True(near || a.Equals(expected), $"{name}({x}) = {a}, not {expected}");
        }
    }

    private static void Mask<V>(bool set, V mask)
        where V : struct, ILanes<V>
    {
        foreach (float a in Lanes(mask))
            Assert.Equal(set ? uint.MaxValue : 0u, BitConverter.SingleToUInt32Bits(a));
        foreach (float a in Lanes(V.Select(mask, V.Of(3), V.Of(4))))
            Assert.Equal(set ? 3f : 4f, a);
    }

    private static float[] Lanes<V>(V value)
        where V : struct, ILanes<V>
    {
        Plane plane = new NativeBuffer(V.Width).Plane;
        plane.Store(0, value);
        return plane.Span.ToArray();
    }

    /// <summary>Maclaurin series.</summary>
    private static double ReferenceErf(double x)
    {
        double term = x,
            sum = x;
        for (int n = 1; n < 200; n++)
        {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * sum;
    }

    /// <summary>Laplace's continued fraction above 1.5, the series below.</summary>
    private static double ReferenceErfc(double x)
    {
        if (x < 0)
            return 2 - ReferenceErfc(-x);
        if (x < 1.5)
            return 1 - ReferenceErf(x);
        double fraction = x;
        for (int n = 400; n >= 1; n--)
            fraction = x + n / 2.0 / fraction;
        return Math.Exp(-x * x) / Math.Sqrt(Math.PI) / fraction;
    }
}
