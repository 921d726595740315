using Microsoft.CodeAnalysis;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>What an explainer says of libraries whose stamps it cannot use. The library is made without the generator.</summary>
public sealed class StampTests
{
    private static readonly InMemory Foreign = InMemory.WithoutGenerator(
        """
        namespace Foreign;
        [CompiledRule(99, "(rule)")] public sealed record Newer : Rule;
        [CompiledRule(1, "(rule")] public sealed record Broken : Rule;
        [CompiledRule(1, "(network)")] public sealed record Other : Rule;
        public sealed record Bare : Rule;
        [CompiledComposite(99, "(composite)")] public sealed class NewerComposite;
        [CompiledComposite(1, "no list")] public sealed class BrokenComposite;
        public sealed class BareComposite;
        [CompiledNetwork(99, "(network)")] public sealed class NewerNetwork;
        [CompiledNetwork(1, "(network (input))")] public sealed class BrokenNetwork;
        public sealed class BareNetwork;
        """
    );

    [Theory]
    [InlineData("RC0010", "Newer")]
    [InlineData("RC0024", "Broken")]
    [InlineData("RC0024", "Other")]
    [InlineData("RC0016", "Bare")]
    public void A_rule_that_cannot_be_read_is_reported_at_the_explainer(string id, string rule) =>
        Check(
            id,
            rule,
            $"[Composite] public sealed partial class C {{ public static Rule? For(Layer layer) => new Foreign.{rule}(); }}",
            "N",
            "C"
        );

    [Theory]
    [InlineData("RC0010", "NewerComposite")]
    [InlineData("RC0024", "BrokenComposite")]
    [InlineData("RC0016", "BareComposite")]
    public void A_composite_that_cannot_be_read_is_reported_at_the_explainer(string id, string composite) =>
        Check(id, composite, "", "N", $"Foreign.{composite}");

    [Theory]
    [InlineData("RC0010", "NewerNetwork")]
    [InlineData("RC0024", "BrokenNetwork")]
    [InlineData("RC0016", "BareNetwork")]
    public void A_network_that_cannot_be_read_is_reported_at_the_explainer(string id, string network) =>
        Check(id, network, "", $"Foreign.{network}", "EpsilonPlus");

    private static void Check(string id, string named, string declarations, string network, string composite)
    {
        string explainer = $"Explainer<{network}, {composite}>";
        string source =
            $"[Network(3)] public sealed partial class N {{ public static Layer[] Define() => [new Dense(2)]; }}\n{declarations}\n"
            + $"[{explainer}] public sealed partial class E;";
        Diagnostic error = Assert.Single(
            InMemory.Diagnose(source, Foreign),
            d => d.Severity == DiagnosticSeverity.Error
        );
        Assert.Equal(id, error.Id);
        Assert.Contains(named, error.GetMessage());
        Assert.Equal(4 - 1, error.Location.GetLineSpan().StartLinePosition.Line); // after usings, network, declarations
        Assert.Equal(explainer.Length, error.Location.SourceSpan.Length);
    }
}
