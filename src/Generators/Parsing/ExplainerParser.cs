using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads an explainer with its network, its composite and every rule that either may assign.</summary>
internal static class ExplainerParser
{
    public static Result<ExplainerModel> Parse(
        INamedTypeSymbol explainer,
        AttributeData attribute,
        Compilation compilation,
        CancellationToken cancellation
    )
    {
        List<DiagnosticInfo> diagnostics = [];
        Location? location = attribute.ApplicationSyntaxReference?.GetSyntax(cancellation).GetLocation();
        bool complete = TypeReader.CheckCompletable(explainer, "explainer", diagnostics, cancellation);
        if (complete && (explainer.IsRecord || explainer.IsStatic))
        {
            Location? name = TypeReader.NameLocation(explainer, cancellation);
            diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NotPartial, name, explainer.Name, "explainer"));
        }

        NetworkModel? network = Read(0, NetworkParser.Parse);
        CompositeModel? composite = Read(1, CompositeParser.Parse);
        Expr? finish = CompositeFinish.Read(explainer, compilation, diagnostics, cancellation);
        RuleModel[] rules = composite is null ? [] : Rules(composite).ToArray();
        bool failed = !complete || network is null || composite is null || diagnostics.Any(d => d.IsError);
        return new(
            failed
                ? null
                : new(TypeReader.Read(explainer), network!, composite!, rules.ToEquatable(), finish, BiasOf(attribute)),
            diagnostics.ToEquatable()
        );

        static BiasUse? BiasOf(AttributeData attribute) =>
            attribute.NamedArguments.FirstOrDefault(a => a.Key == "Bias").Value.Value is int bias
                ? (BiasUse)bias
                : null;

        T? Read<T>(int argument, Func<INamedTypeSymbol, Compilation, CancellationToken, Result<T>> parse)
            where T : class, IEquatable<T> =>
            attribute.AttributeClass!.TypeArguments[argument] is INamedTypeSymbol { TypeKind: not TypeKind.Error } type
                ? Take(type, parse(type, compilation, cancellation))
                : null;

        // what a declaration of this compilation has wrong is reported there; what another assembly has wrong, here
        T? Take<T>(INamedTypeSymbol type, Result<T> result)
            where T : class, IEquatable<T>
        {
            if (!IsReportedElsewhere(type))
                diagnostics.AddRange(result.Diagnostics.Select(d => d.FilePath.Length == 0 ? d.At(location) : d));
            return result.Model;
        }

        bool IsReportedElsewhere(INamedTypeSymbol type) =>
            TypeReader.IsDeclaredIn(type, compilation)
            && new[] { "NetworkAttribute", "CompositeAttribute", "RuleAttribute" }.Any(a => Attributes.Has(type, a));

        IEnumerable<RuleModel> Rules(CompositeModel model)
        {
            IEnumerable<string> names = model
                .Arms.Select(a => a.Rule?.RuleType)
                .OfType<string>()
                .Concat(FamilyDefaults.RuleTypes(model.GradientFamily))
                .Distinct();
            foreach (string name in names)
            {
                if (compilation.GetTypeByMetadataName(name) is not { } type)
                    diagnostics.Add(DiagnosticInfo.Create(RuleDiagnostics.NotCompiled, location, name));
                else if (Take(type, RuleParser.Parse(type, compilation, cancellation)) is { } rule)
                    yield return rule;
                else
                    complete = false;
            }
        }
    }
}
