namespace RuleCompiler;

/// <summary>
/// How often 1 − |cos| had which value. Up to 2¹⁵ values are kept; more become counts for 2¹² parts of every octave, so
/// that quantiles of any number of values take little memory and are right to 1.3·10⁻⁴ of themselves.
/// </summary>
internal sealed class SimilarityCounts
{
    private const int MostKept = 1 << 15;
    private const int PartBits = 12;
    private const int ChunkBits = 8;

    // the number of a part: an ascending number's upper bits, less those of 2⁻¹²⁷, below which double accumulation
    // could tell nothing from 0
    private const int Shift = 52 - PartBits;
    private const int Octaves = 127;
    private const long Least = (1023L - Octaves) << PartBits;

    private List<double>? _kept = [];
    private long[]?[]? _counts;
    private long _zeros;
    private bool _sorted;

    /// <summary>How many values there are.</summary>
    public long Count { get; private set; }

    /// <summary>Counts one value of at least 0; what exceeds 1 by rounding counts as 1.</summary>
    public void Add(double value)
    {
        Count++;
        value = Math.Clamp(value, 0, 1);
        if (_kept is not null)
        {
            _kept.Add(value);
            _sorted = false;
            if (_kept.Count > MostKept)
                KeepCounts();
            return;
        }

        Counted(value);
    }

    /// <summary>Counts some values of at least 0.</summary>
    public void Add(ReadOnlySpan<double> values)
    {
        foreach (double value in values)
            Add(value);
    }

    /// <summary>The value at a share of the way through all values in ascending order, the upper of two neighbours; NaN without values.</summary>
    public double Quantile(double share)
    {
        if (Count == 0)
            return double.NaN;
        long rank = (long)Math.Ceiling(share * (Count - 1));
        if (_kept is not null)
            return Sorted(_kept)[(int)rank];
        if (rank < _zeros)
            return 0;
        rank -= _zeros;
        foreach ((double middle, long count) in Parts())
        {
            if (rank < count)
                return middle;
            rank -= count;
        }

        return 1;
    }

    /// <summary>How many values lie in [low, high), to the width of a part.</summary>
    public long Between(double low, double high)
    {
        if (_kept is not null)
            return _kept.Count(value => value >= low && value < high);
        long sum = low <= 0 && high > 0 ? _zeros : 0;
        foreach ((double middle, long count) in Parts())
        {
            if (middle >= low && middle < high)
                sum += count;
        }

        return sum;
    }

    private List<double> Sorted(List<double> values)
    {
        if (!_sorted)
            values.Sort();
        _sorted = true;
        return values;
    }

    private void KeepCounts()
    {
        List<double> values = _kept!;
        _kept = null;
        _counts = new long[]?[((Octaves << PartBits) >> ChunkBits) + 1];
        foreach (double value in values)
            Counted(value);
    }

    private void Counted(double value)
    {
        long part = (BitConverter.DoubleToInt64Bits(value) >> Shift) - Least;
        if (part < 0)
            _zeros++;
        else
            (_counts![part >> ChunkBits] ??= new long[1 << ChunkBits])[part & ((1 << ChunkBits) - 1)]++;
    }

    /// <summary>The parts with values in ascending order, by the value in their middle.</summary>
    private IEnumerable<(double Middle, long Count)> Parts()
    {
        for (int chunk = 0; chunk < _counts!.Length; chunk++)
        {
            for (int i = 0; _counts[chunk] is { } counts && i < counts.Length; i++)
            {
                if (counts[i] > 0)
                    yield return (Middle(((long)chunk << ChunkBits) + i), counts[i]);
            }
        }
    }

    // 1 is the last part's least value, and its only one
    private static double Middle(long part) =>
        part == (long)Octaves << PartBits
            ? 1
            : BitConverter.Int64BitsToDouble(((part + Least) << Shift) | (1L << (Shift - 1)));
}
