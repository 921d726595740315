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

    /// <summary>Compares the relevances of one sample, in as many threads as are worth it.</summary>
    public void Add(IReadOnlyList<Plane> channels, nint first, int threads)
    {
        ParallelOptions options = new() { MaxDegreeOfParallelism = threads > 0 ? threads : -1 };
        Parallel.For(
            0,
            place.Pieces,
            options,
            () => new Piece(place.Room(vectors, channels.Count), []),
            (piece, _, own) =>
            {
                place.Fill(piece, own.Room, vectors, channels, first);
                own.Room.Normalise();
                Compare(own, place.LanesOf(piece));
                return own;
            },
            own =>
            {
                lock (_counts)
                    own.Distances.ForEach(_counts.Add);
            }
        );
    }

    private void Compare(Piece own, int lanes)
    {
        Span<Direction> directions = stackalloc Direction[vectors * lanes];
        for (int v = 0; v < vectors; v++)
        {
            for (int lane = 0; lane < lanes; lane++)
            {
                Direction direction = directions[(v * lanes) + lane] = own.Room.Of(v, lane);
                if (direction == Direction.Zero)
                    Interlocked.Increment(ref _zeroVectors);
                else if (direction == Direction.NotFinite)
                    Interlocked.Increment(ref _notFinite);
            }
        }

        Span<double> distances = stackalloc double[UnitVectors.Lanes];
        for (int one = 1; one < vectors; one++)
        {
            for (int other = 0; other < one; other++)
            {
                own.Room.Compare(one, other, distances);
                for (int lane = 0; lane < lanes; lane++)
                {
                    if (
                        directions[(one * lanes) + lane] == Direction.Known
                        && directions[(other * lanes) + lane] == Direction.Known
                    )
                        own.Distances.Add(distances[lane]);
                }
            }
        }
    }

    private sealed record Piece(UnitVectors Room, List<double> Distances);
}
