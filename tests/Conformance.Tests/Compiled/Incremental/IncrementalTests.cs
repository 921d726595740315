using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>An edit runs again only what it changes.</summary>
public sealed class IncrementalTests
{
    private const string Source = """
        [Rule] public sealed partial record Own(float G = 0.5f) : Rule
        {
            private float Contribution(float a, float w) => a * (w + G * Pos(w));
            private float Share(float r, float z) => r / Away(z);
        }
        [Network(6)] public sealed partial class Net { public static Layer[] Define() => [new Dense(5), new ReLU(), new Dense(3)]; }
        [Composite] public sealed partial class Composed { public static Rule? For(Layer layer) => layer switch { Dense => new Own(), _ => null }; }
        [Explainer<Net, Composed>] public sealed partial class Explains;
        """;

    private static readonly string[] Tracked = ["Rule", "Network", "Composite", "Explainer", "CompileExplainer"];

    [Fact]
    public void An_unrelated_edit_runs_nothing_again()
    {
        GeneratorRunResult second = Edited(Source, c => c.AddSyntaxTrees(Parse("public static class Unrelated;")));
        foreach (string step in Tracked)
            Assert.All(Reasons(second, step), Unchanged);
        // what is said gets its place in the compilation's new trees, so that pragmas reach it; no text is made again
        Assert.Equal(
            second.Diagnostics.Length,
            second
                .TrackedOutputSteps.SelectMany(s => s.Value)
                .SelectMany(s => s.Outputs)
                .Count(o => o.Reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
        );
    }

    [Fact]
    public void Moving_an_explainer_compiles_nothing_again()
    {
        GeneratorRunResult second = Edited(Source.Replace("[Explainer", "\n// moved\n\n    [Explainer"));
        Assert.All(Reasons(second, "CompileExplainer"), Unchanged);
        Assert.All(Reasons(second, "Explainer"), Unchanged);
    }

    [Fact]
    public void Moving_everything_changes_no_model()
    {
        GeneratorRunResult second = Edited("// moved\n\n" + Source);
        foreach (string step in Tracked)
            Assert.All(Reasons(second, step), Unchanged);
    }

    [Theory]
    [InlineData("a * (w + G * Pos(w))", "a * (w + 2 * G * Pos(w))", "Rule", "Explainer", "CompileExplainer")]
    [InlineData("new Dense(5)", "new Dense(7)", "Network", "Explainer", "CompileExplainer")]
    [InlineData("new Own()", "new Own(0.25f)", "Composite", "Explainer", "CompileExplainer")]
    public void An_edit_runs_again_what_depends_on_it(string old, string @new, params string[] again)
    {
        GeneratorRunResult second = Edited(Source.Replace(old, @new));
        foreach (string step in Tracked)
        {
            IncrementalStepRunReason[] reasons = Reasons(second, step);
            if (again.Contains(step))
                Assert.Contains(IncrementalStepRunReason.Modified, reasons);
            else
                Assert.All(reasons, Unchanged);
        }
    }

    private static void Unchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}");

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step)
    {
        Assert.True(result.TrackedSteps.ContainsKey(step), $"no step '{step}'");
        return [.. result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }

    private static SyntaxTree Parse(string source) => CSharpSyntaxTree.ParseText(source, InMemory.Language);

    private static GeneratorRunResult Edited(string second) =>
        Edited(Source, c => c.ReplaceSyntaxTree(c.SyntaxTrees.Single(), InMemory.Plain(second).SyntaxTrees.Single()));

    private static GeneratorRunResult Edited(string first, Func<Compilation, Compilation> edit)
    {
        Compilation compilation = InMemory.Plain(first);
        GeneratorDriver driver = InMemory.Driver(trackSteps: true).RunGenerators(compilation);
        CompileErrors.Refuse(driver.GetRunResult().Diagnostics);
        GeneratorRunResult result = driver.RunGenerators(edit(compilation)).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }
}
