using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Graph texts that tests write by hand.</summary>
internal static class GraphTexts
{
    /// <summary>A graph of one input <c>x</c>.</summary>
    public static string Graph(string shape, params string[] layers) => Inputs($"(input \"x\" {shape})", layers);

    /// <summary>A graph of several inputs.</summary>
    public static string Inputs(string inputs, params string[] layers) =>
        $"(graph (inputs {inputs}) (layers {string.Join("\n", layers)}))";

    /// <summary>An interpreter of a text with the family's rules.</summary>
    public static Interpreter Run(string text, Defaults family, params (string, int[], float[])[] tensors) =>
        new(LayerGraph.Parse(text), Unbounded, _ => null, family, Tensors(tensors));
}
