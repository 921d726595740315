using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Stamps;

/// <summary>Patterns as text.</summary>
internal static class PatternText
{
    public static SExpr Print(PatternModel pattern) =>
        pattern switch
        {
            PatternModel.Any => SExpr.Of("any"),
            PatternModel.Kind kind => SExpr.Of("kind", SExpr.Of(kind.LayerKind)),
            PatternModel.Property { Text: { } text } p => Compare("text", p, SExpr.Of(text)),
            PatternModel.Property p => Compare("number", p, SExpr.Of(p.Number)),
            PatternModel.And and => SExpr.Of("and", and.Parts.Select(Print)),
            PatternModel.Or or => SExpr.Of("or", or.Parts.Select(Print)),
            PatternModel.Not not => SExpr.Of("not", Print(not.Part)),
            _ => throw new FormatException($"No pattern of type {pattern.GetType().Name} is known."),
        };

    /// <exception cref="FormatException">It is no pattern.</exception>
    public static PatternModel Parse(SExpr pattern) =>
        pattern is SExpr.Atom { Content: "any" }
            ? new PatternModel.Any()
            : pattern.Head switch
            {
                "kind" => new PatternModel.Kind(StampText.Only(pattern).Text),
                "text" => ParseComparison(pattern, (path, relation, value) => new(path, relation, 0, value.Text)),
                "number" => ParseComparison(
                    pattern,
                    (path, relation, value) => new(path, relation, value.Number, null)
                ),
                "and" => new PatternModel.And(pattern.Tail.Select(Parse).ToEquatable()),
                "or" => new PatternModel.Or(pattern.Tail.Select(Parse).ToEquatable()),
                "not" => new PatternModel.Not(Parse(StampText.Only(pattern))),
                _ => throw new FormatException($"the pattern '{pattern.Head}' is not known"),
            };

    private static SExpr Compare(string head, PatternModel.Property property, SExpr value) =>
        SExpr.Of(head, SExpr.Of(property.Path), SExpr.Of(property.Relation), value);

    private static PatternModel.Property ParseComparison(
        SExpr pattern,
        Func<string, string, SExpr, PatternModel.Property> make
    )
    {
        StampText.Require(pattern.Items.Count == 4, "a comparison lacks its path, relation or value");
        return make(pattern.Items[1].Text, pattern.Items[2].Text, pattern.Items[3]);
    }
}
