using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Kernels;

namespace RuleCompiler.Devices.Tests;

/// <summary>Expressions printed as OpenCL C have the values that they have in double precision.</summary>
public sealed class PrinterTests(Bench bench) : IClassFixture<Bench>
{
    private static readonly Name X = new("x");
    private static readonly Name Y = new("y");

    /// <summary>Numbers of both signs over twelve decades, 0 and −0.</summary>
    private static readonly float[] Numbers =
    [
        0,
        -0f,
        .. Enumerable.Range(0, 60).SelectMany(i => (float[])[At(i), -At(i)]),
        .. Enumerable.Range(-40, 81).Select(i => i / 2f),
    ];

    private static readonly Op[] All = [.. Enum.GetValues<Op>().Where(op => op is not (Op.SumColumns or Op.Function))];

    [OpenClFact]
    public void EveryOperationHasItsValue()
    {
        (float X, float Y)[] pairs =
        [
            .. Numbers.SelectMany(x => Numbers.Where((_, i) => i % 9 == 0).Select(y => (x, y))),
        ];
        float[][] actual = Run([.. All.Select(Applied)], pairs);
        for (int k = 0; k < All.Length; k++)
        {
            for (int i = 0; i < pairs.Length; i++)
            {
                double expected = Evaluate.At(Applied(All[k]), n => n == "x" ? pairs[i].X : pairs[i].Y);
                Near(expected, actual[k][i], Tolerance(All[k]), $"{All[k]}{pairs[i]}");
            }
        }
    }

