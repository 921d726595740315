namespace RuleCompiler.Laboratory.Sanity;

/// <summary>What a layer's parameters are replaced by.</summary>
public enum Reinitialization
{
    /// <summary>
    /// As before training: weights N(0, 2/inputs) (he2015delving), biases 0, normalisations without effect (scale 1,
    /// shift 0, mean 0, variance 1).
    /// </summary>
    He,

    /// <summary>Normal numbers with the tensor's own mean and deviation; variances are shuffled, since they stay positive.</summary>
    OwnMoments,

    /// <summary>The tensor's own numbers in another order: the same distribution.</summary>
    Shuffle,
}

/// <summary>What belongs to one sanity check.</summary>
public sealed record SanityOptions
{
    /// <summary>What parameters are replaced by.</summary>
    public Reinitialization Reinitialization { get; init; } = Reinitialization.He;

    /// <summary>Chooses the random numbers: parameters, logits and resamples.</summary>
    public ulong Seed { get; init; }

    /// <summary>Whether a map's negative is compared too and the larger similarity taken.</summary>
    public bool Flip { get; init; } = true;

    /// <summary>The window of SSIM.</summary>
    public SsimOptions Ssim { get; init; } = SsimOptions.Papers;

    /// <summary>How many of the first samples' maps are kept for display.</summary>
    public int Maps { get; init; } = 4;

    /// <summary>The level of the bootstrap intervals.</summary>
    public double Level { get; init; } = 0.99;

    /// <summary>How often a sample is drawn for them.</summary>
    public int Resamples { get; init; } = 5000;

    /// <summary>Told the done part of the work, growing from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends a run after the samples under way.</summary>
    public CancellationToken CancellationToken { get; init; }
}
