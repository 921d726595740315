using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators;

/// <summary>Completes rules, networks, composites and explainers. Only wires: every step has its own file.</summary>
[Generator]
public sealed class RuleGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Declare(context, "RuleCompiler.RuleAttribute", "Rules", RuleParser.Parse, rule => (rule.Type, RuleEmitter.Emit(rule)));
    }

    /// <summary>Parses every type with an attribute to a model, and emits a file from each model.</summary>
    private static void Declare<T>(
        IncrementalGeneratorInitializationContext context,
        string attribute,
        string step,
        Func<INamedTypeSymbol, Compilation, CancellationToken, Result<T>> parse,
        Func<T, (TypeModel Type, string Text)> emit
    )
        where T : class, IEquatable<T>
    {
        IncrementalValuesProvider<Result<T>> results = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                attribute,
                (node, _) => node is TypeDeclarationSyntax,
                (syntax, cancellation) =>
                    parse((INamedTypeSymbol)syntax.TargetSymbol, syntax.SemanticModel.Compilation, cancellation)
            )
            .WithTrackingName($"Parse{step}");
        context.RegisterSourceOutput(
            results.SelectMany((result, _) => result.Diagnostics).WithTrackingName($"Diagnose{step}"),
            (output, diagnostic) => output.ReportDiagnostic(diagnostic.ToDiagnostic())
        );
        context.RegisterSourceOutput(
            results.Where(result => result.Model is not null).Select((result, _) => result.Model!).WithTrackingName(step),
            (output, model) =>
            {
                (TypeModel type, string text) = emit(model);
                output.AddSource($"{type.FullName}.g.cs", text);
            }
        );
    }
}
