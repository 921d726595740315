using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Thrown inside a parser at code that does not compile. The compiler reports it, so the generator says nothing.
/// </summary>
internal sealed class BrokenCodeException : Exception
{
    /// <exception cref="BrokenCodeException">The operation is code that does not compile.</exception>
    public static void ThrowIf(IOperation operation)
    {
        if (operation is { Kind: OperationKind.Invalid } or { Type: IErrorTypeSymbol })
            throw new BrokenCodeException();
    }
}
