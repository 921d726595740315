namespace RuleCompiler.Generators.Models;

/// <summary>A network as declared: input shape, declared range, layers in order.</summary>
/// <remarks>
/// A network with <see cref="Onnx"/> lists no layers. Its shape is empty, or the one that is declared, until the
/// model's text is found.
/// </remarks>
internal sealed record NetworkModel(
    TypeModel Type,
    EquatableArray<int> InputShape,
    double Low,
    double High,
    string? WeightsPattern,
    EquatableArray<LayerModel> Layers
)
{
    /// <summary>The model that the network is made of; null where its layers are declared.</summary>
    public OnnxModel? Onnx { get; init; }
}

/// <summary>
/// A layer as declared. <paramref name="Kind"/> is the layer type's name; <paramref name="Arguments"/> are its
/// properties as numbers: sizes as two entries (<c>Kernel.Height</c>, <c>Kernel.Width</c>), paddings as four
/// (<c>Pad.Top</c>, …), lists by index (<c>Shape.0</c>, …), booleans as 0 and 1.
/// </summary>
internal sealed record LayerModel(
    string Kind,
    string Name,
    EquatableArray<ArgumentModel> Arguments,
    EquatableArray<LayerModel> Body,
    EquatableArray<LayerModel> Shortcut,
    bool HasShortcut
)
{
    public double Number(string name) => Arguments.First(a => a.Name == name).Value;

    public int Integer(string name) => (int)Number(name);

    /// <summary>The number, or another where stamps of an older format lack it.</summary>
    public int IntegerOr(string name, int otherwise) => Arguments.Any(a => a.Name == name) ? Integer(name) : otherwise;
}

/// <summary>A named number.</summary>
internal sealed record ArgumentModel(string Name, double Value)
{
    public bool Equals(ArgumentModel? other) => other is not null && Name == other.Name && Value.Equals(other.Value);

    public override int GetHashCode() => Name.GetHashCode();
}
