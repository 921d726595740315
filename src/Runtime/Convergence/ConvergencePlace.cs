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

    /// <summary>Pieces of work: eight neighbouring locations, or one.</summary>
    public int Pieces => SideBySide ? (Locations + UnitVectors.Lanes - 1) / UnitVectors.Lanes : Locations;

    /// <summary>Room for the vectors of a piece in some channels.</summary>
    public UnitVectors Room(int vectors, int channels) =>
        new(vectors, channels * StepsOfChannel, SideBySide);

    private int StepsOfChannel => SideBySide ? Depth : (Depth + UnitVectors.Lanes - 1) / UnitVectors.Lanes;

    /// <summary>Fills the room with a piece of one sample's relevances.</summary>
    /// <param name="piece">Which.</param>
    /// <param name="room">Receives the vectors.</param>
    /// <param name="vectors">How many.</param>
    /// <param name="channels">The relevance in each channel of the rule.</param>
    /// <param name="first">Where the sample's first relevance begins.</param>
    public void Fill(int piece, UnitVectors room, int vectors, IReadOnlyList<Plane> channels, nint first)
    {
        int size = Depth * Locations;
        for (int v = 0; v < vectors; v++)
        {
            for (int channel = 0; channel < channels.Count; channel++)
            {
                ReadOnlySpan<float> of = channels[channel].Slice(first + ((nint)v * size), size).Span;
                for (int step = 0; step < StepsOfChannel; step++)
                    room.Set(v, (channel * StepsOfChannel) + step, Numbers(of, piece, step));
            }
        }
    }

    /// <summary>How many lanes of a piece are locations.</summary>
    public int LanesOf(int piece) =>
        SideBySide ? Math.Min(UnitVectors.Lanes, Locations - (piece * UnitVectors.Lanes)) : 1;

    private ReadOnlySpan<float> Numbers(ReadOnlySpan<float> of, int piece, int step)
    {
        int lanes = UnitVectors.Lanes;
        return SideBySide
            ? of.Slice((step * Locations) + (piece * lanes), LanesOf(piece))
            : of.Slice((piece * Depth) + (step * lanes), Math.Min(lanes, Depth - (step * lanes)));
    }
}
