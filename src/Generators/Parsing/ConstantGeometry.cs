namespace RuleCompiler.Generators.Parsing;

/// <summary>A constant of the type Size.</summary>
internal sealed record Extent(int Height, int Width)
{
    /// <summary>What an integer, a tuple or a size becomes where a size is wanted; null for anything else.</summary>
    public static Extent? From(object value) =>
        value switch
        {
            Extent extent => extent,
            int side => new(side, side),
            object?[] { Length: 2 } pair when pair[0] is int height && pair[1] is int width => new(height, width),
            _ => null,
        };
}

/// <summary>A constant of the type Padding.</summary>
internal sealed record Border(int Top, int Left, int Bottom, int Right)
{
    /// <inheritdoc cref="Extent.From"/>
    public static Border? From(object value) =>
        value switch
        {
            Border border => border,
            int side => new(side, side, side, side),
            object?[] { Length: 4 } four when four.All(side => side is int) => FromSides(four),
            _ => null,
        };

    private static Border FromSides(object?[] sides) =>
        new((int)sides[0]!, (int)sides[1]!, (int)sides[2]!, (int)sides[3]!);
}
