using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Onnx;

/// <summary>The generator runs twice; only what depends on an edit runs again.</summary>
public class OnnxIncrementalTests
{
    private const string Path = "/p/obj/rulecompiler/m.onnx.network";

    private const string Source = """
        [Network, Onnx("m.onnx")] public sealed partial class N;
        [Network(6)] public sealed partial class Declared { public static Layer[] Define() => [new Dense(5)]; }
        [Explainer<N, PlainGradient>] public sealed partial class E;
        [Explainer<Declared, PlainGradient>] public sealed partial class F;
        """;

    private static readonly string[] Tracked =
    [
        "OnnxFile",
        "OnnxFiles",
        "DeclaredNetwork",
        "ResolveNetwork",
        "Network",
        "Explainer",
        "ResolveExplainer",
        "CompileExplainer",
    ];

    [Fact]
    public void An_unrelated_edit_runs_nothing_again()
    {
        GeneratorRunResult second = Second(
            driver => driver,
            c => c.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", Options(c)))
        );
        foreach (string step in Tracked)
            Assert.All(Reasons(second, step), Unchanged);
    }

    [Fact]
    public void Moving_the_network_changes_no_model()
    {
        GeneratorRunResult second = Second(
            driver => driver,
            c =>
                c.ReplaceSyntaxTree(
                    c.SyntaxTrees.Single(),
                    CSharpSyntaxTree.ParseText(
                        c.SyntaxTrees.Single()
                            .ToString()
                            .Replace("[Network, ", "\n// moved\n[Network, ", StringComparison.Ordinal),
                        Options(c),
                        "Test.cs"
                    )
                )
        );
        foreach (string step in Tracked)
            Assert.All(Reasons(second, step), Unchanged);
    }

    [Fact]
    public void Another_text_with_the_same_graph_compiles_nothing_again()
    {
        GeneratorRunResult second = WithText(
            Imported.Small.Replace("Folded a constant", "Folded", StringComparison.Ordinal)
        );
        Assert.Contains(IncrementalStepRunReason.Modified, Reasons(second, "OnnxFile"));
        foreach (string step in Tracked.Skip(2))
            Assert.All(Reasons(second, step), Unchanged);
    }

    [Fact]
    public void Another_graph_compiles_again_what_uses_it()
    {
        GeneratorRunResult second = WithText(
            Imported
                .Small.Replace("(shape 3)", "(shape 2)", StringComparison.Ordinal)
                .Replace("Units 3", "Units 2", StringComparison.Ordinal)
        );
        foreach (string step in new[] { "DeclaredNetwork", "Explainer" })
            Assert.All(Reasons(second, step), Unchanged);
        foreach (string step in new[] { "Network", "ResolveExplainer", "CompileExplainer" })
        {
            IncrementalStepRunReason[] reasons = Reasons(second, step);
            Assert.Equal(2, reasons.Length);
            Assert.Single(reasons, r => r == IncrementalStepRunReason.Modified);
            Unchanged(Assert.Single(reasons, r => r != IncrementalStepRunReason.Modified));
        }
    }

    [Fact]
    public void Another_model_compiles_nothing_again()
    {
        GeneratorRunResult second = Second(
            driver =>
                driver.AddAdditionalTexts([
                    new Imported.Text("/p/obj/rulecompiler/other.onnx.network", Imported.Small),
                ]),
            c => c
        );
        foreach (
            string step in new[]
            {
                "DeclaredNetwork",
                "ResolveNetwork",
                "Network",
                "ResolveExplainer",
                "CompileExplainer",
            }
        )
            Assert.All(Reasons(second, step), Unchanged);
    }

    private static GeneratorRunResult WithText(string text) =>
        Second(
            driver => driver.RemoveAdditionalTexts(Files).AddAdditionalTexts([new Imported.Text(Path, text)]),
            c => c
        );

    private static readonly System.Collections.Immutable.ImmutableArray<AdditionalText> Files =
    [
        new Imported.Text(Path, Imported.Small),
    ];

    private static GeneratorRunResult Second(
        Func<GeneratorDriver, GeneratorDriver> files,
        Func<Compilation, Compilation> edit
    )
    {
        Compilation compilation = Compiled.Compile(Source);
        GeneratorDriver driver = Imported.Driver().AddAdditionalTexts(Files).RunGenerators(compilation);
        Assert.DoesNotContain(driver.GetRunResult().Diagnostics, d => d.Severity == DiagnosticSeverity.Error);
        Assert.Equal(4, driver.GetRunResult().GeneratedTrees.Length);
        GeneratorRunResult result = files(driver).RunGenerators(edit(compilation)).GetRunResult().Results.Single();
        Assert.Null(result.Exception);
        return result;
    }

    private static CSharpParseOptions Options(Compilation compilation) =>
        (CSharpParseOptions)compilation.SyntaxTrees.First().Options;

    private static void Unchanged(IncrementalStepRunReason reason) =>
        Assert.True(reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged, $"{reason}");

    private static IncrementalStepRunReason[] Reasons(GeneratorRunResult result, string step)
    {
        Assert.True(result.TrackedSteps.ContainsKey(step), $"no step '{step}'");
        return [.. result.TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];
    }
}
