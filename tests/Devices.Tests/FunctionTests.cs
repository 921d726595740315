using RuleCompiler.Generators.Ir;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>
/// The functions that CUDA's texts bring, run as OpenCL C under their own names: within four units in the last place of
/// what double precision gives, subnormal numbers included, and special at the same places.
/// </summary>
public sealed class FunctionTests(Bench bench) : IClassFixture<Bench>
{
    private const double Units = 4;

    // every sign and exponent, subnormal numbers, infinities and NaN; 65537 is prime
    private static readonly float[] Everywhere =
    [
        .. Enumerable.Range(0, 65536).Select(i => BitConverter.UInt32BitsToSingle((uint)i * 65537u)),
        float.PositiveInfinity,
        float.NegativeInfinity,
    ];

    private static readonly float[] Special =
    [
        0,
        -0f,
        1,
        -1,
        2,
        -3,
        0.5f,
        -2.5f,
        float.PositiveInfinity,
        float.NegativeInfinity,
        float.NaN,
        float.Epsilon,
        -float.Epsilon,
        float.MaxValue,
        float.MinValue,
        8388609,
        -8388609,
        16777216,
    ];

    [OpenClFact]
    public void FunctionsAreThoseOfDoublePrecision()
    {
        (string Name, Func<double, double> Value)[] functions =
        [
            ("rc_exp", Math.Exp),
            ("rc_log", Math.Log),
            ("rc_tanh", Math.Tanh),
            ("rc_erf", x => double.IsNaN(x) ? x : Inner(Op.Erf, x)),
            ("rc_erfc", x => double.IsNaN(x) ? x : Inner(Op.Erfc, x)),
        ];
        // where functions are neither 0 nor 1 nor infinite, again
        float[] numbers =
        [
            .. Everywhere,
            .. Enumerable.Range(-40000, 80001).Select(i => i / 400f),
            .. Enumerable.Range(0, 20000).Select(i => i / 10000f),
        ];
        float[] y = new float[numbers.Length];
        foreach ((string name, Func<double, double> value) in functions)
        {
            float[] actual = Run($"{name}(at_x[i.position])", numbers, y);
            for (int i = 0; i < numbers.Length; i++)
                Near(value(numbers[i]), actual[i], $"{name}({numbers[i]:R})");
        }
    }

    [OpenClFact]
    public void PowersAreThoseOfDoublePrecision()
    {
        Random random = new(1);
        List<(float X, float Y)> pairs =
        [
            .. Special.SelectMany(x => Special.Select(y => (x, y))),
            .. Everywhere.Select(x => (x, random.Next(-12, 13) / 2f)),
            .. Everywhere.Select(x => (x, (random.NextSingle() - 0.5f) * 40)),
        ];
        for (int i = 0; i < 60000; i++) // results of every size, of bases near 1 too
        {
            float x = MathF.Exp((random.NextSingle() - 0.5f) * MathF.Pow(10, random.Next(-6, 2)));
            pairs.Add((x, (random.NextSingle() - 0.5f) * 200 / MathF.Log(x)));
        }
        float[] actual = Run(
            "rc_pow(at_x[i.position], at_y[i.position])",
            [.. pairs.Select(p => p.X)],
            [.. pairs.Select(p => p.Y)]
        );
        for (int i = 0; i < actual.Length; i++)
        {
            (float x, float y) = pairs[i];
            double expected = Math.Pow(x, y);
            Near(expected, actual[i], $"pow({x:R}, {y:R})");
            if (expected == 0)
                Assert.Equal(double.IsNegative(expected), float.IsNegative(actual[i]));
        }
    }

    /// <summary>In double precision; beyond ±30 all is as there.</summary>
    private static double Inner(Op op, double x) =>
        Evaluate.At(new Apply(op, new([new Name("x")])), _ => Math.Clamp(x, -30, 30));

    private float[] Run(string expression, float[] x, float[] y)
    {
        KernelPolicy policy = new()
        {
            Functions = KernelText.FunctionsPage,
            Body = $"to_y[i.position] = {expression};",
            Operands = ["at_x", "at_y", "to_y"],
        };
        DeviceRun[] operands = [bench.Put(Of(x)), bench.Put(Of(y)), bench.Result(x.Length)];
        bench.Open.Run(DevicePointwise.Launch(bench.Own, policy, operands, 1, 1, 1, x.Length));
        float[] actual = new float[x.Length];
        bench.Open.Read(operands[2], actual.AsSpan());
        return actual;
    }

    private static Plane Of(float[] numbers)
    {
        Plane plane = new NativeBuffer(numbers.Length).Plane;
        numbers.CopyTo(plane.Span);
        return plane;
    }

    private static void Near(double expected, float actual, string where)
    {
        double nearest = Math.Abs((double)(float)expected);
        double unit =
            nearest > float.MaxValue ? Math.ScaleB(1, 104)
            : nearest < 1.17549435e-38 ? float.Epsilon
            : MathF.BitIncrement((float)nearest) - nearest;
        bool same =
            double.IsNaN(expected) ? float.IsNaN(actual)
            : float.IsInfinity(actual)
                ? Math.CopySign(1, expected) == Math.CopySign(1, actual)
                    && Math.Abs(expected) >= float.MaxValue - (Units * Math.ScaleB(1, 104))
            : Math.Abs(expected - actual) <= Units * unit;
        Assert.True(same, $"{where}: {actual:R} instead of {expected:R}");
    }
}
