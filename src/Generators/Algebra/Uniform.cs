namespace RuleCompiler.Generators.Algebra;

/// <summary>Reproducible points for identity tests: splitmix64, uniform in (−1, 1).</summary>
internal sealed class Uniform(ulong seed)
{
    private ulong _state = seed;

    public double Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            ulong z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return ((z >> 11) * (2.0 / (1UL << 53))) - 1;
        }
    }

    /// <summary>A number of either sign whose magnitude is log-uniform from 1e-6 to 1e6.</summary>
    public double OfAnyMagnitude() => (Next() < 0 ? -1 : 1) * Math.Pow(10, 6 * Next());
}
