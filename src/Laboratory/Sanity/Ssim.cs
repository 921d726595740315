namespace RuleCompiler.Laboratory.Sanity;

/// <summary>Structural similarity of two maps (wang2004image, eq. 13 to 17): 1 where they are equal.</summary>
public static class Ssim
{
    /// <summary>The mean of (2μ_xμ_y + C_1)(2σ_xy + C_2) / ((μ_x² + μ_y² + C_1)(σ_x² + σ_y² + C_2)) over all windows that fit.</summary>
    /// <exception cref="ArgumentException">The maps have other sizes, or the window does not fit them or is even.</exception>
    public static double Of(SaliencyMap first, SaliencyMap second, SsimOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        options ??= SsimOptions.Papers;
        Check(first, second, options);
        double[] x = [.. first.Values],
            y = [.. second.Values];
        Windows means = new(options.Weights(), first.Height, first.Width);
        double[] meanX = means.Of(x),
            meanY = means.Of(y);
        double[] squareX = means.Of([.. x.Select(v => v * v)]),
            squareY = means.Of([.. y.Select(v => v * v)]),
            cross = means.Of([.. x.Select((v, i) => v * y[i])]);
        double c1 = Math.Pow(options.K1 * options.Range, 2),
            c2 = Math.Pow(options.K2 * options.Range, 2);
        double sum = 0;
        for (int i = 0; i < cross.Length; i++)
        {
            double variances =
                options.Unbiased * (squareX[i] - (meanX[i] * meanX[i]) + squareY[i] - (meanY[i] * meanY[i]));
            double covariance = options.Unbiased * (cross[i] - (meanX[i] * meanY[i]));
            sum +=
                ((2 * meanX[i] * meanY[i]) + c1)
                * ((2 * covariance) + c2)
                / (((meanX[i] * meanX[i]) + (meanY[i] * meanY[i]) + c1) * (variances + c2));
        }

        return sum / cross.Length;
    }

    /// <summary>
    /// The similarity of two maps as the sanity check has it: both normalised, and the larger of the second one's and
    /// that of its negative, since the sign of what a converged chain returns says nothing (sixt2020when, section 3).
    /// </summary>
    /// <param name="original">The map to compare with.</param>
    /// <param name="other">The other map.</param>
    /// <param name="flip">Whether the negative is looked at.</param>
    /// <param name="options">The window; the papers' unless given.</param>
    /// <exception cref="ArgumentException">The maps have other sizes, or the window does not fit them or is even.</exception>
    public static double OfExplanations(
        SaliencyMap original,
        SaliencyMap other,
        bool flip = true,
        SsimOptions? options = null
    )
    {
        ArgumentNullException.ThrowIfNull(original);
        ArgumentNullException.ThrowIfNull(other);
        SaliencyMap normalized = original.Normalized();
        double same = Of(normalized, other.Normalized(), options);
        return flip ? Math.Max(same, Of(normalized, other.Flipped().Normalized(), options)) : same;
    }

    private static void Check(SaliencyMap first, SaliencyMap second, SsimOptions options)
    {
        if (first.Height != second.Height || first.Width != second.Width)
            throw new ArgumentException(
                $"A map of {first.Height} × {first.Width} cannot be compared with one of {second.Height} × {second.Width}."
            );
        if (options.Side < 3 || options.Side % 2 == 0 || options.Side > Math.Min(first.Height, first.Width))
            throw new ArgumentException(
                $"A window of {options.Side} does not fit maps of {first.Height} × {first.Width}; give an odd number from 3 to "
                    + $"{Math.Min(first.Height, first.Width)} in SsimOptions.Side."
            );
    }

    /// <summary>Weighted means over the windows that lie within a picture, one axis after the other.</summary>
    private sealed class Windows(double[] weights, int height, int width)
    {
        public double[] Of(double[] picture)
        {
            int columns = width - weights.Length + 1,
                rows = height - weights.Length + 1;
            double[] across = new double[height * columns];
            for (int i = 0; i < across.Length; i++)
            {
                for (int k = 0; k < weights.Length; k++)
                    across[i] += weights[k] * picture[(i / columns * width) + (i % columns) + k];
            }

            double[] down = new double[rows * columns];
            for (int i = 0; i < down.Length; i++)
            {
                for (int k = 0; k < weights.Length; k++)
                    down[i] += weights[k] * across[i + (k * columns)];
            }

            return down;
        }
    }
}
