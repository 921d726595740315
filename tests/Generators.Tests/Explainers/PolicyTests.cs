using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Explainers;

/// <summary>Policies are printed once for each formula, however many layers have it: the JIT compiles each.</summary>
public sealed class PolicyTests
{
    private const string Layer = "new Conv2d(4, 3, Pad: 1), new ReLU(), new AvgPool(2), ";

    [Fact]
    public void EqualLayersShareTheirPolicies() => Verified.Text(Policies(Layer + Layer, "EpsilonPlus"));

    [Theory]
    [InlineData("EpsilonPlus")]
    [InlineData("EpsilonGammaBox")]
    [InlineData("EpsilonAlpha2Beta1Flat")]
    [InlineData("DeepLiftRescale")]
    public void AFurtherEqualLayerAddsNoPolicy(string composite)
    {
        // the first layer may have a rule of its own
        string some = Policies(Layer + Layer, composite);
        Assert.Equal(some, Policies(Layer + Layer + Layer, composite));
    }

    [Theory]
    [InlineData("EpsilonPlus")]
    [InlineData("EpsilonGammaBox")]
    public void NorDoesItForDevices(string composite)
    {
        string two = Explainer(Layer + Layer, composite),
            three = Explainer(Layer + Layer + Layer, composite);
        Assert.NotEmpty(Occurrences(two, "new kernels::KernelPolicy"));
        Assert.Equal(
            Occurrences(two, "new kernels::KernelPolicy").Count(),
            Occurrences(three, "new kernels::KernelPolicy").Count()
        );
    }

    [Fact]
    public void TermsOfPoolsAreSharedAsWell()
    {
        string policies = Policies(Layer + Layer, "EpsilonPlus");
        Assert.Single(Occurrences(policies, "kernels::IForwardTerm"));
        Assert.Single(Occurrences(policies, "kernels::IBackwardTerm"));
    }

    [Fact]
    public void FormulasThatDifferInAConstantAreTwoPolicies()
    {
        string policies = Policies(
            "new Flatten(), new Dense(4), new ReLU(), new Dense(4), new ReLU(), ",
            "C",
            "[Composite] public sealed partial class C { public static Rule? For(Layer layer) => layer switch "
                + "{ Dense { Name: \"dense1\" } => new Epsilon(0.25f), Dense => new Epsilon(0.5f), _ => null }; } "
        );
        Assert.Contains("s0 = r/Away(p0 + b, 0.25)", policies, StringComparison.Ordinal);
        Assert.Contains("s0 = r/Away(p0 + b, 0.5)", policies, StringComparison.Ordinal);
    }

    /// <summary>What stands behind the shapes of the layers in the generated explainer.</summary>
    private static string Policies(string layers, string composite, string rules = "")
    {
        string text = Explainer(layers, composite, rules);
        int first = text.IndexOf(
            "/// <summary>",
            text.IndexOf("static readonly kernels::", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        int launches = text.IndexOf("\n    private static class GeneratedLaunches", StringComparison.Ordinal);
        return text[(text.LastIndexOf('\n', first) + 1)..launches];
    }

    private static string Explainer(string layers, string composite, string rules = "")
    {
        string source =
            "[Network(4, 16, 16, Low = 0, High = 1)] public sealed partial class N { public static Layer[] Define() => "
            + $"[{layers}new Flatten(), new Dense(3)]; }} {rules}[Explainer<N, {composite}>] public sealed partial class E;";
        GeneratorDriverRunResult result = CSharpGeneratorDriver
            .Create(
                [new RuleGenerator().AsSourceGenerator()],
                parseOptions: new CSharpParseOptions(LanguageVersion.Preview)
            )
            .RunGenerators(Compiled.Compile(source))
            .GetRunResult();
        return result
            .Results.Single()
            .GeneratedSources.Single(s => s.HintName.StartsWith("E.Explainer", StringComparison.Ordinal))
            .SourceText.ToString();
    }

    private static IEnumerable<int> Occurrences(string text, string part)
    {
        for (int at = 0; (at = text.IndexOf(part, at, StringComparison.Ordinal)) >= 0; at += part.Length)
            yield return at;
    }
}
