namespace RuleCompiler;

/// <summary>A tensor that a network needs.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Parameter">weight, bias, scale, shift, mean, variance or slope.</param>
/// <param name="Shape">The shape it needs to have.</param>
public sealed record WeightSlot(string Layer, string Parameter, int[] Shape);
