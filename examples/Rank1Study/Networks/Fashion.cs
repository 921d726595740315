using RuleCompiler;

namespace Rank1Study;

/// <summary>Four convolutions with batch normalisation, trained on Fashion-MNIST: as deep as the small network of the paper.</summary>
[Network, Onnx("fashion-bn-cnn.onnx")]
public sealed partial class Fashion;

/// <summary>Three convolutions with average pools, trained on MNIST.</summary>
[Network, Onnx("mnist-cnn.onnx")]
public sealed partial class Mnist;
