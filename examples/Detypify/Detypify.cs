using RuleCompiler;

namespace DetypifyExample;

/// <summary>The model as its file has it: 50 convolutions, ten residual sums, 411 symbols.</summary>
[Network(Low = 0, High = 1), Onnx("detypify.onnx")]
public sealed partial class Detypify;

[Explainer<Detypify, EpsilonPlus>]
public sealed partial class PlusExplainer;

[Explainer<Detypify, EpsilonGammaBox>]
public sealed partial class BoxExplainer;
