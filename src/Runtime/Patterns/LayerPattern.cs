namespace RuleCompiler;

/// <summary>The patterns of one layer's units.</summary>
public sealed class LayerPattern
{
    internal LayerPattern(
        string layer,
        int[] shape,
        double[] exact,
        double[] quality,
        IReadOnlyList<int> unitsWithout,
        string? noQuality
    )
    {
        (Layer, Shape, Exact, Quality, UnitsWithoutPattern) = (layer, shape, exact, quality, unitsWithout);
        WhyNoQuality = noQuality;
        Values = Array.ConvertAll(exact, v => (float)v);
    }

    /// <summary>The layer's name.</summary>
    public string Layer { get; }

    /// <summary>The weight's shape: [units, inputs], or [channels, input channels / groups, KH, KW].</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>The pattern a_jk of each unit, in the weight's shape; wᵀa = 1 for every unit that has one.</summary>
    public float[] Values { get; }

    /// <summary>
    /// The quality ρ of each unit's pattern, 1 − max_v corr(y, vᵀ(x − a·y)) on held-out samples: 1 where nothing beside the
    /// signal tells of the unit's output, 0 where the rest tells all of it. NaN where it was not measured.
    /// </summary>
    public IReadOnlyList<double> Quality { get; }

    /// <summary>The mean of the qualities that are known; NaN where none is.</summary>
    public double MeanQuality => Quality.Where(q => !double.IsNaN(q)).DefaultIfEmpty(double.NaN).Average();

    /// <summary>
    /// Units whose pattern is zero, since fewer than two samples made them positive or their output does not vary: no
    /// relevance goes through them.
    /// </summary>
    public IReadOnlyList<int> UnitsWithoutPattern { get; }

    /// <summary>Why no quality is known of any unit; null where one is.</summary>
    public string? WhyNoQuality { get; }

    /// <summary>The patterns in double precision, as they were estimated.</summary>
    internal double[] Exact { get; }
}
