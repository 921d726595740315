using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The text of an imported model, as the build hands it to the generator.</summary>
internal sealed class ModelText(string file, string text) : AdditionalText
{
    public override string Path => $"/project/obj/rulecompiler/{file}.network";

    public override SourceText GetText(CancellationToken cancellationToken = default) =>
        SourceText.From(text, Encoding.UTF8);
}
