using RuleCompiler.PatternEstimation;

namespace RuleCompiler;

/// <summary>
/// Estimates a reference distribution from a data set in one pass: the mean, the variance, and where it is asked for a
/// factor of the covariance of rank r. Not safe for concurrent calls.
/// </summary>
/// <remarks>
/// <para>
/// Source: macdonald2019rate, section 5, with chan1982updating for mean and variance and rehurek2011scalability for the
/// factor. Samples are collected into blocks of 64; each block's mean is taken off before anything is squared, and blocks
/// are merged by their means, all in double precision, so that nothing cancels. The variance is that of the data set
/// itself (divided by N). Results do not depend on how samples are cut into calls.
/// </para>
/// <para>
/// The factor is streamed as 2r + 10 rows: each block is stacked below them and the stack is cut to its leading right
/// singular vectors, so memory is (2r + 75)·d doubles, 54 MB for 224×224 and r = 30. Exact where the data set has no
/// larger rank than that; else directions that many blocks in a row leave out are lost, which makes Σ‖q‖² of natural data
/// smaller than that of the exact truncation by less than a hundredth.
/// </para>
/// </remarks>
public sealed class ReferenceEstimator
{
    private const int BlockRows = 64;
    private const int FurtherRows = 10; // beside twice the rank
    private readonly double[] _mean;
    private readonly double[] _squares;
    private readonly double[] _shift;
    private readonly RowBlock _block;
    private readonly StreamingFactor? _factor;
    private readonly int _rank;
    private long _merged;
    private int _waiting;

    /// <param name="size">The numbers d of a sample.</param>
    /// <param name="rank">The rank r of the covariance's factor; 0 where none is wanted. 30 in the paper.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The size is not positive, the rank negative, or so large that no array holds the factor.
    /// </exception>
    public ReferenceEstimator(int size, int rank = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(size, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(rank);
        if (rank > LargestRank(size))
            throw new ArgumentOutOfRangeException(
                nameof(rank),
                rank,
                $"A factor of that rank of {size} numbers is too large for an array; give at most {LargestRank(size)}. 30 is "
                    + "usual."
            );
        (_mean, _squares, _shift) = (new double[size], new double[size], new double[size]);
        _block = new(size);
        _rank = rank;
        _factor = rank > 0 ? new(size, (2 * rank) + FurtherRows, BlockRows) : null;
    }

    /// <summary>The largest rank of a factor of so many numbers a sample: its rows are kept in one array.</summary>
    /// <param name="size">The numbers d of a sample, at least 1.</param>
    public static int LargestRank(int size) =>
        Math.Max(0, ((Array.MaxLength / size) - FurtherRows - BlockRows - 1) / 2);

    /// <summary>Samples seen.</summary>
    public long Count => _merged + _waiting;

    /// <summary>Adds samples.</summary>
    /// <param name="samples">[N, d]</param>
    /// <exception cref="ArgumentException">It is no whole number of samples, or a value is not finite.</exception>
    public void Add(ReadOnlySpan<float> samples)
    {
        int d = _mean.Length;
        if (samples.Length % d != 0)
            throw new ArgumentException(
                $"There are {samples.Length} numbers, no whole number of samples of {d}.",
                nameof(samples)
            );
        int bad = samples.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"Sample {bad / d} holds {samples[bad]} at index {bad % d}; every value must be finite.",
                nameof(samples)
            );
        for (int at = 0; at < samples.Length; at += d)
        {
            Span<double> row = _block.Room(BlockRows).Slice(_waiting * d, d);
            for (int j = 0; j < d; j++)
                row[j] = samples[at + j];
            if (++_waiting == BlockRows)
                Merge();
        }
    }

    /// <summary>The normal distribution with the data's mean and variance.</summary>
    /// <exception cref="InvalidOperationException">No sample was added.</exception>
    public GaussianReference Gaussian()
    {
        Flush();
        return new(Singles(_mean, 1), Singles(_squares, 1.0 / _merged));
    }

    /// <summary>The normal distribution with the data's mean and the leading r directions of its covariance.</summary>
    /// <exception cref="InvalidOperationException">No sample was added, or the estimator was made without a rank.</exception>
    public LowRankReference LowRank()
    {
        if (_factor is null)
            throw new InvalidOperationException("The estimator keeps no factor; make it with a rank, such as 30.");
        Flush();
        return new(Singles(_mean, 1), _factor.Leading(_rank, Math.Sqrt(1.0 / _merged)));
    }

    /// <summary>Estimates from a whole data set.</summary>
    /// <param name="samples">The samples, [d] each.</param>
    /// <param name="rank">The rank r of the covariance's factor; 0 where none is wanted.</param>
    /// <param name="progress">Told the samples seen, after every 64.</param>
    /// <param name="cancellation">Ends the pass.</param>
    /// <exception cref="ArgumentException">There is no sample, or one does not fit the first.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ReferenceEstimator Of(
        IEnumerable<float[]> samples,
        int rank = 0,
        IProgress<long>? progress = null,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        ReferenceEstimator? estimator = null;
        foreach (float[] sample in samples)
        {
            cancellation.ThrowIfCancellationRequested();
            estimator ??= new(sample.Length, rank);
            estimator.Add(sample);
            if (estimator.Count % BlockRows == 0)
                progress?.Report(estimator.Count);
        }

        return estimator ?? throw new ArgumentException("There is no sample to estimate from.", nameof(samples));
    }

    private void Flush()
    {
        if (_waiting > 0)
            Merge();
        if (_merged == 0)
            throw new InvalidOperationException("No sample was added; there is nothing to estimate from.");
    }

    private void Merge()
    {
        _block.Room(_waiting);
        _block.Centre();
        double weight = _merged * ((double)_waiting / (_merged + _waiting));
        double share = _waiting / (double)(_merged + _waiting);
        int d = _mean.Length;
        for (int j = 0; j < d; j++)
        {
            _shift[j] = _block.Mean[j] - _mean[j];
            _mean[j] += _shift[j] * share;
            _squares[j] += _shift[j] * _shift[j] * weight;
            _shift[j] *= Math.Sqrt(weight);
        }

        for (int p = 0; p < _waiting; p++)
        {
            ReadOnlySpan<double> row = _block.Rows.Slice(p * d, d);
            for (int j = 0; j < d; j++)
                _squares[j] += row[j] * row[j];
        }

        _factor?.Add(_block.Rows, _shift);
        _merged += _waiting;
        _waiting = 0;
    }

    private static float[] Singles(double[] values, double scale) => Array.ConvertAll(values, v => (float)(v * scale));
}
