using Microsoft.CodeAnalysis;

namespace RuleCompiler.Documentation.Tests;

/// <summary>What the pages show compiles.</summary>
public sealed class SnippetTests
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("docs/rules.md")]
    [InlineData("docs/carriers.md")]
    [InlineData("docs/onnx.md")]
    [InlineData("docs/rde.md")]
    [InlineData("src/Package/README.md")]
    public void Compile(string page)
    {
        Assert.NotEmpty(Markdown.Snippets(Pages.Read(page)));
        Assert.DoesNotContain(Snippets.Compile(page), d => d.Severity == DiagnosticSeverity.Error);
    }
}
