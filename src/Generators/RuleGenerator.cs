using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators;

/// <summary>Completes rules, networks, composites and explainers. Only wires: every step has its own file.</summary>
[Generator]
public sealed class RuleGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        Declare(context, "Rule", RuleParser.Parse, m => m.Type, RuleEmitter.Emit);
        Declare(context, "Composite", CompositeParser.Parse, m => m.Type, CompositeEmitter.Emit);
        IncrementalValueProvider<Many<OnnxFileModel>> models = context
            .AdditionalTextsProvider.Where(OnnxFiles.Is)
            .Select(OnnxFiles.Read)
            .WithTrackingName("OnnxFile")
            .Collect()
            .Select((files, _) => new Many<OnnxFileModel>(files.ToEquatable()))
            .WithTrackingName("OnnxFiles");
        DeclareNetworks(context, models);
        Explain(context, models);
    }

    /// <summary>Parses every type with an attribute to a model, and emits a file from each model.</summary>
    private static void Declare<T>(
        IncrementalGeneratorInitializationContext context,
        string kind,
        Func<INamedTypeSymbol, Compilation, CancellationToken, Result<T>> parse,
        Func<T, TypeModel> typeOf,
        Func<T, string> emit
    )
        where T : class, IEquatable<T>
    {
        IncrementalValuesProvider<Result<T>> results = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                $"RuleCompiler.{kind}Attribute",
                (node, _) => node is TypeDeclarationSyntax,
                (syntax, cancellation) =>
                    parse((INamedTypeSymbol)syntax.TargetSymbol, syntax.SemanticModel.Compilation, cancellation)
            )
            .WithTrackingName($"Parse{kind}");
        ReportAll(context, results.SelectMany((result, _) => result.Diagnostics), kind);
        context.RegisterSourceOutput(
            results
                .Where(result => result.Model is not null)
                .Select((result, _) => result.Model!)
                .WithTrackingName(kind),
            (output, model) => output.AddSource(HintName.Of(typeOf(model), kind), emit(model))
        );
    }

    /// <summary>As other declarations; but a network may need the text of its model, which is no part of its source.</summary>
    private static void DeclareNetworks(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<Many<OnnxFileModel>> models
    )
    {
        IncrementalValuesProvider<(Result<NetworkModel> Result, NetworkPlace Place)> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                "RuleCompiler.NetworkAttribute",
                (node, _) => node is TypeDeclarationSyntax,
                (syntax, cancellation) =>
                    (
                        NetworkParser.Parse(
                            (INamedTypeSymbol)syntax.TargetSymbol,
                            syntax.SemanticModel.Compilation,
                            cancellation
                        ),
                        NetworkPlace.Of((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes[0], cancellation)
                    )
            )
            .WithTrackingName("ParseNetwork");
        ReportAll(context, parsed.SelectMany((p, _) => p.Result.Diagnostics), "Network");
        IncrementalValuesProvider<(TypeModel Type, ResolvedNetwork Network)> resolved = parsed
            .Where(p => p.Result.Model is not null)
            .Select((p, _) => p.Result.Model!)
            .WithTrackingName("DeclaredNetwork")
            .Combine(models)
            .Select((pair, _) => (pair.Left.Type, ResolveNetwork.Of(pair.Left, pair.Right.Items)))
            .WithTrackingName("ResolveNetwork");
        context.RegisterSourceOutput(
            resolved
                .Where(r => r.Network.Model is not null)
                .Select((r, _) => r.Network.Model!)
                .WithTrackingName("Network"),
            (output, model) => output.AddSource(HintName.Of(model.Type, "Network"), NetworkEmitter.Emit(model))
        );
        IncrementalValuesProvider<DiagnosticInfo> problems = AllOf(
                resolved.Select((r, _) => new NetworkProblems(r.Type.FullName, r.Network.Problems))
            )
            .Combine(AllOf(parsed.Select((p, _) => p.Place)))
            .SelectMany(
                (pair, _) =>
                    from network in pair.Left.Items
                    from place in pair.Right.Items
                    where place.Type == network.Type
                    from problem in network.Problems
                    select place.Put(problem)
            );
        ReportAll(context, problems, "ResolvedNetwork");
    }

    private static void Explain(
        IncrementalGeneratorInitializationContext context,
        IncrementalValueProvider<Many<OnnxFileModel>> models
    )
    {
        IncrementalValuesProvider<(Result<ExplainerModel> Result, PlaceModel Place)> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                "RuleCompiler.ExplainerAttribute`2",
                (node, _) => node is TypeDeclarationSyntax,
                (syntax, cancellation) =>
                    (
                        ExplainerParser.Parse(
                            (INamedTypeSymbol)syntax.TargetSymbol,
                            syntax.Attributes[0],
                            syntax.SemanticModel.Compilation,
                            cancellation
                        ),
                        PlaceModel.Of((INamedTypeSymbol)syntax.TargetSymbol, syntax.Attributes[0], cancellation)
                    )
            )
            .WithTrackingName("ParseExplainer");
        IncrementalValueProvider<string> ilgpu = context
            .CompilationProvider.Select((compilation, _) => IlgpuSource.Access(compilation))
            .WithTrackingName("Ilgpu");
        IncrementalValuesProvider<CompiledExplainer> compiled = parsed
            .Where(p => p.Result.Model is not null)
            .Select((p, _) => p.Result.Model!)
            .WithTrackingName("Explainer")
            .Combine(models)
            .Select(
                (pair, _) => (Model: pair.Left, Network: ResolveNetwork.Of(pair.Left.Network, pair.Right.Items).Model)
            )
            .Where(pair => pair.Network is not null) // said at the network
            .Select((pair, _) => pair.Model with { Network = pair.Network! })
            .WithTrackingName("ResolveExplainer")
            .Combine(ilgpu)
            .Select((pair, _) => CompileExplainer.Run(pair.Left, pair.Right))
            .WithTrackingName("CompileExplainer");
        context.RegisterSourceOutput(
            compiled.Where(c => c.Text is not null),
            (output, explainer) => output.AddSource(HintName.Of(explainer.Type, "Explainer"), explainer.Text!)
        );
        AddIlgpu(context, compiled, ilgpu);
        ReportAll(context, parsed.SelectMany((p, _) => p.Result.Diagnostics), "Explainer");
        // compiled models know no place, so that moving an explainer compiles nothing again; places join here
        IncrementalValuesProvider<DiagnosticInfo> problems = AllOf(compiled)
            .Combine(AllOf(parsed.Select((p, _) => p.Place)))
            .SelectMany(
                (pair, _) =>
                    from explainer in pair.Left.Items
                    from place in pair.Right.Items
                    where place.Type == explainer.Type.FullName
                    from problem in explainer.Problems
                    select place.Put(problem)
            );
        ReportAll(context, problems, "CompiledExplainer");
    }

    /// <summary>Kernels for ILGPU, where it is referenced: of each explainer, and once what all of them share.</summary>
    private static void AddIlgpu(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<CompiledExplainer> compiled,
        IncrementalValueProvider<string> ilgpu
    )
    {
        IncrementalValuesProvider<CompiledExplainer> withKernels = compiled.Where(c => c.Ilgpu is not null);
        context.RegisterSourceOutput(
            withKernels,
            (output, explainer) => output.AddSource(HintName.Of(explainer.Type, "Ilgpu"), explainer.Ilgpu!)
        );
        context.RegisterSourceOutput(
            withKernels.Collect().Select((all, _) => all.Length > 0).Combine(ilgpu).WithTrackingName("IlgpuFiles"),
            (output, pair) =>
            {
                if (!pair.Left)
                    return;
                foreach ((string name, string text) in IlgpuSource.Files(pair.Right))
                    output.AddSource(name, text);
            }
        );
    }

    private static IncrementalValueProvider<Many<T>> AllOf<T>(IncrementalValuesProvider<T> each)
        where T : class, IEquatable<T> => each.Collect().Select((all, _) => new Many<T>(all.ToEquatable()));

    private static void ReportAll(
        IncrementalGeneratorInitializationContext context,
        IncrementalValuesProvider<DiagnosticInfo> diagnostics,
        string kind
    ) =>
        context.RegisterSourceOutput(
            diagnostics.WithTrackingName($"Diagnose{kind}").Combine(context.CompilationProvider),
            (output, pair) => output.ReportDiagnostic(pair.Left.ToDiagnostic(pair.Right))
        );
}
