namespace RuleCompiler;

/// <summary>
/// Marks a partial class as the explainer of a network by a composite. The generator writes the rest: it derives
/// from <c>Explainer</c> and gains <c>Load(path)</c>.
/// </summary>
/// <typeparam name="TNetwork">A class marked <see cref="NetworkAttribute"/>.</typeparam>
/// <typeparam name="TComposite">
/// A class marked <see cref="CompositeAttribute"/>. C# takes no static class as a type argument (CS0718), so
/// composites are sealed, not static.
/// </typeparam>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class ExplainerAttribute<TNetwork, TComposite> : Attribute
{
    private readonly Bias? _bias;

    /// <summary>
    /// How every rule of this explainer treats a layer's bias. Where it is not given, each rule treats it as the
    /// rule declares.
    /// </summary>
    public Bias Bias
    {
        get => _bias ?? Bias.Keep;
        init => _bias = value;
    }
}
