using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Reads a network: from its declaration where the compilation has it, else from its stamp. A model comes with
/// diagnostics that are no errors; it is null where there is an error.
/// </summary>
internal static class NetworkParser
{
    public static Result<NetworkModel> Parse(
        INamedTypeSymbol network,
        Compilation compilation,
        CancellationToken cancellation
    ) =>
        DeclarationReader.Read(
            RuleDiagnostics.UnsupportedNetworkSyntax,
            diagnostics =>
                TypeReader.IsDeclaredIn(network, compilation)
                    ? ReadDeclaration(network, compilation, diagnostics, cancellation)
                    : NetworkStamp.Read(network, diagnostics)
        );

    private static NetworkModel? ReadDeclaration(
        INamedTypeSymbol network,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        Location? name = TypeReader.NameLocation(network, cancellation);
        if (Attributes.Find(network, "NetworkAttribute") is not { } attribute)
        {
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NotCompiled, name, network.Name));
            return null;
        }

        bool usable = TypeReader.CheckCompletable(network, "network", diagnostics, cancellation);
        if (Attributes.Find(network, "OnnxAttribute") is { } onnx)
        {
            NetworkModel? imported = NetworkOnnx.Read(network, attribute, onnx, diagnostics, cancellation);
            return usable ? imported : null;
        }

        usable &= NetworkWeights.TryRead(network, diagnostics, cancellation, out string? pattern);
        IMethodSymbol define =
            network
                .GetMembers("Define")
                .OfType<IMethodSymbol>()
                .FirstOrDefault(m =>
                    m
                        is {
                            IsStatic: true,
                            Parameters.Length: 0,
                            Arity: 0,
                            DeclaredAccessibility: Accessibility.Public,
                            ReturnType: IArrayTypeSymbol
                        }
                )
            ?? throw new UnsupportedException(
                network.DeclaringSyntaxReferences[0].GetSyntax(cancellation),
                $"'{network.Name}' without a 'public static Layer[] Define()' or [Onnx]"
            );
        IOperation list = ReturnedValue.Of(define, null, compilation, cancellation);
        LayerListReader reader = new(compilation, cancellation);
        List<LayerModel> layers = reader.Read(list, ConstantReader.Unbound);
        NetworkModel model = new(
            TypeReader.Read(network),
            NetworkRange.Shape(attribute).ToEquatable(),
            NetworkRange.Bound(attribute, "Low", double.NegativeInfinity),
            NetworkRange.Bound(attribute, "High", double.PositiveInfinity),
            pattern,
            layers.ToEquatable()
        );

        foreach (GraphProblem problem in LowerNetwork.Of(model).Problems)
        {
            Location? location =
                problem.Definition >= 0 ? reader.Locations[problem.Definition]
                : problem.Id == RuleDiagnostics.ShapeMismatch.Id
                    ? attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation()
                : list.Syntax.GetLocation();
            diagnostics.Add(problem.At(location));
            usable = false;
        }

        return usable ? model : null;
    }
}
