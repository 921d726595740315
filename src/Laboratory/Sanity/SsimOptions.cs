namespace RuleCompiler.Laboratory.Sanity;

/// <summary>How structural similarity is computed.</summary>
public sealed record SsimOptions
{
    /// <summary>
    /// Even weights over 5 × 5 pixels and covariances of a sample (n − 1), scikit-image's own with a window of 5: what the
    /// papers' sanity checks use.
    /// </summary>
    public static SsimOptions Papers { get; } = new();

    /// <summary>A Gaussian of 1.5 pixels over 11 × 11, as Wang et al. 2004 use it (wang2004image).</summary>
    public static SsimOptions Gaussian { get; } = new() { Side = 11, Deviation = 1.5 };

    /// <summary>The window's side; odd.</summary>
    public int Side { get; init; } = 5;

    /// <summary>The Gaussian's deviation in pixels; 0 for even weights.</summary>
    public double Deviation { get; init; }

    /// <summary>Steadies the comparison of means: (K1·Range)².</summary>
    public double K1 { get; init; } = 0.01;

    /// <summary>Steadies the comparison of variances: (K2·Range)².</summary>
    public double K2 { get; init; } = 0.03;

    /// <summary>The range of the values: 1 for normalised maps.</summary>
    public double Range { get; init; } = 1;

    /// <summary>The weights of one axis; they add up to 1.</summary>
    internal double[] Weights()
    {
        int half = Side / 2;
        double[] weights = new double[Side];
        for (int i = 0; i < Side; i++)
            weights[i] = Deviation > 0 ? Math.Exp(-0.5 * (i - half) * (i - half) / (Deviation * Deviation)) : 1;
        double sum = weights.Sum();
        return [.. weights.Select(w => w / sum)];
    }

    /// <summary>Makes a covariance of a sample of what even weights give.</summary>
    internal double Unbiased => Deviation > 0 ? 1 : (double)Side * Side / ((Side * Side) - 1);
}
