using RuleCompiler;

namespace RdeStudy;

/// <summary>411 handwritten symbols, 224 × 224: 50 convolutions, ten residual sums. Someone else trained it.</summary>
[Network(Low = 0, High = 1), Onnx("detypify.onnx")]
public sealed partial class Detypify;

[Explainer<Detypify, PlainGradient>]
public sealed partial class DetypifyGradient;

[Explainer<Detypify, EpsilonPlus>]
public sealed partial class DetypifyLrp;

[Explainer<Detypify, DeepTaylor>]
public sealed partial class DetypifyDeepTaylor;

[Explainer<Detypify, Sensitivity>]
public sealed partial class DetypifySensitivity;

[Explainer<Detypify, GuidedBackprop>]
public sealed partial class DetypifyGuided;

[Explainer<Detypify, DeepLiftRescale>]
public sealed partial class DetypifyDeepLift;

[Explainer<Detypify, AdfDiagonal>]
public sealed partial class DetypifyDiagonal;
