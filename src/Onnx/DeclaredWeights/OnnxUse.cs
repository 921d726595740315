namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>How a node uses a constant.</summary>
/// <param name="Name">The constant's name in the graph.</param>
/// <param name="Role">What it is for.</param>
/// <param name="Transpose">Whether it must be transposed to become [outputs, inputs].</param>
/// <param name="Factor">What the node multiplies it by.</param>
/// <param name="Flat">Whether leading axes of length 1 are dropped: a bias [1, outputs] is [outputs].</param>
internal sealed record OnnxUse(
    string Name,
    TensorRole Role,
    bool Transpose = false,
    float Factor = 1,
    bool Flat = false
);
