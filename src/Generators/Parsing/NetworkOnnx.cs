using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads <c>[Onnx("model.onnx")]</c>. The model's text is found later: see <see cref="OnnxFiles"/>.</summary>
internal static class NetworkOnnx
{
    /// <summary>The tensors of an imported model are called so.</summary>
    private const string Pattern = "{layer}.{parameter}";

    /// <returns>The network without its model's text; null where something else says what it is made of.</returns>
    public static NetworkModel? Read(
        INamedTypeSymbol network,
        AttributeData attribute,
        AttributeData onnx,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        string file = OnnxFiles.Normal(onnx.ConstructorArguments.FirstOrDefault().Value as string ?? "");
        string? what =
            network.GetMembers("Define").Any() ? "its layers are declared by Define() too; remove Define() or [Onnx]"
            : Attributes.Has(network, "WeightsAttribute")
                ? $"the tensors of an imported model are called {Pattern}; remove [Weights]"
            : file.Length == 0 ? "it is no file; name one of the project's .onnx files"
            : null;
        if (what is not null)
        {
            Location? location = onnx.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.MissingModel, location, network.Name, file, what));
            return null;
        }

        return new(
            TypeReader.Read(network),
            NetworkRange.Shape(attribute).ToEquatable(),
            NetworkRange.Bound(attribute, "Low", double.NegativeInfinity),
            NetworkRange.Bound(attribute, "High", double.PositiveInfinity),
            Pattern,
            []
        )
        {
            Onnx = new(file, null, []),
        };
    }
}
