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
                code.Line("/// <inheritdoc/>")
                    .Line(
                        "public static global::RuleCompiler.LayerGraph Graph => global::RuleCompiler.LayerGraph.Of(Define(), InputShape);"
                    )
                    .Line()
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
}
