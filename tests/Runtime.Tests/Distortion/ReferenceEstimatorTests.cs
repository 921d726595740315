using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>The streaming estimates against moments in two passes over all samples.</summary>
public sealed class ReferenceEstimatorTests
{
    [Fact]
    public void Mean_and_variance_are_those_of_two_passes()
    {
        const int Size = 7,
            Count = 1000;
        float[] samples = Samples(Count, Size, 1, 1000);
        ReferenceEstimator estimator = new(Size);
        estimator.Add(samples);
        GaussianReference found = estimator.Gaussian();
        for (int j = 0; j < Size; j++)
        {
            double mean = Column(samples, Size, j).Average();
            double variance = Column(samples, Size, j).Average(v => (v - mean) * (v - mean));
            // float32's rounding of the result: means of 1000 with deviations of 1 leave no digit to a sum of squares in float32
            Assert.Equal(mean, found.Mean[j], 1e-7 * Math.Abs(mean));
            Assert.Equal(variance, found.Variance[j], 1e-6 * variance);
        }
    }

    [Fact]
    public void Results_do_not_depend_on_calls()
    {
        const int Size = 5,
            Count = 200;
        float[] samples = Samples(Count, Size, 1, 3);
        ReferenceEstimator whole = new(Size, 2),
            pieces = new(Size, 2);
        whole.Add(samples);
        for (int at = 0; at < samples.Length; at += 25)
            pieces.Add(samples.AsSpan(at, 25));
        Assert.Equal(whole.Count, pieces.Count);
        Assert.Equal(whole.LowRank().Factor, pieces.LowRank().Factor);
        Assert.Equal(whole.Gaussian().Variance, pieces.Gaussian().Variance);
    }

    [Fact]
    public void Data_of_low_rank_is_kept_exactly()
    {
        const int Size = 40,
            Rank = 3,
            Count = 1500;
        float[] directions = Deterministic.Fill("directions", [Rank, Size], -1, 1),
            weights = Deterministic.Fill("weights", [Count, Rank], -1, 1),
            samples = new float[Count * Size];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = 5;
            for (int r = 0; r < Rank; r++)
                samples[i] += weights[(i / Size * Rank) + r] * directions[(r * Size) + (i % Size)];
        }

