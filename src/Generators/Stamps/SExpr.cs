using System.Globalization;
using System.Text;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Stamps;

/// <summary>The text of stamps: nested lists of atoms. An atom with a blank, a bracket or a quote is quoted.</summary>
internal abstract record SExpr
{
    public sealed record Atom(string Content) : SExpr;

    public sealed record List(EquatableArray<SExpr> Members) : SExpr;

    public static SExpr Of(string text) => new Atom(text);

    public static SExpr Of(double value) => new Atom(value.ToString("R", CultureInfo.InvariantCulture));

    public static SExpr Of(string head, params IEnumerable<SExpr> items) =>
        new List(
            new SExpr[] { new Atom(head) }
                .Concat(items)
                .ToEquatable()
        );

    public string Text =>
        this is Atom atom ? atom.Content : throw new FormatException("A list stands where an atom should.");

    public double Number => double.Parse(Text, NumberStyles.Float, CultureInfo.InvariantCulture);

    public EquatableArray<SExpr> Items =>
        this is List list ? list.Members : throw new FormatException($"The atom '{Text}' stands where a list should.");

    /// <summary>The first atom of a list.</summary>
    public string Head => Items[0].Text;

    /// <summary>The items after the head.</summary>
    public IEnumerable<SExpr> Tail => Items.Skip(1);

    /// <summary>The tail of the only list among the items that begins with a name; empty where there is none.</summary>
    public IEnumerable<SExpr> Find(string head) =>
        Items
            .FirstOrDefault(i =>
                i is List { Members.Count: > 0 } list && list.Members[0] is Atom a && a.Content == head
            )
            ?.Tail
        ?? [];

    public string Print()
    {
        StringBuilder text = new();
        Print(this, text);
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Print()"/> wrote.</summary>
    /// <exception cref="FormatException">The text is no nested list.</exception>
    public static SExpr Parse(string text)
    {
        int position = 0;
        SExpr result = Parse(text, ref position);
        return text.Substring(position).Trim().Length == 0
            ? result
            : throw new FormatException($"Text follows the list, at {position}.");
    }

    private static void Print(SExpr expr, StringBuilder text)
    {
        if (expr is List list)
        {
            text.Append('(');
            for (int i = 0; i < list.Members.Count; i++)
            {
                if (i > 0)
                    text.Append(' ');
                Print(list.Members[i], text);
            }

            text.Append(')');
        }
        else if (expr is Atom atom)
        {
            bool plain =
                atom.Content.Length > 0 && atom.Content.All(c => !char.IsWhiteSpace(c) && c is not ('(' or ')' or '"'));
            text.Append(plain ? atom.Content : "\"" + atom.Content.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"");
        }
    }

    private static SExpr Parse(string text, ref int position)
    {
        SkipBlanks(text, ref position);
        if (position >= text.Length || text[position] == ')')
            throw new FormatException($"An item is missing, at {position}.");
        if (text[position] == '"')
            return new Atom(Quoted(text, ref position));
        int start = position;
        if (text[position] != '(')
        {
            while (position < text.Length && !char.IsWhiteSpace(text[position]) && text[position] is not ('(' or ')'))
                position++;
            return new Atom(text.Substring(start, position - start));
        }

        position++;
        List<SExpr> items = [];
        for (SkipBlanks(text, ref position); position < text.Length; SkipBlanks(text, ref position))
        {
            if (text[position] == ')')
            {
                position++;
                return new List(items.ToEquatable());
            }

            items.Add(Parse(text, ref position));
        }

        throw new FormatException($"The list that begins at {start} does not end.");
    }

    private static string Quoted(string text, ref int position)
    {
        StringBuilder content = new();
        for (position++; position < text.Length; position++)
        {
            if (text[position] == '"')
            {
                position++;
                return content.ToString();
            }

            if (text[position] == '\\' && position + 1 < text.Length)
                position++;
            content.Append(text[position]);
        }

        throw new FormatException("A quoted atom does not end.");
    }

    private static void SkipBlanks(string text, ref int position)
    {
        while (position < text.Length && char.IsWhiteSpace(text[position]))
            position++;
    }
}
