namespace RuleCompiler;

/// <summary>
/// The network as it is. Makes a <c>Propagator</c> of <see cref="CarriedValue"/>, whose derivative is the network's own.
/// </summary>
[Composite]
[Source("simonyan2014deep", Eq = "section 3")]
public sealed partial class Values
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) => new CarryValue();
}
