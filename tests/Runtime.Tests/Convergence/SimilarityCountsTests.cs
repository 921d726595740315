namespace RuleCompiler.Runtime.Tests.Convergence;

/// <summary>Counts tell quantiles of many values, and vectors their 1 − |cos| without cancellation.</summary>
public sealed class SimilarityCountsTests
{
    [Theory]
    [InlineData(1000, 0)] // all are kept
    [InlineData(200_000, 1.3e-4)] // half a part: 2⁻¹³ of the value
    public void Quantiles_are_those_of_the_sorted_values(int count, double tolerance)
    {
        SampleRandom random = new(3, 0);
        SimilarityCounts counts = new();
        double[] values = new double[count];
        for (int i = 0; i < count; i++)
        {
            values[i] = i % 100 == 0 ? 0 : Math.Pow(random.Uniform(), 8);
            counts.Add(values[i]);
        }

        Array.Sort(values);
        Assert.Equal(count, counts.Count);
        foreach (double share in new[] { 0, 0.005, 0.05, 0.5, 0.95, 1 })
        {
            double expected = values[(int)Math.Ceiling(share * (count - 1))];
            Assert.Equal(expected, counts.Quantile(share), (tolerance * expected) + 1e-300);
        }

        long between = values.Count(v => v is >= 0.25 and < 0.5);
        Assert.Equal(between, counts.Between(0.25, 0.5)); // powers of two are parts' limits
        Assert.Equal(count, counts.Between(0, 2));
    }

    [Fact]
    public void One_and_nothing_have_places_of_their_own()
    {
        SimilarityCounts counts = new();
        Assert.Equal(double.NaN, counts.Quantile(0.5));
        for (int i = 0; i < 40_000; i++)
            counts.Add(i % 2 == 0 ? 1 : 1e-60);
        Assert.Equal(1, counts.Quantile(0.9));
        Assert.Equal(0, counts.Quantile(0.1)); // below what double accumulation could tell
    }

    [Theory]
    [InlineData(1e-6f, true)]
    [InlineData(1e-6f, false)]
    [InlineData(1e-3f, true)]
    [InlineData(0.5f, false)]
    public void Vectors_nearly_alike_lose_no_digits(float apart, bool sideBySide)
    {
        // (1, 0) and −(1, t): 1 − 1/√(1 + t²)
        UnitVectors vectors = new(3, 2, sideBySide);
        for (int step = 0; step < 2; step++)
        {
            vectors.Set(0, step, Lanes(step == 0 ? 1 : 0, sideBySide));
            vectors.Set(1, step, Lanes(step == 0 ? -1 : -apart, sideBySide));
            vectors.Set(2, step, Lanes(0, sideBySide));
        }

        vectors.Normalise();
        double[] distances = new double[UnitVectors.Lanes];
        vectors.Compare(1, 0, distances);
        double t2 = (double)apart * apart;
        double expected = t2 / (1 + t2 + Math.Sqrt(1 + t2));
        Assert.Equal(expected, distances[0], 1e-9 * expected); // 10⁻¹⁶ of a vector against 10⁻⁶ between them
        Assert.Equal(Direction.Known, vectors.Of(1, 0));
        Assert.Equal(Direction.Zero, vectors.Of(2, 0));
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void What_is_not_finite_has_no_direction(float value)
    {
        UnitVectors vectors = new(1, 1, false);
        vectors.Set(0, 0, [1, value]);
        vectors.Normalise();
        Assert.Equal(Direction.NotFinite, vectors.Of(0, 0));
    }

    private static float[] Lanes(float value, bool all)
    {
        float[] lanes = new float[UnitVectors.Lanes];
        Array.Fill(lanes, value, 0, all ? lanes.Length : 1);
        return lanes;
    }
}
