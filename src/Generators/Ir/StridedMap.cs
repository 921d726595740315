using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Where values go: for each coordinate c of the extents, output[Write + Σ c·WriteStrides] is
/// input[Read + Σ c·ReadStrides]. No two coordinates write one place; several may read one.
/// </summary>
internal sealed record StridedMap(
    EquatableArray<int> Extents,
    int Read,
    EquatableArray<int> ReadStrides,
    int Write,
    EquatableArray<int> WriteStrides
)
{
    /// <summary>How many values are moved.</summary>
    public long Count => Shapes.Count(Extents);

    /// <summary>Whether maps write every unit of an output, as each unit is written at most once; elsewhere are zeros.</summary>
    public static bool Cover(IEnumerable<StridedMap> maps, EquatableArray<int> output) =>
        maps.Sum(m => m.Count) == Shapes.Count(output);

    /// <summary>What is wrong with the map between an input and an output of so many units; null where it is well.</summary>
    public string? Mistake(long input, long output)
    {
        if (ReadStrides.Count != Extents.Count || WriteStrides.Count != Extents.Count)
            return $"it has {Extents.Count} extents but {ReadStrides.Count} and {WriteStrides.Count} strides";
        if (Extents.Any(e => e < 0))
            return "it has a negative extent";
        if (Count == 0)
            return null;
        if (!Inside(Read, ReadStrides, input))
            return $"it reads outside of the {input} units of its input";
        if (!Inside(Write, WriteStrides, output))
            return $"it writes outside of the {output} units of its output";
        return WritesTwice(output) ? "it writes a unit twice" : null;
    }

    /// <summary>The places that are written, in no order that matters.</summary>
    public IEnumerable<int> Written() => Places(Write, WriteStrides);

    private bool Inside(int offset, EquatableArray<int> strides, long size)
    {
        long low = offset;
        long high = offset;
        for (int i = 0; i < Extents.Count; i++)
        {
            long reach = (long)(Extents[i] - 1) * strides[i];
            low += Math.Min(reach, 0);
            high += Math.Max(reach, 0);
        }

        return low >= 0 && high < size;
    }

    /// <summary>Nested strides show at once that no place is written twice; only others are counted.</summary>
    private bool WritesTwice(long output)
    {
        if (Count > output)
            return true;
        long below = 0;
        bool nested = true;
        foreach (
            var (extent, stride) in Extents
                .Zip(WriteStrides, (e, s) => (e, Math.Abs((long)s)))
                .Where(p => p.e > 1)
                .OrderBy(p => p.Item2)
        )
        {
            nested &= stride > below;
            below += (extent - 1) * stride;
        }

        return !nested && Written().Distinct().Count() < Count;
    }

    private IEnumerable<int> Places(int offset, EquatableArray<int> strides)
    {
        IEnumerable<int> places = [offset];
        for (int i = 0; i < Extents.Count; i++)
        {
            (int extent, int stride) = (Extents[i], strides[i]);
            places = places.SelectMany(p => Enumerable.Range(0, extent).Select(c => p + (c * stride)));
        }

        return places;
    }
}
