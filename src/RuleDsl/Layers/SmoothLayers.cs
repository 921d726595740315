namespace RuleCompiler;

/// <summary>1/(1 + e^(−x)), any shape. Source: ONNX's Sigmoid.</summary>
public sealed record Sigmoid : Activation;

/// <summary>The hyperbolic tangent, any shape. Source: ONNX's Tanh.</summary>
public sealed record Tanh : Activation;

/// <summary>ln(1 + e^x), any shape. Source: ONNX's Softplus.</summary>
public sealed record Softplus : Activation;

/// <summary>x/(1 + |x|), any shape. Source: ONNX's Softsign.</summary>
public sealed record Softsign : Activation;

/// <summary>x where x ≥ 0, Alpha·(e^x − 1) elsewhere, any shape. Source: ONNX's Elu.</summary>
/// <param name="Alpha">The negative side's bound is −Alpha.</param>
public sealed record ELU(float Alpha = 1) : Activation;

/// <summary>Gamma·x where x &gt; 0, Gamma·Alpha·(e^x − 1) elsewhere, any shape. Source: ONNX's Selu.</summary>
/// <param name="Alpha">α, near 1.6733.</param>
/// <param name="Gamma">γ, near 1.0507.</param>
public sealed record SELU(float Alpha = 1.67326319217681884765625f, float Gamma = 1.05070102214813232421875f)
    : Activation;

/// <summary>max(0, x) + min(0, Alpha·(e^(x/Alpha) − 1)), any shape. Source: ONNX's Celu.</summary>
/// <param name="Alpha">The negative side's bound is −Alpha.</param>
public sealed record CELU(float Alpha = 1) : Activation;

/// <summary>
/// x·Φ(x) with the standard normal distribution function Φ, any shape. Source: ONNX's Gelu.
/// </summary>
/// <param name="Tanh">
/// Whether Φ is approximated by ½(1 + tanh(√(2/π)·(x + 0.044715·x³))).
/// </param>
public sealed record GELU(bool Tanh = false) : Activation;

/// <summary>x·sigmoid(x), any shape; also called swish. Source: ONNX's Swish.</summary>
public sealed record SiLU : Activation;

/// <summary>The error function 2/√π·∫₀ˣ e^(−t²) dt, any shape. Source: ONNX's Erf.</summary>
public sealed record Erf : Activation;

/// <summary>e^x, any shape. Source: ONNX's Exp.</summary>
public sealed record Exp : Activation;

/// <summary>The natural logarithm, any shape; x &gt; 0. Source: ONNX's Log.</summary>
public sealed record Log : Activation;

/// <summary>The square root, any shape; x ≥ 0, and x &gt; 0 for a finite slope. Source: ONNX's Sqrt.</summary>
public sealed record Sqrt : Activation;

/// <summary>1/x, any shape; x ≠ 0. Source: ONNX's Reciprocal.</summary>
public sealed record Reciprocal : Activation;
