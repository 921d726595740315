namespace RuleCompiler.PatternEstimation;

/// <summary>
/// The running means and co-moments of the inputs x and outputs y = wᵀx of units that share their inputs, over all
/// samples or, unit by unit, over those with wᵀx + b &gt; 0.
/// </summary>
/// <remarks>
/// y is summed here in double precision and without the bias, which no covariance contains: it is exactly linear in x.
/// Blocks are merged by their means (Chan, Golub and LeVeque), so nothing cancels however many there are.
/// </remarks>
internal sealed class UnitMoments
{
    private readonly int _inputs;
    private readonly double[] _weights;
    private readonly double[] _bias;
    private readonly bool _positive;
    private readonly double[] _allMean;
    private readonly double[] _means;
    private readonly long[] _counts;
    private readonly double[] _coMoments;
    private long _all;

    /// <param name="inputs">Inputs of a unit.</param>
    /// <param name="weights">[units, inputs]</param>
    /// <param name="bias">[units]</param>
    /// <param name="positive">Whether a unit's moments are over the samples that make it positive.</param>
    public UnitMoments(int inputs, double[] weights, double[] bias, bool positive)
    {
        (_inputs, _weights, _bias, _positive) = (inputs, weights, bias, positive);
        Units = weights.Length / inputs;
        _allMean = new double[inputs];
        _counts = new long[Units];
        _coMoments = new double[weights.Length];
        _means = positive ? new double[weights.Length] : [];
    }

    public int Units { get; }

    /// <summary>The number of samples of a unit.</summary>
    public long Count(int unit) => _positive ? _counts[unit] : _all;

    public ReadOnlySpan<double> Weights(int unit) => _weights.AsSpan(unit * _inputs, _inputs);

    /// <summary>Adds a block of samples.</summary>
    public void Add(RowBlock block, ParallelOptions parallel)
    {
        // two units at a time; each number is added up alike whatever the pairs and threads
        Parallel.For(
            0,
            _positive ? Units : (Units + 1) / 2,
            parallel,
            () => new Scratch(_inputs),
            (i, _, scratch) =>
            {
                if (_positive)
                    AddPositive(block, i, scratch.For(block.Count));
                else
                    AddPair(block, 2 * i, Math.Min((2 * i) + 1, Units - 1), scratch.For(block.Count));
                return scratch;
            },
            _ => { }
        );
        double share = block.Count / (double)(_all + block.Count);
        for (int d = 0; d < _inputs; d++)
            _allMean[d] += (block.Mean[d] - _allMean[d]) * share;
        _all += block.Count;
    }

    /// <summary>
    /// The numerator of a unit's pattern, E[xy] − E[x]·m with m = E[y] of the unit's samples or of all: the covariance, and
    /// E[x]·(E[y] − m) where the means differ.
    /// </summary>
    public double[] Numerator(int unit, bool centreOfAll)
    {
        double[] result = new double[_inputs];
        long count = Count(unit);
        if (count == 0)
            return result;
        ReadOnlySpan<double> co = _coMoments.AsSpan(unit * _inputs, _inputs);
        ReadOnlySpan<double> mean = _positive ? _means.AsSpan(unit * _inputs, _inputs) : _allMean;
        double offset = 0;
        for (int d = 0; centreOfAll && _positive && d < _inputs; d++)
            offset += Weights(unit)[d] * (mean[d] - _allMean[d]);
        for (int d = 0; d < _inputs; d++)
            result[d] = (co[d] / count) + (mean[d] * offset);
        return result;
    }

    private void AddPair(RowBlock block, int one, int other, Scratch scratch)
    {
        Products.RowsTimes(block.Rows, Weights(one), scratch.F);
        Products.RowsTimes(block.Rows, Weights(other), scratch.G);
        Products.AddColumns(block.Rows, scratch.F, scratch.G, scratch.SumF, scratch.SumG);
        Merge(one, scratch.SumF);
        if (other != one)
            Merge(other, scratch.SumG);

        void Merge(int unit, ReadOnlySpan<double> sums)
        {
            Span<double> co = _coMoments.AsSpan(unit * _inputs, _inputs);
            double dy = 0;
            ReadOnlySpan<double> w = Weights(unit);
            for (int d = 0; d < _inputs; d++)
                dy += w[d] * (block.Mean[d] - _allMean[d]);
            double factor = dy * _all * ((double)block.Count / (_all + block.Count));
            for (int d = 0; d < _inputs; d++)
                co[d] += sums[d] + ((block.Mean[d] - _allMean[d]) * factor);
        }
    }

    private void AddPositive(RowBlock block, int unit, Scratch scratch)
    {
        ReadOnlySpan<double> w = Weights(unit);
        Products.RowsTimes(block.Rows, w, scratch.F);
        double atZero = Products.Dot(block.Mean, w) + _bias[unit];
        int count = 0;
        double sumY = 0;
        for (int p = 0; p < block.Count; p++)
        {
            bool counts = scratch.F[p] + atZero > 0;
            scratch.G[p] = counts ? 1 : 0;
            scratch.F[p] = counts ? scratch.F[p] : 0;
            sumY += scratch.F[p];
            count += counts ? 1 : 0;
        }

        if (count == 0)
            return;
        Products.AddColumns(block.Rows, scratch.F, scratch.G, scratch.SumF, scratch.SumG);

        Span<double> co = _coMoments.AsSpan(unit * _inputs, _inputs);
        Span<double> mean = _means.AsSpan(unit * _inputs, _inputs);
        long before = _counts[unit];
        double share = count / (double)(before + count);
        double dy = 0;
        for (int d = 0; d < _inputs; d++)
        {
            scratch.SumG[d] /= count; // the mean of the unit's samples, measured from the block's
            dy += w[d] * (block.Mean[d] + scratch.SumG[d] - mean[d]);
        }

        for (int d = 0; d < _inputs; d++)
        {
            double dx = block.Mean[d] + scratch.SumG[d] - mean[d];
            co[d] += scratch.SumF[d] - (sumY * scratch.SumG[d]) + (dx * dy * before * share);
            mean[d] += dx * share;
        }

        _counts[unit] = before + count;
    }

    /// <summary>A thread's own memory.</summary>
    private sealed class Scratch(int inputs)
    {
        private double[] _f = [];
        private double[] _g = [];
        private int _count;

        public Span<double> F => _f.AsSpan(0, _count);

        public Span<double> G => _g.AsSpan(0, _count);

        public double[] SumF { get; } = new double[inputs];

        public double[] SumG { get; } = new double[inputs];

        public Scratch For(int count)
        {
            if (_f.Length < count)
                (_f, _g) = (new double[count], new double[count]);
            _count = count;
            Array.Clear(SumF);
            Array.Clear(SumG);
            return this;
        }
    }
}
