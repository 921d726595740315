using System.Globalization;
using System.Reflection;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A rule as --rules names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="TypeName">The C# type, from <c>global::</c> on.</param>
/// <param name="Parameters">The constructor's parameters in order.</param>
internal sealed record RuleSignature(string Name, string TypeName, IReadOnlyList<RuleParameter> Parameters)
{
    /// <summary>The rules of the library.</summary>
    public static IReadOnlyList<RuleSignature> BuiltIn { get; } =
    [
        .. BuiltInTypes()
            .Select(type => new RuleSignature(type.Name, $"global::{type.FullName}", [.. ParametersOf(type)])),
    ];

    /// <summary>The types of the library's rules, by name.</summary>
    public static IEnumerable<Type> BuiltInTypes() =>
        typeof(Rule)
            .Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(Rule)) && t.IsDefined(typeof(RuleAttribute), false))
            .OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>The rule as it is written: <c>AlphaBeta(Alpha: 2, Beta: 1)</c>.</summary>
    public override string ToString() => Parameters.Count == 0 ? Name : $"{Name}({string.Join(", ", Parameters)})";

    private static IEnumerable<RuleParameter> ParametersOf(Type rule) =>
        rule.GetConstructors()
            .Select(c => c.GetParameters())
            .Where(p => p.Length != 1 || p[0].ParameterType != rule)
            .MaxBy(p => p.Length)!
            .Select(p => new RuleParameter(p.Name!, DefaultOf(p)));

    private static string? DefaultOf(ParameterInfo parameter) =>
        parameter.HasDefaultValue ? Convert.ToString(parameter.DefaultValue, CultureInfo.InvariantCulture) : null;
}

/// <summary>A parameter of a rule; its default is null where it must be given.</summary>
internal sealed record RuleParameter(string Name, string? Default)
{
    public override string ToString() => Default is null ? Name : $"{Name}: {Default}";
}
