using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>Decides whether a layer of a graph is matched by a composite's pattern, as C# would at run time.</summary>
internal static class MatchPattern
{
    public static bool Holds(PatternModel pattern, Node node) =>
        pattern switch
        {
            PatternModel.Any => true,
            PatternModel.Kind { LayerKind: "Activation" } => node.IsActivation,
            PatternModel.Kind kind => kind.LayerKind == node.Kind.ToString(),
            PatternModel.Property { Text: { } text } property => Text(property, node) == text,
            PatternModel.Property property => GraphProperties.Number(node, property.Path) is { } number
                && Compare(number, property.Relation, property.Number),
            PatternModel.And and => and.Parts.All(p => Holds(p, node)),
            PatternModel.Or or => or.Parts.Any(p => Holds(p, node)),
            PatternModel.Not not => !Holds(not.Part, node),
            _ => throw new InvalidOperationException($"No pattern of type {pattern.GetType().Name} is known."),
        };

    /// <summary>The names that a pattern compares the layer's name with.</summary>
    public static IEnumerable<string> NamesIn(PatternModel pattern) =>
        pattern switch
        {
            PatternModel.Property { Path: "Name", Text: { } text } => [text],
            PatternModel.And and => and.Parts.SelectMany(NamesIn),
            PatternModel.Or or => or.Parts.SelectMany(NamesIn),
            PatternModel.Not not => NamesIn(not.Part),
            _ => [],
        };

    private static string? Text(PatternModel.Property property, Node node) =>
        property.Path == "Name" ? node.Name : null;

    private static bool Compare(double left, string relation, double right) =>
        relation switch
        {
            "==" => left == right,
            "!=" => left != right,
            "<" => left < right,
            "<=" => left <= right,
            ">" => left > right,
            ">=" => left >= right,
            _ => throw new InvalidOperationException($"The relation '{relation}' is not known."),
        };
}
