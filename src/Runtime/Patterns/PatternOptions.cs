namespace RuleCompiler;

/// <summary>Which samples a unit's pattern is estimated from.</summary>
public enum SignalEstimator
{
    /// <summary>All of them: a = cov[x, y] / var[y], as if the unit were linear.</summary>
    Linear,

    /// <summary>
    /// Those that make the unit positive: a₊ of the two-component estimator, which knows that a ReLU lets nothing else
    /// through.
    /// </summary>
    Positive,
}

/// <summary>About which mean of y the positive estimator takes its covariance.</summary>
public enum PatternCentre
{
    /// <summary>
    /// E[y] over all samples, as Kindermans et al. and the patterns that peers share have it. An offset of the inputs that
    /// is not the signal's enters the pattern.
    /// </summary>
    AllOutputs,

    /// <summary>E₊[y] over the samples that make the unit positive, as eq. 37 of Sixt et al. prints it: a true covariance.</summary>
    PositiveOutputs,
}

/// <summary>How patterns are estimated.</summary>
public sealed record PatternOptions
{
    /// <summary>Which samples count.</summary>
    public SignalEstimator Estimator { get; init; } = SignalEstimator.Positive;

    /// <summary>The mean of y that is taken off; of no effect on the linear estimator.</summary>
    public PatternCentre Centre { get; init; } = PatternCentre.AllOutputs;

    /// <summary>
    /// Every so-manieth sample takes no part in the estimation and measures the quality instead: the odd ones of them
    /// fit v, the others evaluate it. 0: all samples estimate, and no quality is measured.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative or 1.</exception>
    public int HoldOut
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(HoldOut));
            ArgumentOutOfRangeException.ThrowIfEqual(value, 1, nameof(HoldOut));
            field = value;
        }
    } = 5;

    /// <summary>
    /// How many patches (or rows) of each held-out sample measure the quality of a layer, drawn by the sample's number;
    /// neighbouring patches tell little more and cost much.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int QualityPatches
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(QualityPatches));
            field = value;
        }
    } = 8;

    /// <summary>
    /// The most memory that a layer's quality may take. It needs two covariances of a unit's inputs, and under
    /// <see cref="SignalEstimator.Positive"/> two for each unit: where they do not fit, as many units are measured as do,
    /// evenly spread.
    /// </summary>
    public long QualityBytes { get; init; } = 256L << 20;

    /// <summary>Most threads; 0 for one per processor. Results do not depend on it.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int Threads
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value, nameof(Threads));
            field = value;
        }
    }

    /// <summary>Samples that go through the network at once where a whole data set is given.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Batch
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Batch));
            field = value;
        }
    } = 64;
}
