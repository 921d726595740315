using RuleCompiler.TestData;

namespace RuleCompiler.Runtime.Tests.Distortion;

/// <summary>Draws have the moments that a distribution tells, and belong to their numbers.</summary>
public sealed class ReferenceTests
{
    private const int Size = 5;

    public static TheoryData<string> Kinds => ["gaussian", "low rank", "uniform", "binary"];

    internal static ReferenceDistribution Make(string kind) =>
        kind switch
        {
            "gaussian" => new GaussianReference([0, 1, -2, 0.5f, 3], [0, 1, 4, 0.01f, 2]),
            "low rank" => new LowRankReference([0, 1, -2, 0.5f, 3], [1, 0, 2, 0, -1, 0.5f, 1, 0, 0, 1]),
            "uniform" => new UniformReference([0, -1, 2, 0, 0], [1, 1, 2, 4, 0.5f]),
            _ => new BinaryReference([0, 1, 0.5f, 0.25f, 0.9f]),
        };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Draws_have_the_moments(string kind)
    {
        ReferenceDistribution reference = Make(kind);
        const int Draws = 40_000;
        double[] sum = new double[Size],
            products = new double[Size * Size];
        float[] n = new float[Size];
        for (int sample = 0; sample < Draws; sample++)
        {
            reference.Draw(7, sample, n);
            for (int i = 0; i < Size; i++)
            {
                sum[i] += n[i];
                for (int j = 0; j < Size; j++)
                    products[(i * Size) + j] += ((double)n[i] - reference.Mean[i]) * (n[j] - reference.Mean[j]);
            }
        }

        for (int i = 0; i < Size; i++)
        {
            // five standard errors; a product of two normal numbers has a variance of at most 2 V_i V_j
            double deviation = Math.Sqrt(reference.Variance[i]);
            Assert.InRange(Math.Abs((sum[i] / Draws) - reference.Mean[i]), 0, (5 * deviation / 200) + 1e-6);
            for (int j = 0; j < Size; j++)
            {
                double expected = i == j ? reference.Variance[i] : Covariance(reference, i, j);
                double error = 5 * Math.Sqrt(2 * reference.Variance[i] * reference.Variance[j]) / 200;
                Assert.InRange(Math.Abs((products[(i * Size) + j] / Draws) - expected), 0, error + 1e-6);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_draw_belongs_to_seed_and_number(string kind)
    {
        ReferenceDistribution reference = Make(kind);
        float[] Draw(int seed, int sample)
        {
            float[] n = new float[Size];
            reference.Draw(seed, sample, n);
            return n;
        }

        float[] third = Draw(1, 3);
        Draw(2, 0);
        Assert.Equal(third, Draw(1, 3));
        Assert.NotEqual(
            Enumerable.Range(0, 8).SelectMany(s => Draw(1, s)),
            Enumerable.Range(0, 8).SelectMany(s => Draw(2, s))
        );
        Assert.NotEqual(
            Enumerable.Range(0, 8).SelectMany(s => Draw(1, s)),
            Enumerable.Range(8, 8).SelectMany(s => Draw(1, s))
        );
        Assert.StartsWith(
            "There are 4 places for a draw of 5 numbers",
            Assert.Throws<ArgumentException>(() => reference.Draw(0, 0, new float[4])).Message
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_file_keeps_the_distribution(string kind)
    {
        using TemporaryFolder folder = new();
        string path = folder["reference.npz"];
        ReferenceDistribution reference = Make(kind);
        reference.Save(path);
        ReferenceDistribution read = ReferenceDistribution.Load(path);
        Assert.Equal(reference.GetType(), read.GetType());
        Assert.Equal(reference.Mean, read.Mean);
        Assert.Equal(reference.Variance, read.Variance);
        Assert.Equal(reference.Factor, read.Factor);
        float[] one = new float[Size],
            other = new float[Size];
        reference.Draw(4, 2, one);
        read.Draw(4, 2, other);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Files_without_a_distribution_are_refused()
    {
        using TemporaryFolder folder = new();
        string path = folder["weights.npz"];
        NpzFile.Write(path, [new Tensor("weight", [2], [1f, 2f])]);
        Assert.Contains(
            "holds no reference distribution",
            Assert.Throws<WeightFileException>(() => ReferenceDistribution.Load(path)).Message
        );
        NpzFile.Write(path, [new Tensor("mean", [2], [1f, 2f]), new Tensor("variance", [2], [1f, -2f])]);
        Assert.Contains(
            "-2 at index 1",
            Assert.Throws<WeightFileException>(() => ReferenceDistribution.Load(path)).Message
        );
    }

    [Fact]
    public void The_uniform_distribution_has_the_moments_of_its_formula()
    {
        UniformReference uniform = new(16);
        Assert.Equal(Enumerable.Repeat(0.5f, 16), uniform.Mean.ToArray());
        Assert.Equal(Enumerable.Repeat(1 / 12f, 16), uniform.Variance.ToArray());
        GaussianReference like = GaussianReference.Like(uniform);
        Assert.Equal(uniform.Variance, like.Variance);
    }

    [Fact]
    public void What_is_no_distribution_is_refused()
    {
        Says(() => new GaussianReference([0, 1], [1]), "There are 1 variances for an input of 2 numbers");
        Says(() => new GaussianReference([0, float.NaN], [1, 1]), "The mean holds NaN at index 1");
        Says(() => new GaussianReference([0, 1], [1, -1]), "The variance holds -1 at index 1");
        Says(() => new GaussianReference([], []), "The mean is empty");
        Says(() => new LowRankReference([0, 1], [1, 2, 3]), "The factor has 3 numbers");
        Says(() => new UniformReference([0, 1], [1, 0]), "The upper bound 0 is below the lower bound 1 at index 1");
        Says(() => new BinaryReference([0, 2]), "The probability 2 at index 1");
    }

    private static void Says(Func<object> call, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(call).Message);

    private static double Covariance(ReferenceDistribution reference, int i, int j)
    {
        double sum = 0;
        for (int r = 0; r < reference.Rank; r++)
            sum += reference.Factor[(r * Size) + i] * reference.Factor[(r * Size) + j];
        return sum;
    }
}
