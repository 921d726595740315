using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>XML documentation as Markdown.</summary>
internal static partial class DocumentationText
{
    public static string Markdown(XElement element) =>
        Spaces().Replace(string.Concat(element.Nodes().Select(Markdown)), " ").Trim();

    private static string Markdown(XNode node) =>
        node switch
        {
            XText text => text.Value.Replace("<", "&lt;", StringComparison.Ordinal),
            XElement { Name.LocalName: "see" } see => $"`{Last(see.Attributes().First().Value)}`",
            XElement { Name.LocalName: "paramref" or "typeparamref" } name => $"`{name.Attribute("name")!.Value}`",
            XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value}`",
            XElement other => string.Concat(other.Nodes().Select(Markdown)),
            _ => "",
        };

    private static string Last(string reference) => reference.Split('(')[0].Split('.', ':')[^1];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
