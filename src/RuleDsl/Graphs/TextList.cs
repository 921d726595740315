using RuleCompiler.Generators.Stamps;

namespace RuleCompiler;

/// <summary>Reads the nested lists of a graph text, with one kind of message for all that is wrong with them.</summary>
internal static class TextList
{
    private const int Depth = 32; // a graph's lists are nested seven deep

    /// <exception cref="FormatException">The text is no list.</exception>
    public static SExpr.List Parse(string text)
    {
        CheckDepth(text);
        try
        {
            return SExpr.Parse(text) as SExpr.List ?? throw new FormatException("It is no list.");
        }
        catch (FormatException e)
        {
            throw Damaged(char.ToLowerInvariant(e.Message[0]) + e.Message[1..].TrimEnd('.'));
        }
    }

    /// <summary>The first atom of a list.</summary>
    public static string Head(SExpr.List list) =>
        list.Members.Count > 0 ? Atom(list.Members[0]) : throw Damaged("a list is empty");

    /// <summary>The text of an atom.</summary>
    public static string Atom(SExpr item) =>
        item is SExpr.Atom atom ? atom.Content : throw Damaged("a list stands where a name or number should");

    /// <summary>A whole number.</summary>
    public static int Integer(SExpr item, string where)
    {
        double number = Number(item, where);
        return number == Math.Truncate(number) && Math.Abs(number) <= int.MaxValue
            ? (int)number
            : throw Damaged($"'{Atom(item)}' of {where} is no whole number of 32 bits");
    }

    /// <summary>A number; NaN is none.</summary>
    public static double Number(SExpr item, string where)
    {
        string text = Atom(item);
        try
        {
            return double.IsNaN(item.Number) ? throw new FormatException() : item.Number;
        }
        catch (FormatException)
        {
            throw Damaged($"'{text}' of {where} is no number");
        }
    }

    /// <summary>The only list among a list's items that begins with a name, or null.</summary>
    public static SExpr.List? Find(SExpr.List list, string head)
    {
        SExpr.List[] found =
        [
            .. list.Members.OfType<SExpr.List>().Where(item => item.Members.Count > 0 && Head(item) == head),
        ];
        return found.Length < 2 ? found.FirstOrDefault() : throw Damaged($"'{head}' is there twice");
    }

    /// <summary>The items after a named list's head, which have to be lists.</summary>
    public static IEnumerable<SExpr.List> Lists(SExpr.List list, string head) =>
        (Find(list, head) ?? throw Damaged($"'{head}' is missing"))
            .Members.Skip(1)
            .Select(item =>
                item as SExpr.List ?? throw Damaged($"'{Atom(item)}' stands where a list should, in '{head}'")
            );

    /// <summary>The whole numbers after a named list's head; null where there is no such list.</summary>
    public static int[]? Integers(SExpr.List list, string head, string where) =>
        Find(list, head)?.Members.Skip(1).Select(item => Integer(item, $"'{head}' of {where}")).ToArray();

    /// <summary>The error of a text that no import wrote.</summary>
    public static FormatException Damaged(string what) =>
        new($"The graph text is damaged: {what}. Import the model again.");

    /// <summary>Refuses lists nested so deep that reading them would exhaust the stack.</summary>
    private static void CheckDepth(string text)
    {
        int depth = 0;
        bool quoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\')
                i++;
            else if (text[i] == '"')
                quoted = !quoted;
            else if (!quoted && text[i] == ')')
                depth--;
            else if (!quoted && text[i] == '(' && ++depth > Depth)
                throw Damaged($"lists are nested more than {Depth} deep, at {i}");
        }
    }
}
