using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Short ways to a network and a composite that parse without errors.</summary>
internal static class Declared
{
    public static string NetworkSource(string layers, string network = "Network(1, 28, 28)") =>
        $"[{network}] public sealed partial class N {{ public static Layer[] Define() => {layers}; }}";

    public static NetworkModel Network(string layers, string network = "Network(1, 28, 28)") =>
        NetworkOf(NetworkSource(layers, network));

    public static NetworkModel NetworkOf(string source)
    {
        var result = Compiled.CompileCleanly(source).ParseNetwork();
        Assert.DoesNotContain(result.Diagnostics, d => d.Id != "RC0017");
        return result.Model!;
    }

    public static Graph Graph(string layers, string network = "Network(1, 28, 28)") =>
        GraphOf(Network(layers, network));

    public static Graph GraphOf(NetworkModel network)
    {
        GraphResult result = LowerNetwork.Of(network);
        Assert.Empty(result.Problems);
        return result.Graph;
    }

    public static string CompositeSource(string body, string composite = "Composite") =>
        $"[{composite}] public sealed partial class C {{ public static Rule? For(Layer layer) => {body}; }}";

    public static CompositeModel Composite(string body, string composite = "Composite")
    {
        var result = Compiled.CompileCleanly(CompositeSource(body, composite)).ParseComposite();
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }
}
