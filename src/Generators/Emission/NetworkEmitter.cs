using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Emission;

/// <summary>Completes a network: its stamp and what the runtime asks of it.</summary>
internal static class NetworkEmitter
{
    public static string Emit(NetworkModel network)
    {
        Code code = Header.Begin(network.Type.Namespace);
        code.Line(Header.Stamp("CompiledNetwork", NetworkStamp.Print(network)));
        string pattern = network.WeightsPattern is { } text ? Literal.Text(text) : "null";
        code.Block(
            $"partial {network.Type.Keyword} {Literal.Name(network.Type.Name)} : global::RuleCompiler.INetwork",
            () =>
                Graph(code, network.Onnx)
                    .Line("/// <inheritdoc/>")
                    .Line($"public static int[] InputShape => [{string.Join(", ", network.InputShape)}];")
                    .Line()
                    .Line("/// <inheritdoc/>")
                    .Line(
                        $"public static (float Low, float High) InputRange => ({Literal.Single(network.Low)}, {Literal.Single(network.High)});"
                    )
                    .Line()
                    .Line("/// <inheritdoc/>")
                    .Line($"public static string? WeightsPattern => {pattern};")
        );
        return code.ToString();
    }

    /// <summary>An imported graph is read when it is asked for, once: nested, since it needs a name of its own.</summary>
    private static Code Graph(Code code, OnnxModel? onnx)
    {
        const string type = "global::RuleCompiler.LayerGraph";
        code.Line("/// <inheritdoc/>");
        if (onnx?.Text is not { } text)
            return code.Line($"public static {type} Graph => {type}.Of(Define(), InputShape);").Line();
        code.Line($"public static {type} Graph => {ExplainerEmitter.Parts}.Graph;").Line();
        return code.Block(
                $"private static class {ExplainerEmitter.Parts}",
                () => code.Line($"public static readonly {type} Graph = {type}.Parse({Literal.Text(text)});")
            )
            .Line();
    }
}
