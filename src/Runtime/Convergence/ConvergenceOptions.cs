namespace RuleCompiler;

/// <summary>What belongs to one measurement of convergence.</summary>
public sealed record ConvergenceOptions
{
    /// <summary>How many random relevances start at each layer; every pair of them is compared.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than two: no pair.</exception>
    public int Vectors
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 2, nameof(Vectors));
            field = value;
        }
    } = 5;

    /// <summary>The layers at whose outputs relevance starts; all with weights where null.</summary>
    public IReadOnlyCollection<string>? From { get; init; }

    /// <summary>Chooses the random numbers; the same seed gives the same result.</summary>
    public ulong Seed { get; init; }

    /// <summary>Writes a start; null for numbers of N(0, 1).</summary>
    public RelevanceSource? Start { get; init; }

    /// <summary>
    /// Bytes of work space for a sweep. Starting layers that do not fit at once go down in several sweeps, each with a
    /// forward pass of its own; one layer of one sample goes down whatever it takes.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public long MostBytes
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(MostBytes));
            field = value;
        }
    } = 500_000_000;

    /// <summary>Told the done part of the work, growing from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the run after the sweep under way.</summary>
    public CancellationToken CancellationToken { get; init; }
}

/// <summary>Writes one of the relevances that start at a layer.</summary>
/// <param name="layer">The layer.</param>
/// <param name="sample">The sample's number, from 0.</param>
/// <param name="vector">The relevance's number, from 0.</param>
/// <param name="relevance">Receives one number for each of the layer's outputs.</param>
public delegate void RelevanceSource(string layer, int sample, int vector, Span<float> relevance);
