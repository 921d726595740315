using System.Globalization;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Grammar;

/// <summary>Reads a method of --composite: <c>integrated-gradients(Steps: 20, Quadrature: RiemannRight)</c>.</summary>
internal static class MethodParser
{
    /// <summary>The method, or null where the text names none.</summary>
    /// <exception cref="ToolException">It names one, and an argument is not understood.</exception>
    public static AttributionMethod? Parse(string text)
    {
        if (MethodSignature.Find(text.Split('(')[0].Trim()) is not { } method)
            return null;
        CallText call = CallText.Read(text.Trim(), "method", Wrong);
        IReadOnlyList<(string Parameter, string Value)> given = call.ByParameter(
            method.ToString(),
            [.. method.Parameters.Select(p => p.Name)],
            Wrong
        );
        return method.Create(
            given.ToDictionary(
                g => g.Parameter,
                g => (object?)Value(method.Parameters.Single(p => p.Name == g.Parameter), g.Value)
            )
        );

        object Value(MethodParameter parameter, string value) =>
            Read(Nullable.GetUnderlyingType(parameter.Type) ?? parameter.Type, value)
            ?? throw Wrong(
                value.Contains('=')
                    ? $"'{value}' is no argument; write it with a colon, as in Steps: 20"
                    : $"'{value}' is no {parameter.Name}; write {Expected(parameter.Type)}"
            );

        ToolException Wrong(string what) => ToolException.Use($"--composite '{text}': {what}");
    }

    private static object? Read(Type type, string text)
    {
        if (type == typeof(int))
            return int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int number)
                ? number
                : null;
        if (type == typeof(double) || type == typeof(float))
            return
                double.TryParse(text.TrimEnd('f'), CultureInfo.InvariantCulture, out double real)
                && double.IsFinite(real)
                ? Convert.ChangeType(real, type, CultureInfo.InvariantCulture)
                : null;
        if (type == typeof(bool))
            return bool.TryParse(text, out bool flag) ? flag : null;
        if (type == typeof(string))
            return text.Trim('"');
        if (type.IsEnum)
            return Enum.GetNames(type).Contains(text.Split('.')[^1]) ? Enum.Parse(type, text.Split('.')[^1]) : null;
        if (type == typeof(int[]))
            return ReadArray(text);
        throw new NotSupportedException($"Methods with parameters of type {type} are not read yet.");
    }

    private static object? ReadArray(string text)
    {
        string list = text.StartsWith('[') && text.EndsWith(']') ? text[1..^1] : text;
        object?[] numbers = [.. list.Split(',', StringSplitOptions.TrimEntries).Select(n => Read(typeof(int), n))];
        return numbers.Contains(null) ? null : numbers.Cast<int>().ToArray();
    }

    private static string Expected(Type type) =>
        type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : type == typeof(bool) ? "true or false"
        : type == typeof(int) ? "a whole number"
        : type == typeof(int[]) ? "whole numbers, as in [4, 4]"
        : "a number, as in 0.25";
}
