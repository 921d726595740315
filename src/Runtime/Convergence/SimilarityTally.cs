using System.Runtime.InteropServices;
using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>What was measured at one place of one path; grows sample by sample.</summary>
internal sealed class SimilarityTally(ConvergencePlace place, int vectors)
{
    private readonly SimilarityCounts _counts = new();
    private long _zeroVectors;
    private long _notFinite;

    /// <summary>What was found.</summary>
    public LayerSimilarity Result(string layer) => new(layer, _counts, _zeroVectors, _notFinite);

    /// <summary>Compares the relevances of one sample.</summary>
    /// <param name="channels">The relevance in each channel of the rule.</param>
    /// <param name="first">Where the sample's first relevance begins; the others follow it.</param>
    /// <param name="rooms">Lends work space.</param>
    /// <param name="threads">Most threads; 0 for one a processor.</param>
    public void Add(IReadOnlyList<Plane> channels, nint first, SimilarityRooms rooms, int threads) =>
        Parallel.For(
            0,
            place.Pieces,
            new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 },
            () => rooms.Rent(place, vectors, channels.Count),
            (piece, _, own) =>
            {
                place.Fill(piece, own.Rooms, vectors, channels, first);
                own.Compare(vectors, room => place.LanesOf(piece, room));
                Count(own);
                return own;
            },
            own => rooms.Return(place, channels.Count, own)
        );

    private void Count(SimilarityRoom found)
    {
        lock (_counts)
        {
            _counts.Add(CollectionsMarshal.AsSpan(found.Distances));
            _zeroVectors += found.ZeroVectors;
            _notFinite += found.NotFinite;
        }
    }
}
