namespace RuleCompiler;

/// <summary>
/// Conditional obfuscation: y = x⊙s + G(x, s, n)⊙(1−s), where the generator G knows what is kept. Source:
/// kutyniok2021interpretability, after chang2019explaining. Safe for concurrent calls.
/// </summary>
public interface IInfill
{
    /// <summary>How many numbers it fills; null where it takes any.</summary>
    int? Size => null;

    /// <summary>G(x, s, n).</summary>
    /// <param name="input">x, [d].</param>
    /// <param name="map">s, [d], in [0, 1].</param>
    /// <param name="drawn">n, a draw of the reference, [d].</param>
    /// <param name="filled">Receives G, [d].</param>
    void Fill(ReadOnlySpan<double> input, ReadOnlySpan<double> map, ReadOnlySpan<double> drawn, Span<double> filled);

    /// <summary>
    /// Adds the gradient with respect to s that goes through G. Where a generator has none (a network that cannot be
    /// differentiated, a choice among pixels), leave this out: it then adds nothing, so that G passes straight through as if
    /// it did not depend on s, and what is left is the gradient g⊙(x − G) of the mixture.
    /// </summary>
    /// <param name="input">x, [d].</param>
    /// <param name="map">s, [d].</param>
    /// <param name="drawn">n, [d].</param>
    /// <param name="filled">G, [d].</param>
    /// <param name="gradient">The gradient with respect to G, [d].</param>
    /// <param name="into">Has the gradient with respect to s added to it, [d].</param>
    void Pull(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> drawn,
        ReadOnlySpan<double> filled,
        ReadOnlySpan<double> gradient,
        Span<double> into
    ) { }
}