    [OpenClFact]
    public void NaNAndInfinityAreThoseOfLanes()
    {
        Expr[] exprs =
        [
            Of(Op.Pos, X),
            Of(Op.Neg, X),
            Of(Op.Min, X, Y),
            Of(Op.Max, X, Y),
            Of(Op.Sign, X),
            Of(Op.Away, X, Y),
            Of(Op.Phi, X),
            Of(Op.Density, X),
            Of(Op.RectifiedMean, X, Y),
            Of(Op.RectifiedVariance, X, Y),
        ];
        Func<Lane, Lane, Lane>[] lanes =
        [
            (x, _) => Lane.Max(x, Lane.Zero),
            (x, _) => Lane.Min(x, Lane.Zero),
            Lane.Min,
            Lane.Max,
            (x, _) => Lane.Sign(x),
            Lane.Away,
            (x, _) => Lane.Phi(x),
            (x, _) => Lane.Density(x),
            Lane.RectifiedMean,
            Lane.RectifiedVariance,
        ];
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1];
        (float X, float Y)[] pairs = [.. odd.SelectMany(x => odd.Where(y => !float.IsInfinity(y)).Select(y => (x, y)))];
        float[][] actual = Run(exprs, pairs);
        for (int k = 0; k < exprs.Length; k++)
        {
            for (int i = 0; i < pairs.Length; i++)
                Near(lanes[k](new(pairs[i].X), new(pairs[i].Y)).Value, actual[k][i], 1e-6, $"{exprs[k]} {pairs[i]}");
        }
    }

    [OpenClFact]
    public void ConstantsAndSharedPartsAreKept()
    {
        Expr shared = Of(Op.Exp, X);
        Expr truth = Of(Op.Less, X, new Number(-0.5));
        Expr[] exprs =
        [
            Of(Op.Add, Of(Op.Mul, shared, shared), shared),
            Of(Op.Select, truth, new Number(1e-30), Of(Op.Select, truth, X, new Number(-3))),
            Of(Op.Mul, new Number(16777216), new Number(0.1)),
            new Number(double.PositiveInfinity),
            new Number(-1e300),
            new Number(double.NaN),
        ];
        (float X, float Y)[] pairs = [(-1, 0), (0.25f, 0), (2, 0)];
        float[][] actual = Run(exprs, pairs);
        for (int k = 0; k < exprs.Length; k++)
        {
            for (int i = 0; i < pairs.Length; i++)
            {
                double expected = Evaluate.At(exprs[k], _ => pairs[i].X);
                Near(expected == -1e300 ? double.NegativeInfinity : expected, actual[k][i], 1e-6, $"{k} {pairs[i]}");
            }
        }
    }

    [Theory]
    [InlineData(0.25, "0.25f")]
    [InlineData(3, "3.0f")]
    [InlineData(-1, "(-1.0f)")]
    [InlineData(1e-6, "1E-06f")]
    [InlineData(1e300, "INFINITY")]
    public void NumbersAreWrittenAsInC(double value, string text) =>
        Assert.Equal(text, new OpenClPrinter(n => n).Print(new Number(value)));

    [Fact]
    public void PartsOfWeightsTakeOneInstruction()
    {
        OpenClPrinter printer = new(n => n, "w");
        Assert.Equal("rc_pos(w)", printer.Print(Of(Op.Pos, new Name("w"))));
        Assert.Equal("rc_max(a, 0.0f)", printer.Print(Of(Op.Pos, new Name("a"))));
    }

    /// <summary>Every expression at every pair, in one launch.</summary>
    private float[][] Run(Expr[] exprs, (float X, float Y)[] pairs)
    {
        int count = pairs.Length;
        using IDeviceMemory x = bench.Open.Upload<float>([.. pairs.Select(p => p.X)]),
            y = bench.Open.Upload<float>([.. pairs.Select(p => p.Y)]),
            results = bench.Open.Allocate((long)exprs.Length * count);
        (IReadOnlyList<string> locals, IReadOnlyList<string> texts) = new OpenClPrinter(n => n).Print(exprs);
        KernelPolicy policy = new()
        {
            Body = string.Join(
                '\n',
                locals
                    .Prepend("const float x = at_x[i.position], y = at_y[i.position];")
                    .Concat(texts.Select((text, k) => $"to_all[i.position + {k * count}] = {text};"))
            ),
            Operands = ["at_x", "at_y", "to_all"],
        };
        DeviceRun[] operands = [x.All, y.All, results.All];
        bench.Open.Run(DevicePointwise.Launch(bench.Own, policy, operands, 1, 1, 1, count));
        float[] all = new float[exprs.Length * count];
        bench.Open.Read(results.All, all.AsSpan());
        return [.. all.Chunk(count)];
    }

    private static Apply Of(Op op, params Expr[] args) => new(op, new(args));

    private static Expr Applied(Op op)
    {
        Expr[] args = op switch
        {
            Op.Select => [Of(Op.Less, X, Y), X, Y],
            Op.And or Op.Or => [Of(Op.Less, X, new Number(1)), Of(Op.LessOrEqual, Y, new Number(0))],
            Op.Not => [Of(Op.Less, X, Y)],
            _ => op.Arity() == 2 ? [X, Y] : [X],
        };
        Expr applied = Of(op, args);
        return op.IsTruth() ? Of(Op.Select, applied, new Number(2), new Number(3)) : applied;
    }

    /// <summary>
    /// Relative: one rounding of arithmetic, two of a quotient's or root's that the device does not round as IEEE 754;
    /// functions as OpenCL C 1.2, 7.4, allows them (16 units in the last place); those of the normal distribution as on
    /// the processor.
    /// </summary>
    private static double Tolerance(Op op) =>
        op switch
        {
            Op.Exp or Op.Log or Op.Pow or Op.Tanh or Op.Erf or Op.Erfc => 2e-6,
            Op.Phi or Op.Density or Op.RectifiedMean or Op.RectifiedVariance => 1e-6,
            Op.Div or Op.Sqrt => 3.1e-7,
            _ => 6e-8,
        };

    private static void Near(double expected, float actual, double tolerance, string where)
    {
        bool same =
            double.IsNaN(expected) ? float.IsNaN(actual)
            : Math.Abs(expected) > float.MaxValue ? actual == (float)expected
            : Math.Abs(actual - expected) <= (tolerance * Math.Abs(expected)) + 2e-38; // where numbers lose digits
        Assert.True(same, $"{where}: {actual:R} instead of {expected:R}");
    }

    private static float At(int i) => MathF.Pow(10, (i / 5f) - 6);
}
