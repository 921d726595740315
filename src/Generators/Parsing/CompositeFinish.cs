using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads <c>Finish(r, x, x0)</c>: what a composite or an explainer does with the relevance at the input.</summary>
internal static class CompositeFinish
{
    private static readonly string[] Operands = ["r", "x", "x0"];

    public static IMethodSymbol? Find(INamedTypeSymbol type) =>
        type.GetMembers("Finish").OfType<IMethodSymbol>().FirstOrDefault(m => m.IsStatic);

    /// <summary>The formula; null where the type declares none, or with a diagnostic.</summary>
    public static Expr? Read(
        INamedTypeSymbol type,
        Compilation compilation,
        List<DiagnosticInfo> diagnostics,
        CancellationToken cancellation
    )
    {
        if (Find(type) is not { } finish)
            return null;
        int before = diagnostics.Count;
        foreach (IParameterSymbol parameter in finish.Parameters.Where(p => !IsOperand(p)))
        {
            diagnostics.Add(
                DiagnosticInfo.Create(
                    RuleDiagnostics.UnknownOperand,
                    parameter.Locations[0],
                    IsNumber(parameter.Type) ? parameter.Name : $"{parameter.Type.ToDisplayString()} {parameter.Name}",
                    "Finish",
                    string.Join(", ", Operands)
                )
            );
        }

        if (!IsNumber(finish.ReturnType))
        {
            SyntaxNode? syntax = finish.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation);
            diagnostics.Add(
                DiagnosticInfo.Create(
                    RuleDiagnostics.WrongReturnType,
                    (syntax as MethodDeclarationSyntax)?.ReturnType.GetLocation(),
                    "Finish",
                    finish.ReturnType.ToDisplayString(),
                    "float"
                )
            );
        }

        return diagnostics.Count == before
            ? RuleBodyParser.ParseExpression(finish, compilation, diagnostics, cancellation)
            : null;
    }

    private static bool IsOperand(IParameterSymbol parameter) =>
        Operands.Contains(parameter.Name)
        && (IsNumber(parameter.Type) || (parameter.Name == "r" && IsChannels(parameter.Type)));

    private static bool IsChannels(ITypeSymbol type) =>
        RoleShape.Implements(type, "IChannels")
        && RoleShape.Of(type) is { } shape
        && shape.Members.All(m => m.Shape.IsScalar);

    private static bool IsNumber(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;
}
