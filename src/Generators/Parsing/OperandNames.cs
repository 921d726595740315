using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>The operands each verb may name.</summary>
internal static class OperandNames
{
    public static IEnumerable<string> Of(Verb verb) =>
        verb switch
        {
            Verb.Contribution => ["a", "w", "a0", "w0", "chord", "gate"],
            Verb.Share => ["r", "z", "y", "y0"],
            Verb.Spread => ["w", "s"],
            Verb.Collect => ["a", "sums", "a0"],
            Verb.Backward => ["r", "x", "y", "slope", "x0", "y0", "f"],
            Verb.ForwardLinear => ["a", "w", "a0"],
            Verb.Maximum => ["x", "other"],
            _ => ["x", "x0", "f"],
        };

    /// <summary>Every operand's name.</summary>
    public static readonly HashSet<string> All = new(Enum.GetValues(typeof(Verb)).Cast<Verb>().SelectMany(Of));

    /// <summary>Which tensor parameters a verb may read: those that have a value where it is evaluated.</summary>
    public static bool MayRead(Verb verb, ParameterKind kind) =>
        kind switch
        {
            ParameterKind.PerInput => verb is Verb.Contribution or Verb.Collect or Verb.Backward,
            ParameterKind.PerWeight => verb is Verb.Contribution or Verb.Spread,
            _ => true,
        };

    /// <summary>The operand that a parameter names, itself or by its attribute.</summary>
    public static string Of(IParameterSymbol parameter) =>
        Attributes.Find(parameter, "OperandAttribute")?.ConstructorArguments[0].Value as string ?? parameter.Name;

    /// <summary>Whether a type is Func of a number to a number, which is what f is.</summary>
    public static bool IsFunction(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Func", TypeArguments: { Length: 2 } numbers }
        && numbers.All(n => n.SpecialType is SpecialType.System_Single or SpecialType.System_Double);
}
