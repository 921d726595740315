namespace RuleCompiler;

/// <summary>
/// How alike relevances become that start at random: the cosine similarity convergence of Sixt et al. 2020
/// (sixt2020when, section 4). Where 1 − |cos| goes to 0, what arrives no longer depends on what started.
/// </summary>
/// <param name="Vectors">How many relevances started at each layer.</param>
/// <param name="Samples">How many inputs were measured.</param>
/// <param name="Paths">One for each starting layer, in the order from the output down.</param>
public sealed record Convergence(int Vectors, int Samples, IReadOnlyList<ConvergencePath> Paths);

/// <summary>What became of the relevances that started at one layer.</summary>
/// <param name="From">The starting layer.</param>
/// <param name="Layers">
/// The outputs of this layer and of every layer with weights that relevance reaches from it, from the top down, and last
/// the network's input.
/// </param>
public sealed record ConvergencePath(string From, IReadOnlyList<LayerSimilarity> Layers);

/// <summary>
/// 1 − |cos| of pairs of relevances at one place: for each location of a feature map, each pair and each sample one
/// value; over the whole image at the network's input.
/// </summary>
public sealed class LayerSimilarity
{
    private readonly SimilarityCounts _counts;

    internal LayerSimilarity(string layer, SimilarityCounts counts, long zeroVectors, long notFinite) =>
        (Layer, _counts, ZeroVectors, NotFinite) = (layer, counts, zeroVectors, notFinite);

    /// <summary>The layer whose output this is, or the name of the network's input.</summary>
    public string Layer { get; }

    /// <summary>How many values there are.</summary>
    public long Values => _counts.Count;

    /// <summary>Vectors that were zero and are left out.</summary>
    public long ZeroVectors { get; }

    /// <summary>Vectors with a number that is not finite, left out as well.</summary>
    public long NotFinite { get; }

    /// <summary>
    /// The median, the upper of two middle values: that of the lower middle |cos|, as the paper's code takes it. NaN
    /// where there is no value.
    /// </summary>
    public double Median => Quantile(0.5);

    /// <summary>
    /// The value of 1 − |cos| at a share of the way through all values in ascending order, the upper of two neighbours;
    /// right to 1.3·10⁻⁴ of itself, and exact for up to 32768 values. NaN where there is no value.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not within [0, 1].</exception>
    public double Quantile(double share)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(share, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(share, 1);
        return _counts.Quantile(share);
    }

    /// <summary>How many values lie in [low, high): a histogram's bar. Limits are kept to 1.3·10⁻⁴ of themselves.</summary>
    public long Between(double low, double high) => _counts.Between(low, high);
}
