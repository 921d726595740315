using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Stamps;

/// <summary>What stamps have in common.</summary>
internal static class StampText
{
    public static SExpr Print(EquatableArray<ArgumentModel> arguments) =>
        SExpr.Of("args", arguments.Select(a => SExpr.Of(a.Name, SExpr.Of(a.Value))));

    /// <exception cref="FormatException">It is no list of arguments.</exception>
    public static EquatableArray<ArgumentModel> ParseArguments(SExpr arguments)
    {
        Expect(arguments, "args");
        return arguments.Tail.Select(a => new ArgumentModel(a.Head, Only(a).Number)).ToEquatable();
    }

    /// <summary>The one item after the head.</summary>
    /// <exception cref="FormatException">There is none, or another.</exception>
    public static SExpr Only(SExpr list)
    {
        Require(list.Items.Count == 2, $"'{list.Head}' has {list.Items.Count - 1} items where one is expected");
        return list.Items[1];
    }

    /// <exception cref="FormatException">The list begins with another word.</exception>
    public static void Expect(SExpr list, string head) =>
        Require(list.Items.Count > 0 && list.Head == head, $"'{head}' is missing");

    /// <exception cref="FormatException">The condition does not hold.</exception>
    public static void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new FormatException(otherwise);
    }
}
