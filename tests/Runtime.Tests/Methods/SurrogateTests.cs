using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>Least squares and LIME against normal equations, and what cannot be determined.</summary>
public sealed class SurrogateTests
{
    private static readonly double[] Input = [1, -2, 0.5, 3];

    private static readonly FunctionNetwork Network = new(
        [4],
        x => Math.Tanh(x[0] + x[1]) + (x[2] * x[3]) - (0.5 * x[0] * x[3])
    );

    [Theory]
    [InlineData(0, LimeDistance.CosineOfInputs, 1)]
    [InlineData(2.5, LimeDistance.CosineOfInputs, 0.5)]
    [InlineData(1, LimeDistance.CosineOfCoalitions, 0.25)]
    [InlineData(0, LimeDistance.EuclideanOfInputs, 2)]
    public void Lime_solves_the_weighted_normal_equations(double ridge, LimeDistance distance, double width)
    {
        Lime method = new(KernelWidth: width, Distance: distance, Ridge: ridge);
        double[] values = method.Attribute(Network, Input, 0).GroupValues!;

        // with the intercept as fifth column, which ridge leaves alone
        double[,] system = new double[5, 6];
        for (int coalition = 1; coalition < 16; coalition++)
        {
            double[] row = [.. Enumerable.Range(0, 4).Select(i => (double)(coalition >> i & 1)), 1];
            double[] x = [.. Input.Select((v, i) => v * row[i])];
            double d = distance switch
            {
                LimeDistance.EuclideanOfInputs => Math.Sqrt(x.Zip(Input, (a, b) => (a - b) * (a - b)).Sum()),
                LimeDistance.CosineOfInputs => 1 - Cosine(x, Input),
                _ => 1 - Cosine(row[..4], [1, 1, 1, 1]),
            };
            double weight = Math.Exp(-d * d / (2 * width * width));
            double y = Math.Tanh(x[0] + x[1]) + (x[2] * x[3]) - (0.5 * x[0] * x[3]);
            for (int i = 0; i < 5; i++)
            {
                for (int j = 0; j < 5; j++)
                    system[i, j] += weight * row[i] * row[j];
                system[i, 5] += weight * row[i] * y;
            }
        }

        for (int i = 0; i < 4; i++)
            system[i, i] += ridge;
        Near.Same(Eliminated(system)[..4], values, 1e-10); // five well-conditioned equations
    }

    [Fact]
    public void Drawn_samples_approach_all_of_them()
    {
        FunctionNetwork network = new([12], x => (x[0] * x[1]) + (2 * x[2]) - x[3]);
        double[] input = [.. Enumerable.Repeat(1.0, 12)];
        double[] all = new Lime(Samples: 4095).Attribute(network, input, 0).GroupValues!;
        double[] drawn = new Lime(Samples: 3000).Attribute(network, input, 0).GroupValues!;
        Near.Same(all, drawn, 0.03); // what is not linear has deviation ¼: ¼/√3000·2 of 2
    }

    [Fact]
    public void Rows_that_do_not_determine_are_refused()
    {
        LeastSquares system = new(2);
        system.Add([1, 2], 3);
        Assert.Null(system.Solve(default));
        system.Add([2, 4], 6);
        system.Add([-1, -2], 1);
        Assert.Null(system.Solve(default));
        system.Add([1, 1], 2);
        Assert.NotNull(system.Solve(default));
    }

    [Fact]
    public void Least_squares_keep_what_normal_equations_lose()
    {
        // Läuchli's columns: with δ = 1e-9 their products differ by 1e-18, below rounding
        const double delta = 1e-9;
        LeastSquares system = new(2);
        system.Add([1, 1], 2);
        system.Add([delta, 0], delta);
        system.Add([0, delta], delta);
        double[] solution = system.Solve(default)!;
        Assert.Equal(1, solution[0], 1e-6); // condition 1e9 times rounding
        Assert.Equal(1, solution[1], 1e-6);
    }

    [Fact]
    public void Too_few_samples_say_what_to_do()
    {
        FunctionNetwork sum = new([30], x => x.Sum());
        double[] input = [.. Enumerable.Repeat(1.0, 30)];
        string lime = Assert
            .Throws<InvalidOperationException>(() => new Lime(Samples: 10).Attribute(sum, input, 0))
            .Message;
        Assert.Contains("10 samples do not determine the coefficients of 30 features", lime);
        Assert.Contains("raise Samples", lime);
        string shap = Assert
            .Throws<InvalidOperationException>(() => new KernelShap(Samples: 10).Attribute(sum, input, 0))
            .Message;
        Assert.Contains("10 coalitions do not determine", shap);
        Assert.Contains("raise Samples", shap);
    }

    private static double Cosine(double[] a, double[] b) =>
        a.Zip(b, (p, q) => p * q).Sum() / Math.Sqrt(a.Sum(p => p * p) * b.Sum(q => q * q));

    private static double[] Eliminated(double[,] system)
    {
        int n = system.GetLength(0);
        for (int i = 0; i < n; i++)
        for (int k = 0; k < n; k++)
        {
            double factor = k == i ? 0 : system[k, i] / system[i, i];
            for (int j = 0; factor != 0 && j <= n; j++)
                system[k, j] -= factor * system[i, j];
        }

        return [.. Enumerable.Range(0, n).Select(i => system[i, n] / system[i, i])];
    }
}