        ReferenceEstimator estimator = new(Size, Rank);
        estimator.Add(samples);
        double[] expected = CovarianceOf(samples, Size);
        double[] found = Square(estimator.LowRank());
        Assert.InRange(Difference(expected, found), 0, 1e-6); // float32's rounding of samples and factor
    }

    [Fact]
    public void Natural_spectra_lose_less_than_a_hundredth_of_the_exact_truncation()
    {
        const int Size = 120,
            Rank = 6,
            Count = 2000;
        // deviations that fall like 1/√k, mixed by a rotation: much slower than those of images
        float[] samples = Samples(Count, Size, 0, 0);
        for (int i = 0; i < samples.Length; i++)
            samples[i] /= MathF.Sqrt(1 + (i % Size));
        ReferenceEstimator estimator = new(Size, Rank);
        estimator.Add(samples);
        LowRankReference found = estimator.LowRank();

        double[] covariance = CovarianceOf(samples, Size);
        double[] vectors = SymmetricEigen.Vectors(covariance, Size);
        double[] exact = [.. Enumerable.Range(0, Size).Select(i => covariance[(i * Size) + i]).OrderDescending()];
        double best = exact.Take(Rank).Sum(),
            trace = found.Variance.ToArray().Sum(v => (double)v);
        Assert.InRange(trace, 0.99 * best, best * (1 + 1e-5));
        Assert.Equal(Size * Size, vectors.Length);
        for (int r = 0; r < Rank; r++)
        {
            double length = found.Factor.ToArray().Skip(r * Size).Take(Size).Sum(v => (double)v * v);
            Assert.InRange(length, 0.97 * exact[r], 1.0001 * exact[r]);
        }
    }

    [Fact]
    public void A_sample_alone_has_no_variance()
    {
        ReferenceEstimator estimator = ReferenceEstimator.Of(
            [
                [1f, 2f, 3f],
            ],
            rank: 2
        );
        Assert.Equal([1f, 2f, 3f], estimator.Gaussian().Mean.ToArray());
        Assert.Equal([0f, 0f, 0f], estimator.Gaussian().Variance.ToArray());
        Assert.All(estimator.LowRank().Factor.ToArray(), v => Assert.Equal(0, v));
        Assert.Equal(2, estimator.LowRank().Rank);
    }

    [Fact]
    public void Estimates_may_be_taken_before_the_data_ends()
    {
        float[] samples = Samples(150, 4, 1, 2);
        ReferenceEstimator once = new(4, 2),
            twice = new(4, 2);
        once.Add(samples);
        twice.Add(samples.AsSpan(0, 4 * 70));
        twice.LowRank();
        twice.Add(samples.AsSpan(4 * 70));
        Assert.Equal(150, twice.Count);
        // blocks are cut elsewhere: rounding
        for (int i = 0; i < 4; i++)
            Assert.Equal(once.Gaussian().Variance[i], twice.Gaussian().Variance[i], 1e-6);
    }

    [Fact]
    public void Eigenvectors_are_orthonormal_and_sorted()
    {
        const int N = 33;
        float[] x = Deterministic.Fill("symmetric", [N, N], -1, 1);
        double[] matrix = new double[N * N];
        for (int i = 0; i < N * N; i++)
            matrix[i] = x[i] + x[(i % N * N) + (i / N)];
        double[] original = [.. matrix],
            vectors = SymmetricEigen.Vectors(matrix, N);
        double before = double.PositiveInfinity;
        for (int i = 0; i < N; i++)
        {
            double[] v = vectors[(i * N)..((i + 1) * N)];
            double[] image =
            [
                .. Enumerable.Range(0, N).Select(r => Enumerable.Range(0, N).Sum(c => original[(r * N) + c] * v[c])),
            ];
            double value = image.Zip(v, (a, b) => a * b).Sum();
            Assert.InRange(value, double.NegativeInfinity, before);
            before = value;
            for (int j = 0; j < N; j++)
                Assert.Equal(value * v[j], image[j], 1e-12 * N);
            Assert.Equal(1, v.Sum(a => a * a), 1e-13 * N);
        }
    }

    [Fact]
    public void What_is_no_data_is_refused()
    {
        ReferenceEstimator estimator = new(3);
        Assert.StartsWith(
            "There are 4 numbers, no whole number of samples of 3.",
            Assert.Throws<ArgumentException>(() => estimator.Add(new float[4])).Message
        );
        Assert.StartsWith(
            "Sample 1 holds NaN at index 0",
            Assert.Throws<ArgumentException>(() => estimator.Add([0, 0, 0, float.NaN, 0, 0])).Message
        );
        Assert.StartsWith("No sample was added", Assert.Throws<InvalidOperationException>(estimator.Gaussian).Message);
        Assert.StartsWith(
            $"A factor of that rank of 1000 numbers is too large for an array; give at most {ReferenceEstimator.LargestRank(1000)}.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ReferenceEstimator(1000, int.MaxValue)).Message
        );
        estimator.Add([1, 2, 3]);
        Assert.StartsWith(
            "The estimator keeps no factor",
            Assert.Throws<InvalidOperationException>(estimator.LowRank).Message
        );
        Assert.StartsWith(
            "There is no sample",
            Assert.Throws<ArgumentException>(() => ReferenceEstimator.Of([])).Message
        );
        Assert.Throws<OperationCanceledException>(() =>
            ReferenceEstimator.Of(
                [
                    [1f],
                ],
                cancellation: new(true)
            )
        );
    }

    private static float[] Samples(int count, int size, float spread, float offset)
    {
        float[] samples = Deterministic.Fill("samples", [count, size], -1, 1);
        for (int i = 0; i < samples.Length; i++)
            samples[i] += offset + (spread * (i % size));
        return samples;
    }

    private static IEnumerable<double> Column(float[] samples, int size, int j) =>
        Enumerable.Range(0, samples.Length / size).Select(n => (double)samples[(n * size) + j]);

    private static double[] CovarianceOf(float[] samples, int size)
    {
        double[][] columns = [.. Enumerable.Range(0, size).Select(j => Column(samples, size, j).ToArray())];
        foreach (double[] column in columns)
        {
            double mean = column.Average();
            for (int n = 0; n < column.Length; n++)
                column[n] -= mean;
        }

        double[] covariance = new double[size * size];
        for (int i = 0; i < covariance.Length; i++)
            covariance[i] = columns[i / size].Zip(columns[i % size], (a, b) => a * b).Average();
        return covariance;
    }

    private static double[] Square(LowRankReference reference)
    {
        int size = reference.Size;
        float[] q = reference.Factor.ToArray();
        double[] square = new double[size * size];
        for (int i = 0; i < square.Length; i++)
        {
            for (int r = 0; r < reference.Rank; r++)
                square[i] += (double)q[(r * size) + (i / size)] * q[(r * size) + (i % size)];
        }

        return square;
    }

    private static double Difference(double[] expected, double[] found) =>
        expected.Zip(found, (a, b) => Math.Abs(a - b)).Max() / expected.Max(Math.Abs);
}
