namespace RuleCompiler.Images;

/// <summary>A small proportional font: ASCII 32–126 and the signs of the rules' names.</summary>
internal static class Font
{
    /// <summary>The rows of a glyph; the last is for descenders only.</summary>
    public const int Height = 8;

    private const int Columns = 5;
    private const int SpaceWidth = 3;
    private const string Beyond = "αβγε²⁺−";

    /// <summary>Five columns a glyph, from the left; a column's lowest bit is its top.</summary>
    private static readonly byte[] Glyphs = Convert.FromHexString(
        "000000000000005F00000007000700147F147F14242A7F2A12231308646236495522500000030000" // space ! " # $ % & '
            + "001C2241000041221C0014083E081408083E08080080600000000808080000606000006010080403" // ( ) * + , - . /
            + "003E41413E00427F400042615149462141454B311814127F1027454545393C4A4949300171090503" // 0 1 2 3 4 5 6 7
            + "3649494936064949291E006666000000806600000814224100141414141400412214080201510906" // 8 9 : ; < = > ?
            + "3E415D551E7E1111117E7F494949363E414141227F4141221C7F494949417F090909013E4149497A" // @ A B C D E F G
            + "7F0808087F00417F41002040413F017F081422417F404040407F020C027F7F0408107F3E4141413E" // H I J K L M N O
            + "7F090909063E4151215E7F09192946464949493101017F01013F4040403F1F2040201F3F4038403F" // P Q R S T U V W
            + "631408146307087008076151494543007F41410003040810600041417F0004020102048080808080" // X Y Z [ \ ] ^ _
            + "000102040020545454787F484444383844444428384444487F385454541800087E090218A4A4A47C" // ` a b c d e f g
            + "7F0804047800447D40000080847D007F1028440000417F40007C041804787C080404783844444438" // h i j k l m n o
            + "FC2424241818242424FC007C080404485454542400043F44243C4040207C1C2040201C3C4030403C" // p q r s t u v w
            + "44281028441CA0A0A07C4464544C44000836410000007F000000413608000804081008384448304C" // x y z { | } ~ α
            + "FC4A4A4A340C10E0100C2854544400090D0A0000040E0400000808080808"
    ); // β γ ε ² ⁺ −

    /// <summary>The width of a text in dots, with one dot between its glyphs.</summary>
    public static int Measure(string text) => Math.Max(0, text.Sum(c => Extent(c).Width + 1) - 1);

    /// <summary>Draws a text.</summary>
    /// <param name="image">The picture to draw on.</param>
    /// <param name="text">The text; a character without a glyph shows as a question mark.</param>
    /// <param name="left">The text's left edge in pixels.</param>
    /// <param name="top">The top of its capitals in pixels.</param>
    /// <param name="scale">The pixels of a dot's side.</param>
    /// <param name="colour">The colour of the text.</param>
    public static void Draw(RgbImage image, string text, int left, int top, int scale, Rgb colour)
    {
        foreach (char c in text)
        {
            (int first, int width) = Extent(c);
            for (int x = 0; x < width; x++)
            {
                int column = Glyphs[(Place(c) * Columns) + first + x];
                for (int y = 0; y < Height; y++)
                {
                    if ((column >> y & 1) != 0)
                    {
                        image.Fill(left + (x * scale), top + (y * scale), scale, scale, colour);
                    }
                }
            }

            left += (width + 1) * scale;
        }
    }

    private static int Place(char c) =>
        c is >= ' ' and <= '~' ? c - ' '
        : Beyond.IndexOf(c) is >= 0 and int beyond ? 95 + beyond
        : '?' - ' ';

    /// <summary>The columns of a glyph that are not empty.</summary>
    private static (int First, int Width) Extent(char c)
    {
        ReadOnlySpan<byte> columns = Glyphs.AsSpan(Place(c) * Columns, Columns);
        int first = columns.IndexOfAnyExcept((byte)0);
        return first < 0 ? (0, SpaceWidth) : (first, columns.LastIndexOfAnyExcept((byte)0) - first + 1);
    }
}
