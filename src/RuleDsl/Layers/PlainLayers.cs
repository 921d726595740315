namespace RuleCompiler;

/// <summary>max(0, x), any shape.</summary>
public sealed record ReLU : Layer;

/// <summary>[N,C,H,W] → [N, C·H·W], in memory order.</summary>
public sealed record Flatten : Layer;

/// <summary>Identity at inference.</summary>
/// <param name="Rate">The rate used in training; without effect here.</param>
public sealed record Dropout(float Rate = 0.5f) : Layer;

/// <summary>
/// A residual block: the sum of a body and a shortcut, both fed the block's input. Composites see the sum as an
/// <see cref="Add"/> layer.
/// </summary>
/// <param name="Body">The layers of the body.</param>
/// <param name="Shortcut">The layers of the shortcut; the identity unless given.</param>
public sealed record Residual(Layer[] Body, Layer[]? Shortcut = null) : Layer;

/// <summary>
/// The sum of branches, as composites see it. Networks write <see cref="Residual"/>, whose sum takes the block's
/// name or is called add1, add2, …
/// </summary>
public sealed record Add : Layer;
