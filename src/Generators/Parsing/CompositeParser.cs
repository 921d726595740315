using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads a composite: from its declaration where the compilation has it, else from its stamp.</summary>
internal static class CompositeParser
{
    public static Result<CompositeModel> Parse(
        INamedTypeSymbol composite,
        Compilation compilation,
        CancellationToken cancellation
    ) =>
        DeclarationReader.Read(
            RuleDiagnostics.UnsupportedPattern,
            diagnostics =>
                TypeReader.IsDeclaredIn(composite, compilation)
                    ? ReadDeclaration(composite, compilation, diagnostics, cancellation)
                    : CompositeStamp.Read(composite, diagnostics)
        );

    private static CompositeModel? ReadDeclaration(
        INamedTypeSymbol composite,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        Location? name = TypeReader.NameLocation(composite, cancellation);
        if (Attributes.Find(composite, "CompositeAttribute") is not { } attribute)
        {
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NotCompiled, name, composite.Name));
            return null;
        }

        if (composite.IsStatic)
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.StaticComposite, name, composite.Name));
        TypeReader.CheckCompletable(composite, "composite", diagnostics, cancellation);
        Expr? finish = CompositeFinish.Read(composite, compilation, diagnostics, cancellation);
        IMethodSymbol @for =
            composite
                .GetMembers("For")
                .OfType<IMethodSymbol>()
                .FirstOrDefault(m =>
                    m
                        is {
                            IsStatic: true,
                            DeclaredAccessibility: Accessibility.Public,
                            ReturnType.Name: "Rule",
                            Parameters.Length: 1,
                            Arity: 0
                        }
                )
            ?? throw new UnsupportedException(
                composite.DeclaringSyntaxReferences[0].GetSyntax(cancellation),
                $"'{composite.Name}' without a 'public static Rule? For(Layer layer)'"
            );
        IOperation body = ReturnedValue.Of(@for, null, compilation, cancellation);
        return new(
            TypeReader.Read(composite),
            attribute.NamedArguments.Any(a => a is { Key: "Defaults", Value.Value: 1 }), // Defaults.Gradient
            CompositeArms.Read(body).ToEquatable(),
            finish,
            Citations.Of(composite),
            attribute.NamedArguments.Any(a => a is { Key: "Start", Value.Value: 1 }), // OutputRelevance.One
            !attribute.NamedArguments.Any(a => a is { Key: "FoldsBatchNorm", Value.Value: false })
        );
    }
}
