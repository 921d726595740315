namespace RuleCompiler;

/// <summary>
/// How often 1 − |cos| had which value: counts for 2¹³ parts of every octave, so that quantiles of any number of values
/// take little memory and are right to 6·10⁻⁵ of themselves.
/// </summary>
internal sealed class SimilarityCounts
{
    private const int PartBits = 13;
    private const int Octaves = 128; // below 2⁻¹²⁷ is nothing that double accumulation could tell from 0
    private readonly long[]?[] _counts = new long[]?[Octaves];
    private long _zeros;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one value in [0, 1].</summary>
    public void Add(double value)
    {
        Count++;
        (int octave, int part) = Place(value);
        if (octave >= Octaves)
            _zeros++;
        else
            (_counts[octave] ??= new long[1 << PartBits])[part]++;
    }

    /// <summary>The value below which a share of the values lies, the lower of two neighbours; NaN without values.</summary>
    public double Quantile(double share)
    {
        if (Count == 0)
            return double.NaN;
        long rank = (long)Math.Floor(share * (Count - 1));
        if (rank < _zeros)
            return 0;
        rank -= _zeros;
        for (int octave = Octaves - 1; octave >= 0; octave--)
        {
            for (int part = 0; _counts[octave] is { } counts && part < counts.Length; part++)
            {
                if (rank < counts[part])
                    return Middle(octave, part);
                rank -= counts[part];
            }
        }

        return 1;
    }

    /// <summary>How many values lie in [low, high), to the width of a part.</summary>
    public long Between(double low, double high)
    {
        long sum = low <= 0 ? _zeros : 0;
        for (int octave = 0; octave < Octaves; octave++)
        {
            for (int part = 0; _counts[octave] is { } counts && part < counts.Length; part++)
            {
                double value = Middle(octave, part);
                if (value >= low && value < high)
                    sum += counts[part];
            }
        }

        return sum;
    }

    private static (int Octave, int Part) Place(double value)
    {
        if (value >= 1)
            return (0, 0);
        long bits = BitConverter.DoubleToInt64Bits(value);
        int octave = 1023 - (int)(bits >> 52); // 1 for [½, 1)
        return (octave, (int)(bits >> (52 - PartBits)) & ((1 << PartBits) - 1));
    }

    private static double Middle(int octave, int part) =>
        octave == 0 ? 1 : Math.ScaleB(1 + ((part + 0.5) / (1 << PartBits)), -octave);
}
