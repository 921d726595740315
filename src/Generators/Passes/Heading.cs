using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>What generated code says where a rule begins: who steps into it should know what it computes.</summary>
internal static class Heading
{
    public static EquatableArray<string> Of(Node node, RuleModel rule)
    {
        string sources = string.Join(
            "; ",
            rule.Citations.Select(c => c.Equation.Length > 0 ? $"{c.Key}, {c.Equation}" : c.Key)
        );
        string first =
            $"== {node.Name}, {node.Kind} {Shapes.Text(node.InputShape)} → {Shapes.Text(node.Shape)}: {rule.Type.Name}";
        return new[] { sources.Length > 0 ? $"{first} ({sources})" : first }
            .Concat(
                rule.Functions.Where(f => Speaks(f.Verb, node))
                    .Select(f => $"   {f.Verb} = {string.Join(", ", f.Results.Select(Formula.Print))}")
            )
            .ToEquatable();
    }

    private static bool Speaks(Verb verb, Node node) =>
        verb == Verb.Maximum ? node.Kind == NodeKind.MaxPool
        : node.IsLinear ? verb is not (Verb.Backward or Verb.ForwardPointwise)
        : verb is Verb.Backward or Verb.ForwardPointwise;
}
