namespace RuleCompiler;

/// <summary>
/// The sum of branches of one shape, each with its sign: Σ ±a_i. Networks write <see cref="Residual"/>, whose sum
/// takes the block's name or is called add1, add2, …; imported networks have differences too. The w of an input is
/// its sign.
/// </summary>
public sealed record Add : Layer;

/// <summary>
/// The product of branches of one shape, Π a_i, in imported networks. The w of an input is the product of the others,
/// so a·w is the output at each; the operand gate is 1 at inputs that gate another, such as a sigmoid's output, and 0
/// at signals.
/// </summary>
public sealed record Multiply : Layer;

/// <summary>
/// Values moved to other places, in imported networks: ONNX's Transpose, Slice, Pad with zeros, Expand and Gather of
/// constant places. Every output is one input or 0; the w of that input is 1.
/// </summary>
public sealed record Rearrange : Layer;

/// <summary>Branches put beside one another along an axis, in imported networks; the w of every input is 1.</summary>
public sealed record Concat : Layer;
