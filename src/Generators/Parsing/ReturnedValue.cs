using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the one value that a method without other statements returns.</summary>
internal static class ReturnedValue
{
    /// <param name="method">The method.</param>
    /// <param name="caller">Where it is called; reported where the method has no body to read.</param>
    /// <param name="compilation">The compilation that declares it.</param>
    /// <param name="cancellation">Ends the work early.</param>
    /// <exception cref="UnsupportedException">The method does more than return, or is in another assembly.</exception>
    public static IOperation Of(
        IMethodSymbol method,
        SyntaxNode? caller,
        Compilation compilation,
        CancellationToken cancellation
    )
    {
        // a partial method's body is in its implementation part
        SyntaxNode? syntax = (method.PartialImplementationPart ?? method)
            .DeclaringSyntaxReferences.FirstOrDefault()
            ?.GetSyntax(cancellation);
        if (syntax is null || !compilation.ContainsSyntaxTree(syntax.SyntaxTree))
            throw new UnsupportedException(caller!, $"a call of '{method.Name}', whose body is in another assembly,");
        IBlockOperation? body = compilation
            .GetSemanticModel(syntax.SyntaxTree)
            .GetOperation(syntax, cancellation) switch
        {
            IMethodBodyOperation declared => declared.BlockBody ?? declared.ExpressionBody,
            ILocalFunctionOperation local => local.Body,
            _ => null,
        };
        if (body is null)
            throw new UnsupportedException(syntax, $"'{method.Name}', which has no body,");
        return Returned(body);
    }

    private static IOperation Returned(IBlockOperation body)
    {
        foreach (IOperation statement in body.Operations)
        {
            BrokenCodeException.ThrowIf(statement);
            if (statement is IReturnOperation { ReturnedValue: { } value })
                return value;
            if (!IsDeclaration(statement))
                throw Excerpt.Unsupported(statement.Syntax);
        }

        throw new UnsupportedException(body.Syntax, "a method that returns nothing");
    }

    /// <summary>Constants are folded where they are used; local functions are read where they are called.</summary>
    private static bool IsDeclaration(IOperation statement) =>
        statement is ILocalFunctionOperation
        || statement is IVariableDeclarationGroupOperation group
            && group.Declarations.SelectMany(d => d.Declarators).All(d => d.Symbol.IsConst);
}
