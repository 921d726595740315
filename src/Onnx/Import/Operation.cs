namespace RuleCompiler.OnnxImport;

/// <summary>An operation of a model's graph with its inputs' values.</summary>
internal sealed class Operation
{
    /// <summary>The operator, such as <c>Conv</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The node's name, or a description where it has none.</summary>
    public required string Name { get; init; }

    /// <summary>The version of the operator set that defines it.</summary>
    public required int Opset { get; init; }

    /// <summary>The inputs; null where an optional one is absent.</summary>
    public required IReadOnlyList<Value?> Inputs { get; init; }

    /// <summary>The names of the outputs; empty where an optional one is absent.</summary>
    public required IReadOnlyList<string> Outputs { get; init; }

    /// <summary>The names of the inputs; empty where an optional one is absent.</summary>
    public IReadOnlyList<string> InputNames { get; init; } = [];

    public required OnnxAttributes Attributes { get; init; }
}
