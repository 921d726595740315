using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>A type's declaration as the sources have it.</summary>
/// <param name="File">The file's path from the repository's root.</param>
/// <param name="Code">The declaration without its documentation.</param>
/// <param name="Documentation">The documentation.</param>
internal sealed record Declaration(string File, string Code, XElement Documentation)
{
    private static readonly ILookup<string, (string File, TypeDeclarationSyntax Type)> Types = (
        from file in Pages.Below("src/RuleDsl", "*.cs").Concat(Pages.Below("src/Runtime", "*.cs"))
        from type in CSharpSyntaxTree
            .ParseText(Pages.Read(file))
            .GetRoot()
            .DescendantNodes()
            .OfType<TypeDeclarationSyntax>()
        select (file, type)
    ).ToLookup(t => t.type.Identifier.ValueText);

    public static Declaration Of(string type)
    {
        // of a partial type, the part that is documented
        (string file, TypeDeclarationSyntax syntax) = Types[type].First(t => Comment(t.Type).Length > 0);
        string code = syntax.WithoutLeadingTrivia().ToFullString();
        IEnumerable<string> lines = code.ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal));
        return new(file, string.Join('\n', lines).Trim(), XElement.Parse($"<doc>{Comment(syntax)}</doc>"));
    }

    /// <summary>The summary as Markdown.</summary>
    public string Summary => DocumentationText.Markdown(Documentation.Element("summary")!);

    /// <summary>What the documentation says of a parameter; empty where it is silent.</summary>
    public string Parameter(string name) =>
        Documentation.Elements("param").FirstOrDefault(p => (string?)p.Attribute("name") == name) is { } text
            ? DocumentationText.Markdown(text)
            : "";

    private static string Comment(SyntaxNode type) =>
        string.Join(
            '\n',
            type.GetLeadingTrivia()
                .ToFullString()
                .Split('\n')
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("///", StringComparison.Ordinal))
                .Select(line => line[3..])
        );
}
