using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;

namespace RuleCompiler.Generators.Emission;

/// <summary>Constants and names as C# prints them.</summary>
internal static class Literal
{
    private static readonly char[] LineBreaks = ['\r', '\n', '\u0085', '\u2028', '\u2029'];

    public static string Double(double value) =>
        double.IsNaN(value) ? "double.NaN"
        : double.IsPositiveInfinity(value) ? "double.PositiveInfinity"
        : double.IsNegativeInfinity(value) ? "double.NegativeInfinity"
        : value.ToString("R", CultureInfo.InvariantCulture) + "d";

    public static string Single(double value) =>
        double.IsNaN(value) ? "float.NaN"
        : value > float.MaxValue ? "float.PositiveInfinity"
        : value < -float.MaxValue ? "float.NegativeInfinity"
        : ((float)value).ToString("R", CultureInfo.InvariantCulture) + "f";

    public static string Text(string value) => SymbolDisplay.FormatLiteral(value, quote: true);

    /// <summary>The name of a declared type or member.</summary>
    public static string Name(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None
        || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None
            ? "@" + name
            : name;

    /// <summary>
    /// An operand as a part of an identifier: <c>z.1</c> becomes <c>z_1</c>. Underscores are doubled, so that no
    /// operand of the user's becomes the same.
    /// </summary>
    public static string Operand(string operand) => operand.Replace("_", "__").Replace(".", "_").Replace("@", "_in");

    /// <summary>The local that holds an operand. The underscore keeps it apart from keywords and from other locals.</summary>
    public static string Local(string operand) => "_" + Operand(operand);

    /// <summary>A comment, on one line whatever the names in it.</summary>
    public static string Comment(string text) => "// " + OneLine(text);

    /// <summary>A summary, on one line whatever the names in it.</summary>
    public static string Summary(string text) =>
        $"/// <summary>{OneLine(text).Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;")}</summary>";

    private static string OneLine(string text) =>
        text.IndexOfAny(LineBreaks) < 0
            ? text
            : string.Join(" ", text.Split(LineBreaks, StringSplitOptions.RemoveEmptyEntries));
}
