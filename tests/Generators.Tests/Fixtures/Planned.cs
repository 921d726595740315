using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Plans of declared networks with built-in composites, or with one of the source's own.</summary>
internal static class Planned
{
    public static (Plan? Plan, IReadOnlyList<GraphProblem> Problems) Lower(
        string layers,
        string composite,
        string network = "Network(1, 28, 28, Low = 0, High = 1)",
        string source = ""
    )
    {
        Compilation compilation = Compiled.CompileCleanly(Declared.NetworkSource(layers, network) + source);
        NetworkModel declared = compilation.ParseNetwork().Model!;
        INamedTypeSymbol type =
            compilation.GetTypeByMetadataName($"RuleCompiler.{composite}") ?? compilation.Type(composite);
        CompositeModel chosen = CompositeParser.Parse(type, compilation, CancellationToken.None).Model!;
        Dictionary<string, RuleModel> rules = chosen
            .Arms.Select(a => a.Rule?.RuleType)
            .OfType<string>()
            .Concat(FamilyDefaults.RuleTypes(chosen.GradientFamily))
            .Distinct()
            .ToDictionary(
                name => name,
                name => RuleParser.Parse(compilation.Type(name), compilation, CancellationToken.None).Model!
            );
        Assignment assignment = AssignRules.Assign(Declared.GraphOf(declared), chosen, rules);
        Assert.Empty(assignment.Problems);
        var (plan, problems) = LowerExplainer.Lower(assignment.Graph, rules, chosen.Finish);
        return (
            plan,
            plan is null
                ? problems
                : [.. problems, .. Generators.Algebra.Proofs.Of(plan, rules, composite, chosen.Finish)]
        );
    }
}
