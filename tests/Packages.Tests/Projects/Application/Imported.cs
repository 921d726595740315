using RuleCompiler;

[Network, Onnx("models/titanic-mlp.onnx")]
public sealed partial class Titanic;

[Explainer<Titanic, EpsilonPlus>]
public sealed partial class TitanicExplainer;
