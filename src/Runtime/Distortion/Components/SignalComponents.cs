namespace RuleCompiler;

/// <summary>
/// The components of a signal that are kept or replaced, where they are not its own numbers: coefficients of a transform,
/// magnitude and phase. Safe for concurrent calls.
/// </summary>
/// <remarks>
/// An input x has the components c = <see cref="Analyse"/>(x), a draw n of the reference those of n; the obfuscation mixes
/// components, c⊙s + c(n)⊙(1−s), and <see cref="Synthesise"/> makes the network's input of them. Source:
/// kutyniok2021interpretability ("after a transform"), heiss2020indistribution.
/// </remarks>
public abstract class SignalComponents
{
    /// <summary>The number d of components; that of the signal's numbers.</summary>
    public int Size => Shape.Aggregate(1, (size, extent) => size * extent);

    /// <summary>The shape in which a map of the components is shown.</summary>
    public abstract IReadOnlyList<int> Shape { get; }

    /// <summary>
    /// Whether <see cref="Synthesise"/> is an orthonormal linear map, so that moments pass through it; then
    /// <see cref="Analyse"/> is its inverse and its adjoint.
    /// </summary>
    public virtual bool IsOrthonormal => true;

    /// <summary>The components of a signal.</summary>
    /// <param name="signal">[d]</param>
    /// <param name="components">Receives [d].</param>
    public abstract void Analyse(ReadOnlySpan<double> signal, Span<double> components);

    /// <summary>The signal of components.</summary>
    /// <param name="components">[d]</param>
    /// <param name="signal">Receives [d].</param>
    public abstract void Synthesise(ReadOnlySpan<double> components, Span<double> signal);

    /// <summary>The gradient with respect to components, from one with respect to the signal that they make.</summary>
    /// <param name="components">The components, [d].</param>
    /// <param name="gradient">With respect to the signal, [d].</param>
    /// <param name="into">Receives the gradient with respect to the components, [d].</param>
    public virtual void Pull(ReadOnlySpan<double> components, ReadOnlySpan<double> gradient, Span<double> into) =>
        Analyse(gradient, into);

    /// <summary>
    /// Makes a draw's components ready to be mixed with an input's: of an angle, the turn that is nearest. Nothing for linear
    /// transforms.
    /// </summary>
    /// <param name="input">The input's components, [d].</param>
    /// <param name="drawn">The draw's components, [d]; changed in place.</param>
    public virtual void Align(ReadOnlySpan<double> input, Span<double> drawn) { }
}
