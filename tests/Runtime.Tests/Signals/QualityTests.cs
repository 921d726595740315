using RuleCompiler.PatternEstimation;
using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Signals;

/// <summary>The quality of any pattern against a regression on the residual x − a·y, formed and solved as it is printed.</summary>
public sealed class QualityTests
{
    private const int Inputs = 4;
    private const int Rows = 400;

    private static readonly double[] Weight = [0.5, -1, 0.25, 0.75];

    [Theory]
    [InlineData(false, 0)]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    [InlineData(true, 1)]
    [InlineData(true, 2)]
    public void It_is_the_correlation_of_the_best_residual(bool positive, int seed)
    {
        double[][] fit = Data($"fit{seed}"),
            judge = Data($"judge{seed}");
        double[] bias = [0.1];
        UnitMoments unit = new(Inputs, Weight, bias, positive);
        SignalQuality quality = new(unit, Inputs, positive ? bias : null, 1);
        // in two blocks, as a stream comes
        foreach ((double[][] data, bool fits) in new[] { (fit, true), (judge, false) })
        foreach (double[][] part in new[] { data[..150], data[150..] })
            quality.Add(Block(part), fits, new());

        double[] pattern = [.. Deterministic.Fill($"a{seed}", [Inputs], -1, 1).Select(v => (double)v)];
        double scale = Dot(pattern, Weight);
        pattern = [.. pattern.Select(v => v / scale)];
        // the regression is stabilised by 1e-6 of the variance
        Assert.Equal(Naive(Kept(fit), Kept(judge), pattern), quality.Of(0, pattern), 1e-4);

        double[][] Kept(double[][] data) => [.. data.Where(x => !positive || Dot(x, Weight) + bias[0] > 0)];
    }

    [Fact]
    public void Too_few_patches_tell_nothing()
    {
        UnitMoments unit = new(Inputs, Weight, [0], false);
        SignalQuality quality = new(unit, Inputs, null, 1);
        quality.Add(Block(Data("few")[..(2 * Inputs)]), true, new());
        quality.Add(Block(Data("few")[..((2 * Inputs) - 1)]), false, new());
        Assert.True(double.IsNaN(quality.Of(0, [2, 0, 0, 0])));
        quality.Add(Block(Data("few")[^1..]), false, new());
        Assert.False(double.IsNaN(quality.Of(0, [2, 0, 0, 0])));
    }

    private static double Naive(double[][] fit, double[][] judge, double[] a)
    {
        // the residual has one direction fewer than the inputs, so its last number follows from the others
        double[][] residuals = [.. fit.Select(x => Residual(x, a))];
        double[] y = [.. fit.Select(x => Dot(x, Weight))];
        double[] means = [.. Enumerable.Range(0, Inputs - 1).Select(i => residuals.Average(d => d[i]))];
        double meanY = y.Average();
        double[,] system = new double[Inputs - 1, Inputs];
        for (int n = 0; n < fit.Length; n++)
        for (int i = 0; i < Inputs - 1; i++)
        {
            for (int j = 0; j < Inputs - 1; j++)
                system[i, j] += (residuals[n][i] - means[i]) * (residuals[n][j] - means[j]);
            system[i, Inputs - 1] += (residuals[n][i] - means[i]) * (y[n] - meanY);
        }

        double[] v = Solve(system);
        double[] found = [.. judge.Select(x => Dot(Residual(x, a)[..^1], v))];
        double[] wanted = [.. judge.Select(x => Dot(x, Weight))];
        (double meanFound, double meanWanted) = (found.Average(), wanted.Average());
        double Co(double[] p, double mp, double[] q, double mq) => p.Zip(q, (s, t) => (s - mp) * (t - mq)).Sum();
        double correlation =
            Co(found, meanFound, wanted, meanWanted)
            / Math.Sqrt(Co(found, meanFound, found, meanFound) * Co(wanted, meanWanted, wanted, meanWanted));
        return 1 - Math.Clamp(correlation, 0, 1);
    }

    /// <summary>Gauss' elimination of [n, n + 1].</summary>
    private static double[] Solve(double[,] system)
    {
        int n = system.GetLength(0);
        for (int pivot = 0; pivot < n; pivot++)
        for (int row = 0; row < n; row++)
        {
            if (row == pivot)
                continue;
            double factor = system[row, pivot] / system[pivot, pivot];
            for (int column = pivot; column <= n; column++)
                system[row, column] -= factor * system[pivot, column];
        }

        return [.. Enumerable.Range(0, n).Select(i => system[i, n] / system[i, i])];
    }

    private static double[] Residual(double[] x, double[] a)
    {
        double y = Dot(x, Weight);
        return [.. x.Zip(a, (p, q) => p - (q * y))];
    }

    private static double Dot(double[] x, double[] y) => x.Zip(y, (a, b) => a * b).Sum();

    private static RowBlock Block(double[][] rows)
    {
        RowBlock block = new(Inputs);
        rows.SelectMany(row => row).ToArray().CopyTo(block.Room(rows.Length));
        block.Centre();
        return block;
    }

    /// <summary>Correlated inputs about means of their own.</summary>
    private static double[][] Data(string name)
    {
        float[] numbers = Deterministic.Fill(name, [Rows, Inputs], -1, 1);
        return
        [
            .. Enumerable
                .Range(0, Rows)
                .Select(n => numbers.AsSpan(n * Inputs, Inputs).ToArray())
                .Select(r => new double[] { r[0] + 2, r[1] + (0.5 * r[0]), r[2] - r[0] - 1, r[3] + (0.3 * r[1]) }),
        ];
    }
}
