using Xunit.Abstractions;

namespace RuleCompiler.Kernels.Tests.Normal;

/// <summary>
/// Φ, the density and the moments behind a ReLU against references of 50 digits. The worst errors, which
/// docs/rules.md lists, are the tests' output.
/// </summary>
public class NormalAccuracyTests(ITestOutputHelper output)
{
    /// <param name="Bound">On the relative error.</param>
    /// <param name="Normal">From here on numbers have all their digits.</param>
    /// <param name="Least">The smallest positive number.</param>
    private sealed record Precision(string Name, double Bound, double Normal, double Least);

    private static readonly Lazy<NormalReference[]> Singles = new(() => NormalReference.Grid(x => (float)x));

    private static readonly Lazy<NormalReference[]> Doubles = new(() => NormalReference.Grid(x => x));

    private readonly Dictionary<string, (double Error, double Mean, double Deviation)> _worst = [];

    [Fact]
    public void InDouble()
    {
        // the rounded ratio alone, at 40 deviations, costs 40²·1.1e-16
        Precision precision = new("double", 4e-13, 2.3e-308, double.Epsilon);
        foreach (NormalReference at in Doubles.Value)
            Check(
                precision,
                at,
                Scalars.Density(at.Mean),
                Scalars.Phi(at.Mean),
                Scalars.RectifiedMean(at.Mean, at.Deviation),
                Scalars.RectifiedVariance(at.Mean, at.Deviation)
            );
        Report(precision);
    }

    [Fact]
    public void InSingle()
    {
        Precision precision = Single("single, of Scalars", 1e-7); // rounded once from double
        foreach (NormalReference at in Singles.Value)
        {
            (float mean, float deviation) = ((float)at.Mean, (float)at.Deviation);
            Check(
                precision,
                at,
                Scalars.Density(mean),
                Scalars.Phi(mean),
                Scalars.RectifiedMean(mean, deviation),
                Scalars.RectifiedVariance(mean, deviation)
            );
        }
        Report(precision);
    }

    [Fact]
    public void InLanes512() => InLanes<Lanes512>();

    [Fact]
    public void InLanes256() => InLanes<Lanes256>();

    [Fact]
    public void InLanes128() => InLanes<Lanes128>();

    [Fact]
    public void InLane() => InLanes<Lane>();

    private void InLanes<V>()
        where V : struct, ILanes<V>
    {
        Precision precision = Single(typeof(V).Name, 1e-6);
        Plane[] planes = [.. Enumerable.Range(0, 6).Select(_ => new NativeBuffer(V.Width).Plane)];
        foreach (NormalReference[] block in Singles.Value.Chunk(V.Width))
        {
            for (int i = 0; i < block.Length; i++)
                (planes[0][i], planes[1][i]) = ((float)block[i].Mean, (float)block[i].Deviation);
            (V mean, V deviation) = (planes[0].Load<V>(0), planes[1].Load<V>(0));
            planes[2].Store(0, V.Density(mean));
            planes[3].Store(0, V.Phi(mean));
            planes[4].Store(0, V.RectifiedMean(mean, deviation));
            planes[5].Store(0, V.RectifiedVariance(mean, deviation));
            for (int i = 0; i < block.Length; i++)
                Check(precision, block[i], planes[2][i], planes[3][i], planes[4][i], planes[5][i]);
        }
        Report(precision);
    }

    private static Precision Single(string name, double bound) => new(name, bound, 1.18e-38, float.Epsilon);

    private void Check(
        Precision precision,
        NormalReference at,
        double density,
        double phi,
        double mean,
        double variance
    )
    {
        if (at.Deviation == 1)
        {
            Compare("Density", at.Density, density);
            Compare("Phi", at.Phi, phi);
        }
        Compare("RectifiedMean", at.RectifiedMean, mean);
        Compare("RectifiedVariance", at.RectifiedVariance, variance);

        void Compare(string name, Exact exact, double actual)
        {
            string place = $"{name}({at.Mean}, {at.Deviation}) = {actual}, not {exact.ToDouble()}";
            Assert.True(actual >= 0, place);
            Exact difference = Exact.Of(actual) - exact;
            if (exact.ToDouble() < precision.Normal)
            {
                double tolerance = (precision.Bound * exact.ToDouble()) + (2 * precision.Least);
                Assert.True(Math.Abs(difference.ToDouble()) <= tolerance, place);
                return;
            }
            double error = Math.Abs(difference.RatioTo(exact));
            if (error > _worst.GetValueOrDefault(name).Error)
                _worst[name] = (error, at.Mean, at.Deviation);
        }
    }

    private void Report(Precision precision)
    {
        Assert.Equal(4, _worst.Count);
        foreach ((string name, (double error, double mean, double deviation)) in _worst)
            output.WriteLine($"{precision.Name}: {name} {error:0.0e+0}, at mean {mean}, deviation {deviation}");
        Assert.All(_worst, worst => Assert.True(worst.Value.Error <= precision.Bound, $"{worst}"));
    }
}
