namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>The random numbers of samples: the same for ever, even, normal, independent.</summary>
public sealed class SampleRandomTests
{
    private const int Many = 100_000;

    [Fact]
    public void A_sample_s_numbers_are_its_own()
    {
        Assert.Equal(Bits(5, 3), Bits(5, 3));
        ulong[][] streams = [Bits(5, 3), Bits(5, 4), Bits(6, 3), Bits(6, 4), Bits(0, 0), Bits(0, 1)];
        Assert.Equal(streams.Sum(s => s.Length), streams.SelectMany(s => s).Distinct().Count());
    }

    [Fact]
    public void Numbers_stay_what_they_are() // whoever keeps a seed keeps its results
    {
        SampleRandom random = new(42, 7);
        Assert.Equal(SplitMix(Mixed(42UL + 0x9E3779B97F4A7C15) + Mixed(~7UL)), random.Bits());
    }

    [Fact]
    public void Uniform_and_normal_moments()
    {
        double[] uniform = Drawn((ref SampleRandom random) => random.Uniform());
        Assert.All(uniform, u => Assert.InRange(u, 0, 1 - 1e-16));
        Assert.Equal(0.5, uniform.Average(), 0.005); // 5 deviations of 0.29/√100000
        Assert.Equal(1 / 12.0, uniform.Average(u => (u - 0.5) * (u - 0.5)), 0.002);

        double[] normal = Drawn((ref SampleRandom random) => random.Normal());
        Assert.Equal(0, normal.Average(), 0.016); // 5/√100000
        Assert.Equal(1, normal.Average(z => z * z), 0.023);
        Assert.Equal(3, normal.Average(z => z * z * z * z), 0.16);
        Assert.Equal(0.0455, normal.Count(z => Math.Abs(z) > 2) / (double)Many, 0.0035);
    }

    [Fact]
    public void First_normals_of_neighbouring_samples_do_not_correlate()
    {
        double[] first = [.. Enumerable.Range(0, Many).Select(n => new SampleRandom(1, n).Normal())];
        Assert.Equal(0, first.Average(), 0.016);
        Assert.Equal(0, first.Zip(first.Skip(1), (a, b) => a * b).Average(), 0.016);
    }

    [Fact]
    public void Whole_numbers_and_orders_are_even()
    {
        int[] counts = new int[7];
        foreach (int value in Drawn((ref SampleRandom random) => random.Below(7)))
            counts[value]++;
        Assert.All(counts, count => Assert.InRange(count, (Many / 7) - 600, (Many / 7) + 600)); // deviation 111

        Dictionary<string, int> orders = [];
        for (int n = 0; n < 24_000; n++)
        {
            int[] order = [0, 1, 2, 3];
            new SampleRandom(3, n).Shuffle(order);
            string key = string.Concat(order);
            orders[key] = orders.GetValueOrDefault(key) + 1;
        }

        Assert.Equal(24, orders.Count);
        Assert.All(orders.Values, count => Assert.InRange(count, 840, 1160)); // 1000 ± 5 deviations
    }

    private static ulong[] Bits(ulong seed, int sample)
    {
        SampleRandom random = new(seed, sample);
        return [.. Enumerable.Range(0, 100).Select(_ => random.Bits())];
    }

    private static T[] Drawn<T>(Draw<T> draw)
    {
        SampleRandom random = new(11, 0);
        T[] values = new T[Many];
        for (int n = 0; n < Many; n++)
            values[n] = draw(ref random);
        return values;
    }

    private delegate T Draw<T>(ref SampleRandom random);

    private static ulong SplitMix(ulong state) => Mixed(state + 0x9E3779B97F4A7C15);

    private static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
