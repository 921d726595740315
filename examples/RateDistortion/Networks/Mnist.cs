using RuleCompiler;

namespace RdeStudy;

/// <summary>Three convolutions with average pools, two dense layers: the network of Macdonald et al. 2019, section 5.</summary>
[Network(Low = 0, High = 1), Onnx("mnist-cnn.onnx")]
public sealed partial class Mnist;

[Explainer<Mnist, PlainGradient>]
public sealed partial class MnistGradient;

[Explainer<Mnist, EpsilonPlus>]
public sealed partial class MnistLrp;

[Explainer<Mnist, DeepTaylor>]
public sealed partial class MnistDeepTaylor;

[Explainer<Mnist, Sensitivity>]
public sealed partial class MnistSensitivity;

[Explainer<Mnist, GuidedBackprop>]
public sealed partial class MnistGuided;

[Explainer<Mnist, DeepLiftRescale>]
public sealed partial class MnistDeepLift;

[Explainer<Mnist, AdfDiagonal>]
public sealed partial class MnistDiagonal;

[Explainer<Mnist, AdfLowRank>]
public sealed partial class MnistLowRank;
