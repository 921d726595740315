using System.ComponentModel;

namespace RuleCompiler;

/// <summary>
/// A propagation rule. A derived record marked <see cref="RuleAttribute"/> writes the paper's formula as pure
/// methods; what a method's parameters are called says what they are.
/// </summary>
/// <remarks>
/// <para>On a linear layer (Dense, Conv2d, average pool, addition):</para>
/// <code>
/// z_k = Σ_j Contribution(a_j, w_jk) + bias term                 one sum per slot
/// R_j = Σ_k ⟨ Contribution(a_j, w_jk), Share(R_k, z_k, y_k) ⟩   slots multiplied and added
/// </code>
/// <para>
/// Where that law does not fit, <c>Spread(w, s)</c> says what a unit sends down along one weight and
/// <c>Collect(a, sums)</c> forms the relevance below: R_j = Collect(a_j, Σ_k Spread(w_jk, Share(R_k, z_k, y_k))).
/// </para>
/// <para>
/// <c>Backward(r, x, y)</c> is the rule of a nonlinearity, <c>Forward</c> carries something beside the
/// activations upward: <c>Forward(a, w)</c> is summed over a linear layer's inputs, <c>Forward(x)</c> is applied
/// at a nonlinearity.
/// </para>
/// <para>
/// Operands: a input activation, w weight, r relevance above, z sums, y the layer's output, x a nonlinearity's
/// input, slope its derivative there; a0, x0, y0 the same at the reference input, w0 a pool's weight
/// there; f the nonlinearity's own function; s the shares.
/// </para>
/// </remarks>
public abstract record Rule
{
    /// <summary>The rule's formulas in double precision, as the reference interpreter runs them.</summary>
    /// <exception cref="InvalidOperationException">The rule was compiled without the generator.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public virtual RuleBody Body =>
        throw new InvalidOperationException(
            $"The rule '{GetType().Name}' has no compiled body. Mark it [Rule], make it 'sealed partial record', "
                + "and reference the RuleCompiler package so that its generator runs."
        );
}
