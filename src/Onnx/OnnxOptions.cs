using RuleCompiler.OnnxImport;

namespace RuleCompiler;

/// <summary>How an ONNX model is read.</summary>
public sealed record OnnxOptions
{
    /// <summary>Whether the leading axis of every input is the batch (then a network is one sample of it).</summary>
    public bool Batch { get; init; } = true;

    /// <summary>Whether a softmax at the end is left out, so that what is explained is the score before it.</summary>
    public bool ExplainBeforeSoftmax { get; init; } = true;

    /// <summary>The graph's output that is the network's; the first unless given.</summary>
    public string? Output { get; init; }

    /// <summary>Shapes of inputs by name, without the batch, for models that leave axes open; the empty name is any other input's.</summary>
    public IReadOnlyDictionary<string, int[]>? InputShapes { get; init; }

    /// <summary>Inputs that are known, by name: they are read as initialisers.</summary>
    internal IReadOnlyDictionary<string, ConstantTensor>? Constants { get; init; }
}
