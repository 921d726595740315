using RuleCompiler.Laboratory.Chains;

namespace RuleCompiler.Laboratory.Tests.Chains;

/// <summary>Random chains, against the appendix' statements and against products written out.</summary>
public sealed class ChainSimulationTests
{
    private static readonly ChainSimulation Small = new()
    {
        Sizes = [64, 64, 64, 64, 64, 64, 64, 64],
        Vectors = 6,
        Chains = 5,
        Seed = 3,
    };

    [Theory]
    [InlineData("positive", 1e-12)]
    [InlineData("stochastic", 1e-12)]
    [InlineData("non-negative", 1e-8)]
    public void Non_negative_matrices_converge_exponentially(string name, double last)
    {
        ChainSeries series = Small.Run(ChainKind.All.Single(kind => kind.Name == name));
        Assert.Equal(7, series.OneMinusCosine.Count);
        for (int n = 1; n < 7; n++)
            Assert.True(series.OneMinusCosine[n] < series.OneMinusCosine[n - 1] / 10, $"{name} at {n}");
        Assert.InRange(series.OneMinusCosine[^1], 0, last);
    }

    [Fact]
    public void Signed_matrices_do_not_converge()
    {
        ChainSeries vanilla = Small.Run(ChainKind.Vanilla);
        Assert.True(vanilla.OneMinusCosine[^1] > 0.5);
        // ReLU makes all products positive, so they come nearer, but no faster than some tenths each
        ChainSeries rectified = Small.Run(ChainKind.Rectified);
        Assert.InRange(rectified.OneMinusCosine[^1], 0.01, 0.5);
    }

    [Fact]
    public void The_sweep_converges_slower_for_larger_beta()
    {
        IReadOnlyList<ChainSeries> sweep = Small.Sweep([0, 1, 4]);
        Assert.Equal("α=5 β=4", sweep[2].Name);
        double[] last = [.. sweep.Select(series => series.OneMinusCosine[^1])];
        Assert.Equal(last.Order(), last);
        Assert.InRange(last[1], 0, 0.01);
        Assert.True(last[2] > 0.3);
        // β = 0 is the non-negative chain
        Assert.Equal(Small.Run(ChainKind.NonNegative).OneMinusCosine, sweep[0].OneMinusCosine);
    }

    [Fact]
    public void The_first_values_are_those_of_the_columns_of_the_matrices()
    {
        ChainSimulation one = new()
        {
            Sizes = [3, 5, 4],
            Vectors = 3,
            Chains = 1,
            Seed = 9,
        };
        double[,] top = Matrix(5, 3, 0),
            below = Matrix(4, 5, 1);
        double[][] columns =
        [
            .. Enumerable.Range(0, 3).Select(v => Enumerable.Range(0, 5).Select(i => top[i, v]).ToArray()),
        ];
        double[][] products =
        [
            .. columns.Select(c =>
                Enumerable.Range(0, 4).Select(i => c.Select((x, j) => below[i, j] * x).Sum()).ToArray()
            ),
        ];
        IReadOnlyList<double> found = one.Run(ChainKind.Vanilla).OneMinusCosine;
        Assert.Equal(Median(columns), found[0], 12);
        Assert.Equal(Median(products), found[1], 12);

        static double[,] Matrix(int rows, int columns, long number)
        {
            double[,] matrix = new double[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                SampleRandom random = new(9, (number << 24) + i);
                for (int j = 0; j < columns; j++)
                    matrix[i, j] = random.Normal();
            }

            return matrix;
        }

        static double Median(double[][] vectors) =>
            new[] { Cosine(vectors[0], vectors[1]), Cosine(vectors[0], vectors[2]), Cosine(vectors[1], vectors[2]) }
                .Select(cosine => 1 - Math.Abs(cosine))
                .Order()
                .ElementAt(1);

        static double Cosine(double[] u, double[] v) =>
            u.Zip(v, (a, b) => a * b).Sum() / Math.Sqrt(u.Sum(a => a * a) * v.Sum(b => b * b));
    }

    [Fact]
    public void The_same_seed_gives_the_same_numbers()
    {
        Assert.Equal(Small.Run(ChainKind.Positive).OneMinusCosine, Small.Run(ChainKind.Positive).OneMinusCosine);
        Assert.NotEqual(
            Small.Run(ChainKind.Positive).OneMinusCosine,
            (Small with { Seed = 4 }).Run(ChainKind.Positive).OneMinusCosine
        );
    }

    [Fact]
    public void Bad_settings_are_refused()
    {
        Assert.Throws<ArgumentException>(() => (Small with { Sizes = [5] }).Run(ChainKind.Vanilla));
        Assert.Throws<ArgumentException>(() => (Small with { Vectors = 1 }).Run(ChainKind.Vanilla));
        Assert.Throws<ArgumentException>(() => (Small with { Chains = 0 }).Run(ChainKind.Vanilla));
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            (Small with { CancellationToken = cancelled.Token }).Run(ChainKind.Vanilla)
        );
    }
}
