using RuleCompiler;
using RuleLibrary;

namespace RuleLibraryUser;

/// <summary>The network of the quick start, this time as its file has it.</summary>
[Network(Low = 0, High = 1), Onnx("mnist-cnn.onnx")]
public sealed partial class Digits;

/// <summary>The composite, and the rule in it, come from another assembly: the compiler reads their stamps.</summary>
[Explainer<Digits, EpsilonContrast>]
public sealed partial class ContrastExplainer;
