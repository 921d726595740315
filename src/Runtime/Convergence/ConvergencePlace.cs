using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// Where similarity is measured: the locations of a layer's output, or the whole of it, and how its numbers lie.
/// </summary>
/// <param name="Depth">Numbers of one vector.</param>
/// <param name="Locations">Vectors of one relevance.</param>
/// <param name="SideBySide">Whether neighbouring locations are neighbours in memory: [channels, height, width].</param>
internal readonly record struct ConvergencePlace(int Depth, int Locations, bool SideBySide)
{
    // of neighbouring locations: up to 512 bytes at a time, since rows of channels lie far apart, but no more vectors
    // than a second-level cache holds
    private const int LeastRooms = 4;
    private const int MostRooms = 16;
    private const int StepsInCache = 1024;

    /// <summary>
    /// A feature map of several channels has a vector at each location, [rows, features] one in each row, all else one:
    /// numbers of one channel are alike but for their size.
    /// </summary>
    public static ConvergencePlace Of(IReadOnlyList<int> shape)
    {
        int size = shape.Aggregate(1, (product, extent) => checked(product * extent));
        return shape.Count switch
        {
            3 when shape[0] > 1 && size > shape[0] => new(shape[0], size / shape[0], true),
            2 => new(shape[1], shape[0], false),
            _ => new(size, 1, false),
        };
    }

    /// <summary>All numbers as one vector.</summary>
    public static ConvergencePlace Whole(int size) => new(size, 1, false);

    /// <summary>Pieces of work: some neighbouring locations, or one.</summary>
    public int Pieces => (Locations + OfPiece - 1) / OfPiece;

    private int RoomsOfPiece => SideBySide ? Math.Clamp(StepsInCache / Depth, LeastRooms, MostRooms) : 1;

    private int OfPiece => SideBySide ? RoomsOfPiece * UnitVectors.Lanes : 1;

    private int StepsOfChannel => SideBySide ? Depth : (Depth + UnitVectors.Lanes - 1) / UnitVectors.Lanes;

    /// <summary>Room for the vectors of a piece in some channels of a rule.</summary>
    public UnitVectors[] Rooms(int vectors, int channels)
    {
        UnitVectors[] rooms = new UnitVectors[RoomsOfPiece];
        for (int i = 0; i < rooms.Length; i++)
            rooms[i] = new(vectors, channels * StepsOfChannel, SideBySide);
        return rooms;
    }

    /// <summary>How many lanes of a piece's room are locations.</summary>
    public int LanesOf(int piece, int room) =>
        SideBySide ? Math.Clamp(Locations - (piece * OfPiece) - (room * UnitVectors.Lanes), 0, UnitVectors.Lanes) : 1;

    /// <summary>Fills the rooms with a piece of one sample's relevances.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="rooms">Receive the vectors.</param>
    /// <param name="vectors">How many.</param>
    /// <param name="channels">The relevance in each channel of the rule.</param>
    /// <param name="first">Where the sample's first relevance begins.</param>
    public void Fill(int piece, UnitVectors[] rooms, int vectors, IReadOnlyList<Plane> channels, nint first)
    {
        int size = Depth * Locations;
        for (int v = 0; v < vectors; v++)
        {
            for (int channel = 0; channel < channels.Count; channel++)
            {
                ReadOnlySpan<float> of = channels[channel].Slice(first + ((nint)v * size), size).Span;
                if (SideBySide)
                    FillLocations(piece, rooms, v, channel * Depth, of);
                else
                    FillParts(rooms[0], v, channel * StepsOfChannel, of.Slice(piece * Depth, Depth));
            }
        }
    }

    private void FillLocations(int piece, UnitVectors[] rooms, int vector, int firstStep, ReadOnlySpan<float> of)
    {
        int begin = piece * OfPiece,
            count = Math.Min(OfPiece, Locations - begin);
        for (int step = 0; step < Depth; step++)
        {
            ReadOnlySpan<float> row = of.Slice((step * Locations) + begin, count);
            for (int room = 0; !row.IsEmpty; room++)
            {
                rooms[room].Set(vector, firstStep + step, row);
                row = row[Math.Min(UnitVectors.Lanes, row.Length)..];
            }
        }
    }

    private static void FillParts(UnitVectors room, int vector, int firstStep, ReadOnlySpan<float> parts)
    {
        for (int step = firstStep; !parts.IsEmpty; step++)
        {
            room.Set(vector, step, parts);
            parts = parts[Math.Min(UnitVectors.Lanes, parts.Length)..];
        }
    }
}
