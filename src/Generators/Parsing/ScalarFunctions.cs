using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Parsing;

/// <summary>The functions a formula may call: those of Scalars, and their namesakes in Math and MathF.</summary>
internal static class ScalarFunctions
{
    /// <summary>The expression of a call, or null for a method that is no scalar function.</summary>
    public static Expr? Call(IMethodSymbol method, Expr[] args)
    {
        bool ours = method.ContainingType.ToDisplayString() == "RuleCompiler.Scalars";
        if (!ours && method.ContainingType.ToDisplayString() is not ("System.Math" or "System.MathF"))
            return null;
        return
            Enum.TryParse(method.Name, out Op op) && op.Arity() == args.Length && (ours ? IsFunction(op) : IsMath(op))
            ? Simplify.Make(op, args)
            : null;
    }

    private static bool IsFunction(Op op) => op is >= Op.Pos and <= Op.Away or Op.SumColumns;

    private static bool IsMath(Op op) =>
        op is Op.Abs or Op.Min or Op.Max or Op.Sign or Op.Sqrt or Op.Exp or Op.Log or Op.Pow or Op.Tanh;
}
