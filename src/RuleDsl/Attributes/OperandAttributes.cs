namespace RuleCompiler;

/// <summary>A rule's parameter that holds one number per input of the layer, such as the bounds of z^B.</summary>
/// <remarks>
/// The value given to the constructor is the same for every input; a tensor of shape [C] or [C,H,W] replaces it
/// when the explainer is loaded (<c>ExplainerOptions.Operands</c>, named <c>layer.Parameter</c>).
/// </remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PerInputAttribute : Attribute;

/// <summary>A rule's parameter that holds one number per weight of the layer, such as a pattern.</summary>
/// <remarks>A tensor of the weight's shape replaces the constructor's value when the explainer is loaded.</remarks>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class PerWeightAttribute : Attribute;

/// <summary>
/// Requires an operand that is never negative: the formula holds only there, and the compiler refuses the rule
/// where the operand may be negative.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NonNegativeAttribute : Attribute;

/// <summary>Binds a method's parameter to an operand whose name would mislead in the formula.</summary>
/// <param name="name">The operand: a, w, r, z, y, x, a0, w0, x0, y0, chord, slope or f.</param>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class OperandAttribute(string name) : Attribute
{
    /// <summary>The operand's name.</summary>
    public string Name { get; } = name;
}

/// <summary>
/// A member of a role type that has a run-time number of columns. A formula speaks of one column at a time;
/// <see cref="Scalars.SumColumns(float)"/> adds over all of them.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class ColumnsAttribute : Attribute;

/// <summary>
/// Marks a method of a rule as a per-sample reduction over a layer: the percentile of the method's value over
/// all units. Other methods name it as an operand, with a small first letter.
/// </summary>
/// <param name="percent">The percentile, 0 to 100, linearly interpolated between order statistics.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PercentileAttribute(double percent) : Attribute
{
    /// <summary>The percentile, 0 to 100.</summary>
    public double Percent { get; } = percent;
}
