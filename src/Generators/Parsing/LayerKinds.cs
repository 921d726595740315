using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>The layer types of the DSL.</summary>
internal static class LayerKinds
{
    public const string Base = "RuleCompiler.Layer";

    /// <summary>What the nonlinearities derive from.</summary>
    public const string Activation = "RuleCompiler.Activation";

    /// <summary>The nonlinearities.</summary>
    public static IReadOnlyList<string> Activations { get; } =
    [
        "ReLU",
        "LeakyReLU",
        "PReLU",
        "Clip",
        "HardSigmoid",
        "HardSwish",
        "Sigmoid",
        "Tanh",
        "Softplus",
        "Softsign",
        "ELU",
        "SELU",
        "CELU",
        "GELU",
        "SiLU",
        "ThresholdedReLU",
        "Erf",
        "Exp",
        "Log",
        "Sqrt",
        "Reciprocal",
        "Abs",
    ];

    /// <summary>
    /// Every kind that a network can list, and those that composites alone see (Add, Multiply, Rearrange, Concat): their
    /// misuse has a message of its own.
    /// </summary>
    public static IReadOnlyList<string> All { get; } =
    [
        "Dense",
        "Conv2d",
        "MaxPool",
        "AvgPool",
        "GlobalAvgPool",
        "Flatten",
        "Reshape",
        "BatchNorm",
        "Affine",
        "Dropout",
        "Residual",
        "Add",
        "Multiply",
        "Rearrange",
        "Concat",
        .. Activations,
    ];

    public static bool IsLayer(ITypeSymbol type) =>
        type.ContainingNamespace?.ToDisplayString() == "RuleCompiler"
        && type.ContainingType is null
        && All.Contains(type.Name);
}
