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
    /// <param name="threads">Most threads; 0 for one a processor.</param>
    public void Add(IReadOnlyList<Plane> channels, nint first, int threads) =>
        Parallel.For(
            0,
            place.Pieces,
            new ParallelOptions { MaxDegreeOfParallelism = threads > 0 ? threads : -1 },
            () => new Work(place.Rooms(vectors, channels.Count), vectors),
            (piece, _, own) =>
            {
                place.Fill(piece, own.Rooms, vectors, channels, first);
                for (int room = 0; room < own.Rooms.Length; room++)
                    own.Compare(own.Rooms[room], place.LanesOf(piece, room));
                return own;
            },
            own =>
            {
                lock (_counts)
                {
                    _counts.Add(own.Counts);
                    _zeroVectors += own.ZeroVectors;
                    _notFinite += own.NotFinite;
                }
            }
        );

    /// <summary>The work of one thread, piece after piece.</summary>
    private sealed class Work(UnitVectors[] rooms, int vectors)
    {
        private readonly bool[] _known = new bool[vectors * UnitVectors.Lanes];

        public UnitVectors[] Rooms => rooms;

        public SimilarityCounts Counts { get; } = new();

        public long ZeroVectors { get; private set; }

        public long NotFinite { get; private set; }

        public void Compare(UnitVectors room, int lanes)
        {
            if (lanes == 0)
                return;
            room.Normalise();
            for (int vector = 0; vector < vectors; vector++)
            {
                for (int lane = 0; lane < lanes; lane++)
                {
                    Direction direction = room.Of(vector, lane);
                    _known[(vector * UnitVectors.Lanes) + lane] = direction == Direction.Known;
                    ZeroVectors += direction == Direction.Zero ? 1 : 0;
                    NotFinite += direction == Direction.NotFinite ? 1 : 0;
                }
            }

            Span<double> distances = stackalloc double[UnitVectors.Lanes];
            for (int one = 1; one < vectors; one++)
            {
                for (int other = 0; other < one; other++)
                {
                    room.Compare(one, other, distances);
                    for (int lane = 0; lane < lanes; lane++)
                    {
                        if (_known[(one * UnitVectors.Lanes) + lane] && _known[(other * UnitVectors.Lanes) + lane])
                            Counts.Add(distances[lane]);
                    }
                }
            }
        }
    }
}
