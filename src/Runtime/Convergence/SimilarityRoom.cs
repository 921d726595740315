using System.Collections.Concurrent;

namespace RuleCompiler;

/// <summary>The work space of one thread at a place, and what it found of the last piece.</summary>
internal sealed class SimilarityRoom(UnitVectors[] rooms, int vectors)
{
    private readonly bool[] _known = new bool[vectors * UnitVectors.Lanes];

    public UnitVectors[] Rooms => rooms;

    /// <summary>1 − |cos| of the pairs that can be compared.</summary>
    public List<double> Distances { get; } = [];

    public int ZeroVectors { get; private set; }

    public int NotFinite { get; private set; }

    /// <summary>Compares the vectors of each room.</summary>
    /// <param name="vectors">How many a room has.</param>
    /// <param name="lanesOf">How many lanes of a room are vectors.</param>
    public void Compare(int vectors, Func<int, int> lanesOf)
    {
        Distances.Clear();
        ZeroVectors = NotFinite = 0;
        for (int room = 0; room < rooms.Length; room++)
            Compare(rooms[room], vectors, lanesOf(room));
    }

    private void Compare(UnitVectors room, int vectors, int lanes)
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
                        Distances.Add(distances[lane]);
                }
            }
        }
    }
}

/// <summary>Work spaces that are used again at places of one kind, since they are large for the garbage collector.</summary>
internal sealed class SimilarityRooms
{
    private readonly ConcurrentDictionary<(ConvergencePlace, int), ConcurrentBag<SimilarityRoom>> _idle = [];

    public SimilarityRoom Rent(ConvergencePlace place, int vectors, int channels) =>
        Idle(place, channels).TryTake(out SimilarityRoom? room) ? room : new(place.Rooms(vectors, channels), vectors);

    public void Return(ConvergencePlace place, int channels, SimilarityRoom room) => Idle(place, channels).Add(room);

    private ConcurrentBag<SimilarityRoom> Idle(ConvergencePlace place, int channels) =>
        _idle.GetOrAdd((place, channels), _ => []);
}
