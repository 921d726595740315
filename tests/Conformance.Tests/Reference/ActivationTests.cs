using static RuleCompiler.Conformance.Tests.Reference.GraphTexts;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Every nonlinearity against ONNX's definition, and its slope against central differences of it.</summary>
public sealed class ActivationTests
{
    private static readonly float[] Points =
    [
        -7.5f,
        -2.25f,
        -1.125f,
        -0.625f,
        -0.125f,
        0.0625f,
        0.375f,
        1.25f,
        2.5f,
        8,
    ];

    private static readonly Dictionary<string, Func<double, double>> Defined = new()
    {
        ["ReLU (args)"] = x => Math.Max(0, x),
        ["LeakyReLU (args (Slope 0.25))"] = x => x < 0 ? 0.25 * x : x,
        ["Clip (args (Low -1) (High 2))"] = x => Math.Min(2, Math.Max(x, -1)),
        ["Clip (args (Low -Infinity) (High 2))"] = x => Math.Min(2, x),
        ["Clip (args (Low -1) (High Infinity))"] = x => Math.Max(-1, x),
        ["Clip (args (Low 2) (High -1))"] = _ => -1,
        ["HardSigmoid (args (Alpha 0.25) (Beta 0.625))"] = x => Math.Max(0, Math.Min(1, 0.25 * x + 0.625)),
        ["HardSwish (args)"] = x => x * Math.Max(0, Math.Min(1, x / 6 + 0.5)),
        ["Sigmoid (args)"] = x => 1 / (1 + Math.Exp(-x)),
        ["Tanh (args)"] = x => (Math.Exp(x) - Math.Exp(-x)) / (Math.Exp(x) + Math.Exp(-x)),
        ["Softplus (args)"] = x => Math.Log(Math.Exp(x) + 1),
        ["Softsign (args)"] = x => x / (1 + Math.Abs(x)),
        ["ELU (args (Alpha 1.5))"] = x => x < 0 ? 1.5 * (Math.Exp(x) - 1) : x,
        ["SELU (args (Alpha 1.5) (Gamma 2.5))"] = x => x <= 0 ? 2.5 * (1.5 * Math.Exp(x) - 1.5) : 2.5 * x,
        ["CELU (args (Alpha 2.5))"] = x => Math.Max(0, x) + Math.Min(0, 2.5 * (Math.Exp(x / 2.5) - 1)),
        ["GELU (args (Tanh 0))"] = x => 0.5 * x * (1 + Integrated(x / Math.Sqrt(2))),
        ["GELU (args (Tanh 1))"] = x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))),
        ["SiLU (args)"] = x => x / (1 + Math.Exp(-x)),
        ["ThresholdedReLU (args (Alpha 0.25))"] = x => x > 0.25 ? x : 0,
        ["Erf (args)"] = Integrated,
        ["Exp (args)"] = x => Math.Pow(Math.E, x),
        ["Log (args)"] = x => Math.Log2(x) / Math.Log2(Math.E),
        ["Sqrt (args)"] = x => Math.Pow(x, 0.5),
        ["Reciprocal (args)"] = x => Math.Pow(x, -1),
        ["Abs (args)"] = x => x < 0 ? -x : x,
    };

    public static TheoryData<string> Kinds() => [.. Defined.Keys];

    private static float[] Domain(string kind) =>
        kind.StartsWith("Log", StringComparison.Ordinal) || kind.StartsWith("Sqrt", StringComparison.Ordinal)
            ? [.. Points.Where(x => x > 0)]
            : Points;

    private static Interpreter Of(string kind, int units)
    {
        int blank = kind.IndexOf(' ');
        string layer = $"({kind[..blank]} \"f\" (from -1) (shape {units}) {kind[(blank + 1)..]})";
        return Run(Graph($"{units}", layer), Defaults.Gradient);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_nonlinearity_is_what_ONNX_defines(string kind)
    {
        float[] points = Domain(kind);
        double[] defined = [.. points.Select(x => Defined[kind](x))];
        // 1e-12: rounding of the definitions' differences of near numbers
        Near.Same(defined, Of(kind, points.Length).Predict(points), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_slope_is_the_derivative(string kind)
    {
        const double h = 1e-5;
        float[] points = Domain(kind);
        double[] differences = [.. points.Select(x => (Defined[kind](x + h) - Defined[kind](x - h)) / (2 * h))];
        double[] ones = [.. points.Select(_ => 1.0)];
        double[] slopes = Of(kind, points.Length).Explain(points, ones).Relevance;
        if (differences.All(d => d == 0))
            Assert.All(slopes, slope => Assert.Equal(0, slope));
        else
            Near.Same(differences, slopes, 1e-7); // h² of the third derivative: 2.6e-8 for 1/x at 1/16
    }

    [Theory]
    [InlineData("ReLU (args)", 0, 0)]
    [InlineData("LeakyReLU (args (Slope 0.25))", 0, 0.25)]
    [InlineData("Clip (args (Low 0) (High 6))", 0, 0)]
    [InlineData("Clip (args (Low 0) (High 6))", 6, 0)]
    [InlineData("HardSigmoid (args (Alpha 0.25) (Beta 0.5))", 2, 0)]
    [InlineData("ThresholdedReLU (args (Alpha 1))", 1, 0)]
    [InlineData("Abs (args)", 0, 0)]
    public void At_a_kink_there_is_the_slope_of_the_branch_below_and_none_outside_of_bounds(
        string kind,
        float x,
        double slope
    ) => Assert.Equal(slope, Of(kind, 1).Explain([x], [1.0]).Relevance[0]);

    [Theory]
    [InlineData("Sigmoid (args)", -1000, 0, 0)]
    [InlineData("Sigmoid (args)", 1000, 1, 0)]
    [InlineData("Tanh (args)", 1000, 1, 0)]
    [InlineData("Softplus (args)", 1000, 1000, 1)]
    [InlineData("Softplus (args)", -40, 4.248354255291589e-18, 4.248354255291589e-18)]
    [InlineData("ELU (args (Alpha 1))", -1e-20f, -1e-20, 1)]
    [InlineData("GELU (args (Tanh 0))", -1000, 0, 0)]
    [InlineData("GELU (args (Tanh 1))", -1e30f, 0, 0)]
    [InlineData("SiLU (args)", -1000, 0, 0)]
    [InlineData("Erf (args)", 30, 1, 0)]
    public void Large_and_small_inputs_neither_overflow_nor_cancel(string kind, float x, double value, double slope)
    {
        Assert.Equal(value, Of(kind, 1).Predict([x])[0], Math.Abs(value) * 1e-7); // the input is a float
        Assert.Equal(slope, Of(kind, 1).Explain([x], [1.0]).Relevance[0], Math.Abs(slope) * 1e-7);
    }

    [Fact]
    public void PReLU_has_a_slope_per_channel()
    {
        const string Layer = "(PReLU \"f\" (from -1) (shape 2 1 2) (args (Channels 2)))";
        Interpreter interpreter = Run(Graph("2 1 2", Layer), Defaults.Gradient, ("f.slope", [2], [0.5f, -0.25f]));
        Near.Same([-1, 2, 1, 3], interpreter.Predict([-2, 2, -4, 3]), 1e-12);
        Near.Same([0.5, 1, -0.25, 1], interpreter.Explain([-2, 2, -4, 3], [1, 1, 1, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void Nonlinearities_pass_relevance_in_the_relevance_family()
    {
        Layer[] layers = [new Sigmoid(), new Exp(), new GELU(), new Clip(0, 1)];
        var interpreter = new Interpreter(
            layers,
            [2],
            TestNetworks.Unbounded,
            _ => null,
            Defaults.Relevance,
            TestNetworks.Tensors()
        );
        Near.Same([3, -4], interpreter.Explain([1, -2], [3, -4]).Relevance, 1e-12);
    }

    /// <summary>erf by Simpson's rule over 2000 steps: an error of 1e-14 up to |x| = 6, where it is 1.</summary>
    private static double Integrated(double x)
    {
        double end = Math.Clamp(x, -6, 6);
        double h = end / 2000;
        double sum = 0;
        for (int i = 0; i < 2000; i += 2)
            sum += Density(i * h) + 4 * Density((i + 1) * h) + Density((i + 2) * h);
        return 2 / Math.Sqrt(Math.PI) * sum * h / 3;

        static double Density(double t) => Math.Exp(-t * t);
    }
}
