using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Tests.Derivatives;

/// <summary>Symbolic derivatives against central differences in double precision.</summary>
public sealed class DerivativeTests
{
    private const double Step = 1e-5;

    // truncation h²/6·f‴ of functions of about 1, and 1e-16/h of cancellation
    private const double Tolerance = 1e-8;

    private static readonly double[][] Points =
    [
        [0.7, 1.3, -0.4],
        [1.9, 0.35, 2.1],
        [0.25, 2.2, 0.6],
        [3.1, 0.9, -1.7],
    ];

    public static TheoryData<string> Operations() =>
        [.. Enum.GetValues<Op>().Where(op => op is not Op.Function).Select(op => op.ToString())];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Every_operation_has_its_derivative(string name)
    {
        Op op = Enum.Parse<Op>(name);
        // arguments that depend on more than one name, so that the chain rule and sums are seen
        Expr x = Make(Op.Add, new Name("x"), Make(Op.Mul, new Number(0.1), new Name("y")));
        Expr y = Make(Op.Mul, new Name("y"), new Name("y"));
        Expr z = Make(Op.Mul, new Name("z"), new Name("x"));
        Expr value = op switch
        {
            Op.Select => Make(op, Make(Op.Less, x, y), Make(Op.Mul, x, y), z),
            _ when op.Arity() == 2 => Make(op, x, y),
            _ => Make(op, x),
        };
        Compare(op.IsTruth() ? Make(Op.Select, value, x, z) : value, Points);
        if (op is not (Op.Sqrt or Op.Log or Op.Pow))
            Compare(op.IsTruth() ? Make(Op.Select, value, y, x) : value, [.. Points.Select(Negative)]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(0.5)]
    [InlineData(-1.5)]
    public void A_power_with_a_number(double exponent) =>
        Compare(Make(Op.Pow, new Name("x"), new Number(exponent)), Points);

    /// <summary>x/(1 + e^(−x)), and the logarithm of what overflows.</summary>
    [Theory]
    [InlineData(-2000)]
    [InlineData(2000)]
    public void What_saturates_has_a_finite_derivative(double at)
    {
        Name x = new("x");
        Expr logistic = Make(Op.Div, Expr.One, Make(Op.Add, Expr.One, Make(Op.Exp, Make(Op.Negate, x))));
        double found = Evaluate.At(Derivative.Of(Make(Op.Mul, x, logistic), "x"), _ => at);
        Assert.Equal(at < 0 ? 0 : 1, found);
    }

    [Fact]
    public void What_is_not_finite_in_a_branch_not_taken_does_not_enter()
    {
        Name x = new("x");
        Expr root = Make(Op.Mul, new Number(3), Make(Op.Sqrt, Make(Op.Log, x)));
        Expr chosen = Make(Op.Select, Make(Op.Less, Expr.One, x), root, x);
        Assert.Equal(1, Evaluate.At(Derivative.Of(chosen, "x"), _ => -2));
    }

    [Fact]
    public void A_root_at_zero_is_finite()
    {
        double slope = Evaluate.At(Derivative.Of(Make(Op.Sqrt, new Name("x")), "x"), _ => 0);
        Assert.Equal(0.5 / 1e-30, slope, 1e15);
    }

    [Fact]
    public void Both_parts_add_up_at_their_kink()
    {
        Name x = new("x");
        Expr sum = Make(Op.Add, Make(Op.Pos, x), Make(Op.Neg, x));
        Assert.Equal(1, Evaluate.At(Derivative.Of(sum, "x"), _ => 0));
    }

    [Fact]
    public void Rectified_moments_without_deviation_are_those_of_the_mean()
    {
        Expr mean = Derivative.Of(Make(Op.RectifiedMean, new Name("m"), new Name("s")), "m");
        Expr variance = Derivative.Of(Make(Op.RectifiedVariance, new Name("m"), new Name("s")), "s");
        foreach (double m in new[] { -3.0, 2.0 })
        {
            Assert.Equal(m > 0 ? 1 : 0, Evaluate.At(mean, n => n == "m" ? m : 0));
            Assert.Equal(0, Evaluate.At(variance, n => n == "m" ? m : 0));
        }
    }

    private static double[] Negative(double[] point) => Array.ConvertAll(point, v => -v);

    internal static void Compare(Expr value, double[][] points)
    {
        string[] names = ["x", "y", "z"];
        foreach (double[] point in points)
        {
            for (int i = 0; i < names.Length; i++)
            {
                double found = Evaluate.At(Derivative.Of(value, names[i]), n => point[Array.IndexOf(names, n)]);
                double difference = (At(Step) - At(-Step)) / (2 * Step);
                Assert.Equal(difference, found, Tolerance * Math.Max(1, Math.Abs(difference)));

                double At(double shift) =>
                    Evaluate.At(value, n => point[Array.IndexOf(names, n)] + (n == names[i] ? shift : 0));
            }
        }
    }

    private static Expr Make(Op op, params Expr[] args) => Simplify.Make(op, args);
}
