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
        Assert.Equal(expected, distances[0], 1e-6 * expected); // differences are float32
        Assert.Equal(Direction.Known, vectors.Of(1, 0));
        Assert.Equal(Direction.Zero, vectors.Of(2, 0));
    }

    [Theory]
    [InlineData(2e-3f, 2e-3f + 1e-9f)] // much nearer to each other than to the reference
    [InlineData(2e-3f, -2e-3f)]
    [InlineData(1e4f, -1e4f)] // nearly opposite once both are turned towards the reference
    [InlineData(3f, 3f)]
    public void Vectors_far_from_the_first_are_compared_as_exactly(float one, float other)
    {
        UnitVectors vectors = new(4, 2, true);
        for (int step = 0; step < 2; step++)
        {
            vectors.Set(0, step, Lanes(0, true));
            vectors.Set(1, step, Lanes(step == 0 ? 1 : 0, true));
            vectors.Set(2, step, Lanes(step == 0 ? 1 : one, true));
            vectors.Set(3, step, Lanes(step == 0 ? 1 : other, true));
        }

        vectors.Normalise();
        double[] distances = new double[UnitVectors.Lanes];
        vectors.Compare(3, 2, distances);
        // sin² = (ad − bc)² / (|u|²·|v|²), and 1 − |cos| = sin² / (1 + |cos|)
        double a = one,
            b = other,
            squares = (1 + (a * a)) * (1 + (b * b)),
            cos = Math.Abs(1 + (a * b)) / Math.Sqrt(squares),
            expected = (b - a) * (b - a) / squares / (1 + cos);
        Assert.All(distances, d => Assert.Equal(expected, d, 1e-6 * expected));
        Assert.Equal(Direction.Zero, vectors.Of(0, 0));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        SampleRandom random = new(7, 1);
        float[] numbers = new float[1_000_003];
        NormalNumbers.Fill(ref random, numbers);
        Assert.Equal(0, numbers.Average(), 4e-3);
        Assert.Equal(1, numbers.Average(x => (double)x * x), 6e-3);
        Assert.Equal(0, numbers.Average(x => Math.Pow(x, 3)), 2e-2);
        Assert.Equal(3, numbers.Average(x => Math.Pow(x, 4)), 5e-2);
        Assert.Equal(0.0027, numbers.Average(x => Math.Abs(x) > 3 ? 1.0 : 0), 3e-4);
        Assert.Equal(0, numbers.Zip(numbers.Skip(8), (x, y) => (double)x * y).Average(), 5e-3);
        Assert.Equal(0, numbers.Skip(1).Zip(numbers, (x, y) => (double)x * y).Average(), 5e-3);

        random = new(7, 1);
        float[] shorter = new float[37];
        NormalNumbers.Fill(ref random, shorter);
        Assert.Equal(numbers[..32], shorter[..32]);
        Assert.All(shorter, x => Assert.NotEqual(0, x));
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
