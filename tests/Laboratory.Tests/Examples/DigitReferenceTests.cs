namespace RuleCompiler.Laboratory.Tests.Examples;

/// <summary>The distributions that examples/RateDistortion ships are of one data set.</summary>
public sealed class DigitReferenceTests
{
    private static ReferenceDistribution Read(string name) =>
        ReferenceDistribution.Load(Path.Combine(AppContext.BaseDirectory, "Data", name));

    [Fact]
    public void LowRankKeepsMostOfTheVarianceAndNoMore()
    {
        ReferenceDistribution independent = Read("digits-diagonal.npz"),
            correlated = Read("digits-low-rank.npz");
        Assert.Equal(784, independent.Size);
        Assert.Equal(30, correlated.Rank);
        Assert.Equal(independent.Mean.ToArray(), correlated.Mean.ToArray());
        double all = 0,
            kept = 0;
        for (int i = 0; i < independent.Size; i++)
        {
            // a truncated sum of squares; single precision on either side
            Assert.True(correlated.Variance[i] <= independent.Variance[i] + 1e-6f);
            all += independent.Variance[i];
            kept += correlated.Variance[i];
        }

        Assert.InRange(kept / all, 0.6, 0.9); // 30 of 784 directions of handwritten digits
    }
}
