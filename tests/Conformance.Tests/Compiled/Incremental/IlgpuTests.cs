using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Kernels for ILGPU are printed where the compilation has the library, and nothing of them otherwise.</summary>
public sealed class IlgpuTests
{
    private const string Source = """
        [Network(3)] public sealed partial class Net
        {
            public static Layer[] Define() => [new Dense(4), new ReLU(), new Dense(2)];
        }

        [Explainer<Net, EpsilonPlus>] public sealed partial class Explains;
        """;

    private static readonly Lazy<InMemory> Library = new(() =>
        InMemory.WithoutGenerator("namespace ILGPU { public sealed class Context; }")
    );

    [Fact]
    public void Without_the_library_nothing_is_printed()
    {
        Dictionary<string, string> files = Files(InMemory.Plain(Source));
        Assert.NotEmpty(files);
        Assert.DoesNotContain(files, f => f.Key.Contains("Ilgpu", StringComparison.Ordinal));
        Assert.DoesNotContain(files, f => f.Value.Contains("ILGPU", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_an_explainer_nothing_is_printed() =>
        Assert.DoesNotContain(
            Files(
                InMemory.Plain(
                    "[Network(3)] public sealed partial class Net { public static Layer[] Define() => [new Dense(4)]; }",
                    Library.Value
                )
            ),
            f => f.Key.Contains("Ilgpu", StringComparison.Ordinal)
        );

    [Fact]
    public void With_the_library_skeletons_and_policies_are_printed()
    {
        Dictionary<string, string> files = Files(InMemory.Plain(Source, Library.Value));
        Assert.Contains(
            "internal static class ProductTile",
            files["RuleCompiler.Ilgpu.ProductTile.g.cs"],
            StringComparison.Ordinal
        );
        Assert.Contains("InternalsVisibleTo", files["RuleCompiler.Ilgpu.Assembly.g.cs"], StringComparison.Ordinal);
        string policies = files.Single(f => f.Key.StartsWith("Explains.Ilgpu.", StringComparison.Ordinal)).Value;
        Assert.Contains("internal struct Policy0 : ilgpu::IProduct<", policies, StringComparison.Ordinal);
        Assert.Contains("OnIlgpu(int device)", policies, StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_with_a_strong_name_has_no_friend_and_public_kernels()
    {
        CSharpCompilation plain = InMemory.Plain(Source, Library.Value);
        Dictionary<string, string> files = Files(plain.WithOptions(plain.Options.WithCryptoKeyFile("key.snk")));
        Assert.Contains(
            "public static class ProductTile",
            files["RuleCompiler.Ilgpu.ProductTile.g.cs"],
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "InternalsVisibleTo",
            files["RuleCompiler.Ilgpu.Assembly.g.cs"],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void An_unrelated_change_prints_nothing_again()
    {
        CSharpCompilation first = InMemory.Plain(Source, Library.Value);
        GeneratorDriver driver = InMemory.Driver(trackSteps: true).RunGenerators(first);
        driver = driver.RunGenerators(
            first.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Other;", InMemory.Language))
        );
        GeneratorRunResult result = driver.GetRunResult().Results.Single();
        foreach (string step in new[] { "Ilgpu", "IlgpuFiles", "CompileExplainer" })
        {
            Assert.All(
                result.TrackedSteps[step].SelectMany(s => s.Outputs),
                o =>
                    Assert.Contains(
                        o.Reason,
                        new[] { IncrementalStepRunReason.Cached, IncrementalStepRunReason.Unchanged }
                    )
            );
        }
    }

    private static Dictionary<string, string> Files(Compilation compilation) =>
        InMemory
            .Driver()
            .RunGenerators(compilation)
            .GetRunResult()
            .GeneratedTrees.ToDictionary(t => Path.GetFileName(t.FilePath), t => t.ToString());
}
