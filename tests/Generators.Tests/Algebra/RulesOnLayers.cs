using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Algebra;

/// <summary>Rules on a layer, by name of a built-in rule or from source.</summary>
internal static class RulesOnLayers
{
    private static readonly Microsoft.CodeAnalysis.Compilation Empty = Compiled.CompileCleanly("class Empty;");

    public static RuleOnLayer BuiltIn(string name, bool nonNegative, params (string Name, double Value)[] arguments)
    {
        var result = RuleParser.Parse(Empty.Type($"RuleCompiler.{name}"), Empty, CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return On(result.Model!, nonNegative, arguments);
    }

    /// <summary>A rule with the given members.</summary>
    public static RuleOnLayer FromSource(string members, bool nonNegative = false, string parameters = "")
    {
        var compilation = Compiled.CompileCleanly(
            $"[Rule] public sealed partial record R({parameters}) : Rule {{ {members} }}"
        );
        var result = RuleParser.Parse(compilation.Type("R"), compilation, CancellationToken.None);
        Assert.Empty(result.Diagnostics);
        return On(result.Model!, nonNegative);
    }

    private static RuleOnLayer On(RuleModel model, bool nonNegative, params (string Name, double Value)[] arguments) =>
        new(model, arguments.Select(a => new ArgumentModel(a.Name, a.Value)), nonNegative);
}
