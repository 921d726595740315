using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>The layer types of the DSL.</summary>
internal static class LayerKinds
{
    public const string Base = "RuleCompiler.Layer";

    /// <summary>Every kind that a network can list. Add is among them: its misuse has a message of its own.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Dense",
        "Conv2d",
        "ReLU",
        "MaxPool",
        "AvgPool",
        "GlobalAvgPool",
        "Flatten",
        "BatchNorm",
        "Dropout",
        "Residual",
        "Add",
    ];

    public static bool IsLayer(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() == "RuleCompiler"
        && type.ContainingType is null
        && All.Contains(type.Name);
}
