namespace RuleCompiler.Generated.Ilgpu;

/// <summary>
/// What fills a product: several sums over one geometry, each of one map of the weight times one source. Where a policy
/// has one map, source or sum its type is <c>float</c>, else a struct of floats.
/// </summary>
internal interface IProduct<TLeft, TRight, TSum>
    where TLeft : unmanaged
    where TRight : unmanaged
    where TSum : unmanaged
{
    /// <summary>The maps of a weight.</summary>
    TLeft Map(float w);

    /// <summary>What is multiplied, at a place in the units of the source.</summary>
    TRight Source(Place i);

    /// <summary>Whether all sources are 0, so that weights need not be read.</summary>
    bool IsZero(TRight right);

    /// <summary>The sums with one more term.</summary>
    TSum Add(TSum sum, TLeft left, TRight right);

    /// <summary>The sums of two parts.</summary>
    TSum Join(TSum one, TSum other);

    /// <summary>What is done with the sums, at a place in the units of the target.</summary>
    void Store(Place i, TSum v);
}

/// <summary>What fills a product whose maps are 1: plain sums of sources.</summary>
internal interface ISums<TSum>
    where TSum : unmanaged
{
    /// <summary>What is added, at a place in the units of the source.</summary>
    TSum Source(Place i);

    /// <summary>The sums of two parts.</summary>
    TSum Join(TSum one, TSum other);

    /// <summary>What is done with the sums, at a place in the units of the target.</summary>
    void Store(Place i, TSum v);
}

/// <summary>What fills pairs and pools: a formula at every input and output that a weight joins.</summary>
internal interface ITerm
{
    /// <summary>The formula; forward it knows no output.</summary>
    float Term(Place input, Place output, float w);

    /// <summary>What is done with the sum.</summary>
    void Store(Place i, float v);
}

/// <summary>What is done at every element.</summary>
internal interface IPointwise
{
    /// <summary>At one element; a policy that adds <paramref name="summed"/> columns is run once a sample.</summary>
    void At(Place i, int summed, long size);
}
