namespace RuleCompiler.Kernels;

/// <summary>
/// One SIMD register of float32 seen as a number. A policy written once over <typeparamref name="V"/> runs on the
/// widest register the machine has and, through <see cref="Lane"/>, on the tail of an array.
/// </summary>
/// <remarks>
/// Comparisons return masks: all bits set where true, none where false. Masks are only meant for
/// <see cref="And"/>, <see cref="Or"/>, <see cref="Not"/> and <see cref="Select"/>; arithmetic on them is meaningless.
/// </remarks>
/// <typeparam name="V">The implementing type itself.</typeparam>
public interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>How many float32 numbers one value holds.</summary>
    static abstract int Width { get; }

    /// <summary>Zero in every lane.</summary>
    static abstract V Zero { get; }

    /// <summary>One in every lane.</summary>
    static abstract V One { get; }

    /// <summary><paramref name="value"/> in every lane.</summary>
    static abstract V Of(float value);

    /// <summary>Sum, lane by lane.</summary>
    static abstract V operator +(V left, V right);

    /// <summary>Difference, lane by lane.</summary>
    static abstract V operator -(V left, V right);

    /// <summary>Product, lane by lane.</summary>
    static abstract V operator *(V left, V right);

    /// <summary>Quotient, lane by lane.</summary>
    static abstract V operator /(V left, V right);

    /// <summary>Sign flipped in every lane.</summary>
    static abstract V operator -(V value);

    /// <summary>The smaller; NaN where either is NaN.</summary>
    static abstract V Min(V left, V right);

    /// <summary>The larger; NaN where either is NaN.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The larger of the value and 0 in one instruction; 0 or NaN, as the machine has it, of NaN.</summary>
    static abstract V PositivePart(V value);

    /// <summary>The smaller of the value and 0 in one instruction; 0 or NaN, as the machine has it, of NaN.</summary>
    static abstract V NegativePart(V value);

    /// <summary>Absolute value.</summary>
    static abstract V Abs(V value);

    /// <summary>Square root; NaN below zero.</summary>
    static abstract V Sqrt(V value);

    /// <summary>−1, 0 or 1; zero of either sign and NaN stay what they are.</summary>
    static abstract V Sign(V value);

    /// <summary><c>left · right + addend</c>, rounded once.</summary>
    static abstract V FusedMultiplyAdd(V left, V right, V addend);

    /// <summary><c>left · right + addend</c>: rounded once where the hardware fuses, twice elsewhere.</summary>
    static abstract V MultiplyAdd(V left, V right, V addend);

    /// <summary>2 to the power of a whole number from −126 to 127.</summary>
    static abstract V PowerOfTwo(V exponent);

    /// <summary>e to the power of the value.</summary>
    static abstract V Exp(V value);

    /// <summary>Natural logarithm; −∞ at zero, NaN below.</summary>
    static abstract V Log(V value);

    /// <summary><paramref name="value"/> to the power of <paramref name="exponent"/>.</summary>
    static abstract V Pow(V value, V exponent);

    /// <summary>Hyperbolic tangent.</summary>
    static abstract V Tanh(V value);

    /// <summary>Error function.</summary>
    static abstract V Erf(V value);

    /// <summary>Complementary error function, relatively accurate in its tail.</summary>
    static abstract V Erfc(V value);

    /// <summary>Cumulative distribution function of the standard normal, relatively accurate in its tail.</summary>
    static abstract V Phi(V value);

    /// <summary>Density of the standard normal.</summary>
    static abstract V Density(V value);

    /// <summary>E[max(0, X)] for X ~ N(mean, deviation²); a deviation below 0 counts as 0.</summary>
    static abstract V RectifiedMean(V mean, V deviation);

    /// <summary>V[max(0, X)] for X ~ N(mean, deviation²); a deviation below 0 counts as 0.</summary>
    static abstract V RectifiedVariance(V mean, V deviation);

    /// <summary>Both at once, each as it is by itself, in little more than the time of the variance.</summary>
    static abstract void RectifiedMoments(V mean, V deviation, out V rectifiedMean, out V rectifiedVariance);

    /// <summary>Mask of <c>left &lt; right</c>.</summary>
    static abstract V Less(V left, V right);

    /// <summary>Mask of <c>left ≤ right</c>.</summary>
    static abstract V LessOrEqual(V left, V right);

    /// <summary>Mask of <c>left = right</c>.</summary>
    static abstract V Equal(V left, V right);

    /// <summary>Both masks.</summary>
    static abstract V And(V left, V right);

    /// <summary>Either mask.</summary>
    static abstract V Or(V left, V right);

    /// <summary>The opposite mask.</summary>
    static abstract V Not(V mask);

    /// <summary><paramref name="ifTrue"/> where the mask is set, <paramref name="ifFalse"/> elsewhere.</summary>
    static abstract V Select(V mask, V ifTrue, V ifFalse);

    /// <summary><c>z + (z ≥ 0 ? eps : −eps)</c>: away from zero, where sign(0) = +1 and −0 counts as 0.</summary>
    static abstract V Away(V z, V eps);

    /// <summary>The sum over all lanes.</summary>
    static abstract float Sum(V value);
}
