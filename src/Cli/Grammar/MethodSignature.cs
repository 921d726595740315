using System.Globalization;
using System.Reflection;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A method that asks the network many times, as --composite names it.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The record.</param>
/// <param name="Parameters">The constructor's parameters in order.</param>
internal sealed record MethodSignature(string Name, Type Type, IReadOnlyList<MethodParameter> Parameters)
{
    /// <summary>The methods of the library, by name.</summary>
    public static IReadOnlyList<MethodSignature> BuiltIn { get; } =
    [
        .. typeof(AttributionMethod)
            .Assembly.GetExportedTypes()
            .Where(t => t.IsSubclassOf(typeof(AttributionMethod)) && !t.IsAbstract)
            .Select(Of)
            .OrderBy(m => m.Name, StringComparer.Ordinal),
    ];

    public static MethodSignature? Find(string name) => BuiltIn.FirstOrDefault(m => m.Name == name);

    /// <summary>The name of the composite that the method asks.</summary>
    public static string CompositeOf(AttributionMethod method) =>
        BuiltInComposite.All.First(c => c.Type == method.Composite).Name;

    /// <summary>The name of the second composite that the method asks, or null.</summary>
    public static string? GuidedOf(AttributionMethod method) =>
        method.GuidedComposite is { } type ? BuiltInComposite.All.First(c => c.Type == type).Name : null;

    /// <summary>How often the network is asked, by the parameters' names.</summary>
    public string Asks => MethodCosts.Of(Name);

    /// <summary>Where it comes from.</summary>
    public IReadOnlyList<SourceAttribute> Sources => [.. Type.GetCustomAttributes<SourceAttribute>()];

    /// <summary>The method as it is written: <c>smooth-grad(Samples: 20, …)</c>.</summary>
    public override string ToString() => Parameters.Count == 0 ? Name : $"{Name}({string.Join(", ", Parameters)})";

    /// <summary>The record with arguments; the others keep their defaults.</summary>
    public AttributionMethod Create(IReadOnlyDictionary<string, object?> arguments)
    {
        object?[] all =
        [
            .. Parameters.Select(p => arguments.TryGetValue(p.Name, out object? given) ? given : p.Default),
        ];
        return (AttributionMethod)Constructor(Type).Invoke(BindingFlags.DoNotWrapExceptions, null, all, null);
    }

    private static MethodSignature Of(Type type)
    {
        MethodSignature unnamed = new(
            "",
            type,
            [
                .. Constructor(type)
                    .GetParameters()
                    .Select(p => new MethodParameter(p.Name!, p.ParameterType, DefaultOf(p))),
            ]
        );
        return unnamed with { Name = unnamed.Create(new Dictionary<string, object?>()).Name };
    }

    private static ConstructorInfo Constructor(Type type) =>
        type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;

    private static object? DefaultOf(ParameterInfo parameter) =>
        parameter.DefaultValue is { } value && parameter.ParameterType.IsEnum
            ? Enum.ToObject(parameter.ParameterType, value)
            : parameter.DefaultValue;
}

/// <summary>A parameter of a method.</summary>
internal sealed record MethodParameter(string Name, Type Type, object? Default)
{
    /// <summary>The default as it is written; null where the method chooses by itself.</summary>
    public string? DefaultText =>
        Default switch
        {
            null => null,
            bool flag => flag ? "true" : "false",
            var value => Convert.ToString(value, CultureInfo.InvariantCulture),
        };

    public override string ToString() => DefaultText is { } text ? $"{Name}: {text}" : Name;
}
