using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Thrown inside a parser where a formula leaves the language; caught at the parser's door.</summary>
internal sealed class UnsupportedException(SyntaxNode syntax, string what) : Exception(what)
{
    public SyntaxNode Syntax { get; } = syntax;
}
