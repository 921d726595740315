namespace RuleCompiler;

/// <summary>
/// The random numbers of one sample: splitmix64, begun at a place that seed and number choose, so that a sample's
/// numbers depend neither on other samples nor on threads or batches.
/// </summary>
/// <remarks>
/// The state begins at mix(seed) + mix'(number), with mix the generator's own output function at the seed and mix'
/// the same at the number's complement; each step adds 0x9E3779B97F4A7C15 and mixes
/// (Steele, Lea and Flood 2014). Uniform numbers are the upper 53 bits; normal numbers come in pairs by Box and
/// Muller's √(−2 ln u)·(cos 2πv, sin 2πv) with u in (0, 1].
/// </remarks>
public struct SampleRandom
{
    private const ulong Step = 0x9E3779B97F4A7C15;
    private ulong _state;
    private double _spare;
    private bool _hasSpare;

    /// <summary>Begins the numbers of a sample.</summary>
    public SampleRandom(ulong seed, long sample) => _state = unchecked(Mix(seed + Step) + Mix(~(ulong)sample));

    /// <summary>64 random bits.</summary>
    public ulong Bits() => Mix(_state = unchecked(_state + Step));

    /// <summary>A number even in [0, 1).</summary>
    public double Uniform() => (Bits() >> 11) * (1.0 / (1L << 53));

    /// <summary>A whole number even in [0, count): the product's upper half, without bias.</summary>
    /// <param name="count">At least 1.</param>
    public int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ulong least = unchecked(0UL - (ulong)count) % (ulong)count;
        while (true)
        {
            ulong high = Math.BigMul(Bits(), (ulong)count, out ulong low);
            if (low >= least)
                return (int)high;
        }
    }

    /// <summary>A normal number with mean 0 and deviation 1.</summary>
    public double Normal()
    {
        if (_hasSpare)
        {
            _hasSpare = false;
            return _spare;
        }

        double radius = Math.Sqrt(-2 * Math.Log(1 - Uniform()));
        (double sin, double cos) = double.SinCosPi(2 * Uniform());
        _spare = radius * sin;
        _hasSpare = true;
        return radius * cos;
    }

    /// <summary>Shuffles: every order is equally likely.</summary>
    public void Shuffle(Span<int> values)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
