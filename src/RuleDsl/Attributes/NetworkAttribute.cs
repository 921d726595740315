namespace RuleCompiler;

/// <summary>
/// Marks a partial class as a network: its <c>public static Layer[] Define()</c> lists the layers in order, or
/// <see cref="OnnxAttribute"/> names the model that it is made of.
/// </summary>
/// <param name="shape">
/// The input's shape without the batch: [C,H,W] for images, [features] for vectors. With
/// <see cref="OnnxAttribute"/> it may be left out; where it is given it must be the model's.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute(params int[] shape) : Attribute
{
    /// <summary>The input's shape without the batch; empty where the model says it.</summary>
    public int[] Shape { get; } = shape;

    /// <summary>The least value an input takes. From 0 on, the first layer's input counts as non-negative.</summary>
    public float Low { get; init; } = float.NegativeInfinity;

    /// <summary>The largest value an input takes.</summary>
    public float High { get; init; } = float.PositiveInfinity;
}

/// <summary>
/// Says how a network's tensors are called in its weights file. Without it they are taken in the file's order. The
/// tensors of an imported model are called <c>{layer}.{parameter}</c>; it takes no pattern.
/// </summary>
/// <param name="pattern">
/// A name with <c>{layer}</c> and <c>{parameter}</c> (weight, bias, scale, shift, mean, variance), such as
/// <c>features.{layer}.{parameter}</c>.
/// </param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class WeightsAttribute(string pattern) : Attribute
{
    /// <summary>The name pattern.</summary>
    public string Pattern { get; } = pattern;
}
