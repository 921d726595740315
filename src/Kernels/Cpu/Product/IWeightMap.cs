namespace RuleCompiler.Kernels;

/// <summary>g(w): a function of the weight alone, applied while the weights stream or are packed.</summary>
public interface IWeightMap
{
    /// <summary>g in every lane.</summary>
    /// <typeparam name="V">The lanes to compute in.</typeparam>
    static abstract V Map<V>(V w)
        where V : struct, ILanes<V>;
}

/// <summary>g(w) = w.</summary>
public readonly struct Identity : IWeightMap
{
    /// <inheritdoc/>
    public static V Map<V>(V w)
        where V : struct, ILanes<V> => w;
}

/// <summary>g(w) = w⁺.</summary>
public readonly struct PositivePart : IWeightMap
{
    /// <inheritdoc/>
    public static V Map<V>(V w)
        where V : struct, ILanes<V> => V.PositivePart(w);
}

/// <summary>g(w) = w⁻.</summary>
public readonly struct NegativePart : IWeightMap
{
    /// <inheritdoc/>
    public static V Map<V>(V w)
        where V : struct, ILanes<V> => V.NegativePart(w);
}
