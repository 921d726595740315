using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Stamps;

public class ReferencedStampTests
{
    [Fact]
    public void A_network_of_a_referenced_assembly_is_read_from_its_stamp()
    {
        NetworkModel network = Declared.Network("[new Flatten(), new Dense(10) { Name = \"out\" }]");
        Result<NetworkModel> read = Network(Stamp("CompiledNetwork", 1, NetworkStamp.Print(network)));
        Assert.Empty(read.Diagnostics);
        Assert.Equal(network, read.Model);
    }

    [Fact]
    public void A_composite_of_a_referenced_assembly_is_read_from_its_stamp()
    {
        CompositeModel composite = Declared.Composite("layer switch { Dense => new Epsilon(0.5f), _ => null }");
        Result<CompositeModel> read = Composite(Stamp("CompiledComposite", 1, CompositeStamp.Print(composite)));
        Assert.Empty(read.Diagnostics);
        Assert.Equal(composite, read.Model);
    }

    [Theory]
    [InlineData("RC0010", "CompiledNetwork", 5, "(network)")]
    [InlineData("RC0024", "CompiledNetwork", 1, "(network)")]
    [InlineData("RC0024", "CompiledNetwork", 1, "no list")]
    [InlineData("RC0016", "CompiledComposite", 1, "(composite)")]
    public void A_network_that_cannot_be_read_says_why(string id, string attribute, int format, string text)
    {
        Result<NetworkModel> read = Network(Stamp(attribute, format, text));
        Assert.Null(read.Model);
        Assert.Equal(id, Assert.Single(read.Diagnostics).Id);
    }

    [Theory]
    [InlineData("RC0010", "CompiledComposite", 5, "(composite)")]
    [InlineData("RC0024", "CompiledComposite", 1, "(composite)")]
    [InlineData("RC0016", "CompiledNetwork", 1, "(network)")]
    public void A_composite_that_cannot_be_read_says_why(string id, string attribute, int format, string text)
    {
        Result<CompositeModel> read = Composite(Stamp(attribute, format, text));
        Assert.Null(read.Model);
        Assert.Equal(id, Assert.Single(read.Diagnostics).Id);
    }

    [Fact]
    public void A_method_of_a_referenced_assembly_cannot_be_read_in_place()
    {
        MetadataReference library = Compiled.Reference(
            "public static class Blocks { public static Layer[] Two() => [new ReLU(), new ReLU()]; }"
        );
        Result<NetworkModel> read = Compiled
            .CompileCleanly(Declared.NetworkSource("[.. Blocks.Two()]"), library)
            .ParseNetwork();
        DiagnosticInfo found = Assert.Single(read.Diagnostics, d => d.Id == "RC0012");
        Assert.Equal("Blocks.Two()".Length, found.Span.Length);
    }

    private static string Stamp(string attribute, int format, string text) =>
        $"[{attribute}({format}, {Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, quote: true)})]";

    private static Result<NetworkModel> Network(string attribute) =>
        Compiled.Compile("", Compiled.Reference($"{attribute} public sealed class N;")).ParseNetwork();

    private static Result<CompositeModel> Composite(string attribute) =>
        Compiled.Compile("", Compiled.Reference($"{attribute} public sealed class C;")).ParseComposite();
}
