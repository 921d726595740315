namespace RuleCompiler.Kernels;

/// <summary>
/// The nonzero source numbers that the grid positions of a tile see, in some channels: a list for each source pixel
/// (<see cref="PixelLists"/>), and which pixels the taps of a position see. A zero is looked at once, not once for each
/// tap, and nothing is copied for a window.
/// </summary>
internal readonly unsafe struct Nonzeros
{
    private readonly PixelLists pixels;
    private readonly Axis vertical,
        horizontal;
    private readonly GridTile tile;
    private readonly int* seen;

    /// <summary>Lays out in <paramref name="memory"/> the lists of a tile, <see cref="Size"/> numbers.</summary>
    public Nonzeros(in Axis vertical, in Axis horizontal, in GridTile tile, int units, float* memory)
    {
        (this.vertical, this.horizontal, this.tile) = (vertical, horizontal, tile);
        pixels = new PixelLists(vertical, horizontal, tile, units, memory);
        seen = (int*)(memory + pixels.Size);
        int* at = seen;
        for (int y = 0; y < vertical.Taps; y++)
        {
            for (int x = 0; x < horizontal.Taps; x++)
                *at++ = pixels.At(vertical.Offset(y), horizontal.Offset(x)) - pixels.At(0, 0);
        }
    }

    /// <summary>Numbers of memory that the lists of a tile need.</summary>
    public static nint Size(in Axis vertical, in Axis horizontal, in GridTile tile, int units) =>
        new PixelLists(vertical, horizontal, tile, units, null).Size + vertical.Taps * horizontal.Taps;

    /// <summary>Lists the channels from <paramref name="channel"/> on, whose weights lie <paramref name="step"/> apart.</summary>
    public void Fill(float* channel, int units, int step) => pixels.Fill(channel, units, step);

    /// <summary>What the positions of a row of the tile see through some taps.</summary>
    public NonzeroLine Line(int row, int tap, int taps)
    {
        int pixel = pixels.At((tile.Row + row) * vertical.SourceStep, tile.Column * horizontal.SourceStep);
        return new NonzeroLine
        {
            Entries = pixels.Entries + (nint)pixel * pixels.Room,
            Counts = pixels.Counts + pixel,
            Room = pixels.Room,
            Step = horizontal.SourceStep,
            Positions = tile.Columns,
            Seen = seen + tap,
            Taps = taps,
        };
    }
}

/// <summary>A row of grid positions and the lists that each sees through some taps.</summary>
internal readonly unsafe struct NonzeroLine
{
    /// <summary>The list of the pixel where the first position's window begins; see <see cref="Entry"/>.</summary>
    public required ulong* Entries { get; init; }

    /// <summary>How many entries that pixel has.</summary>
    public required int* Counts { get; init; }

    /// <summary>From one pixel's list to the next.</summary>
    public required nint Room { get; init; }

    /// <summary>Pixels from one position to the next.</summary>
    public required nint Step { get; init; }

    /// <summary>How many positions.</summary>
    public required nint Positions { get; init; }

    /// <summary>For each tap, how many pixels behind the first it sees.</summary>
    public required int* Seen { get; init; }

    /// <summary>How many taps.</summary>
    public required nint Taps { get; init; }
}

/// <summary>A rectangle of a target's grid.</summary>
internal readonly record struct GridTile(int Row, int Rows, int Column, int Columns);
