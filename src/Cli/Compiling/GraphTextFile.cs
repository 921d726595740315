using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace RuleCompiler.Cli.Compiling;

/// <summary>A model's graph, as the generator is handed it in a build.</summary>
internal sealed class GraphTextFile(string path, string text) : AdditionalText
{
    public override string Path => path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
