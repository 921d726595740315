namespace RuleCompiler;

/// <summary>Gradients at the input with noise, one after another.</summary>
internal static class NoisyGradients
{
    /// <summary>Hands on the gradient of each sample, in order.</summary>
    /// <param name="query">The run.</param>
    /// <param name="samples">Samples.</param>
    /// <param name="level">The noise's deviation, in units of the scale.</param>
    /// <param name="scale">What the level is measured in.</param>
    /// <param name="lastIsInput">Whether the last sample has no noise.</param>
    /// <param name="read">Receives each gradient.</param>
    public static void Run(
        Query query,
        int samples,
        double level,
        NoiseScale scale,
        bool lastIsInput,
        Action<int, ReadOnlySpan<double>> read
    )
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(samples, 1, "Samples");
        ArgumentOutOfRangeException.ThrowIfNegative(level, "NoiseLevel");
        if (!double.IsFinite(level))
            throw new ArgumentOutOfRangeException("NoiseLevel", level, "Noise has a finite deviation.");
        double deviation = scale switch
        {
            NoiseScale.OfRange => level * (query.Input.Max() - query.Input.Min()),
            NoiseScale.Absolute => level,
            _ => throw new ArgumentOutOfRangeException("Scale", scale, "Noise is measured as OfRange or Absolute."),
        };
        NoiseSource noise = query.Options.Noise ?? Normal(query.Options.Seed);
        query.Expect(samples);
        query.Relevances(
            samples,
            (n, x) =>
            {
                if (lastIsInput && n == samples - 1)
                    x.Clear();
                else
                    noise(n, x);
                for (int j = 0; j < x.Length; j++)
                    x[j] = query.Input[j] + (deviation * x[j]);
            },
            read
        );
    }

    /// <summary>The normal noise of a seed.</summary>
    public static NoiseSource Normal(ulong seed) =>
        (sample, noise) =>
        {
            SampleRandom random = new(seed, sample);
            foreach (ref double value in noise)
                value = random.Normal();
        };
}

/// <summary>What a noise level is measured in.</summary>
public enum NoiseScale
{
    /// <summary>The range of the sample's own values, max − min: the level is a part of it.</summary>
    OfRange,

    /// <summary>The input's units: the level is the deviation.</summary>
    Absolute,
}
