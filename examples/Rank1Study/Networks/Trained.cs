using RuleCompiler;

namespace Rank1Study;

/// <summary>Four convolutions with batch normalisation and max pools, trained on Fashion-MNIST.</summary>
[Network(Low = 0, High = 1), Onnx("fashion-bn-cnn.onnx")]
public sealed partial class Fashion;

/// <summary>Three convolutions with average pools, trained on MNIST.</summary>
[Network(Low = 0, High = 1), Onnx("mnist-cnn.onnx")]
public sealed partial class Mnist;
