namespace RuleCompiler;

/// <summary>max(0, x), any shape.</summary>
public sealed record ReLU : Activation;

/// <summary>x where x ≥ 0, Slope·x elsewhere, any shape. Source: ONNX's LeakyRelu.</summary>
/// <param name="Slope">The slope of the negative side.</param>
public sealed record LeakyReLU(float Slope = 0.01f) : Activation;

/// <summary>
/// x where x ≥ 0, s_c·x elsewhere, with a slope [Channels] from the weights file. Of n units, unit u belongs to
/// channel ⌊u·Channels/n⌋, so images [N,C,H,W] have a slope per channel. Source: ONNX's PRelu.
/// </summary>
/// <param name="Channels">The number of slopes: 1, the input's channels, or its units.</param>
public sealed record PReLU(int Channels) : Activation;

/// <summary>min(max(x, Low), High), any shape; Clip(0, 6) is ReLU6. Source: ONNX's Clip.</summary>
/// <param name="Low">The least value; −∞ for none.</param>
/// <param name="High">The largest value; +∞ for none. Where it is less than Low it wins.</param>
public sealed record Clip(float Low, float High) : Activation;

/// <summary>max(0, min(1, Alpha·x + Beta)), any shape. Source: ONNX's HardSigmoid.</summary>
/// <param name="Alpha">The slope between the bounds.</param>
/// <param name="Beta">The value at 0.</param>
public sealed record HardSigmoid(float Alpha = 0.2f, float Beta = 0.5f) : Activation;

/// <summary>x·max(0, min(1, x/6 + ½)), any shape. Source: ONNX's HardSwish.</summary>
public sealed record HardSwish : Activation;

/// <summary>x where x &gt; Alpha, 0 elsewhere, any shape. Source: ONNX's ThresholdedRelu.</summary>
/// <param name="Alpha">The threshold.</param>
public sealed record ThresholdedReLU(float Alpha = 1) : Activation;

/// <summary>|x|, any shape. Source: ONNX's Abs.</summary>
public sealed record Abs : Activation;
