using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using RuleCompiler.Cli.Grammar;

namespace RuleCompiler.Cli.Compiling;

/// <summary>Finds what a rule file declares.</summary>
internal static class RuleFileReader
{
    /// <summary>The records marked [Rule], with the parameters of their primary constructors.</summary>
    public static IReadOnlyList<RuleSignature> Rules(SyntaxTree tree) =>
        [
            .. Marked<RecordDeclarationSyntax>(tree, "Rule")
                .Select(r => new RuleSignature(
                    r.Identifier.ValueText,
                    FullName(r),
                    [
                        .. (r.ParameterList?.Parameters ?? []).Select(p => new RuleParameter(
                            p.Identifier.ValueText,
                            p.Default?.Value.ToString()
                        )),
                    ]
                )),
        ];

    /// <summary>The classes marked [Composite]: their names and types.</summary>
    public static IReadOnlyList<(string Name, string TypeName)> Composites(SyntaxTree tree) =>
        [.. Marked<ClassDeclarationSyntax>(tree, "Composite").Select(c => (c.Identifier.ValueText, FullName(c)))];

    private static IEnumerable<T> Marked<T>(SyntaxTree tree, string attribute)
        where T : TypeDeclarationSyntax =>
        tree.GetRoot()
            .DescendantNodes()
            .OfType<T>()
            .Where(type =>
                type.AttributeLists.SelectMany(l => l.Attributes)
                    .Select(a => a.Name.ToString().Split('.', ':')[^1])
                    .Any(name => name == attribute || name == attribute + "Attribute")
            );

    private static string FullName(BaseTypeDeclarationSyntax type) =>
        "global::"
        + string.Join(
            '.',
            type.Ancestors()
                .Reverse()
                .Select(a =>
                    a switch
                    {
                        BaseNamespaceDeclarationSyntax space => space.Name.ToString(),
                        BaseTypeDeclarationSyntax outer => outer.Identifier.Text,
                        _ => null,
                    }
                )
                .OfType<string>()
                .Append(type.Identifier.Text)
        );
}
