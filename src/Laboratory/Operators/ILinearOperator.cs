namespace RuleCompiler.Laboratory.Operators;

/// <summary>
/// A matrix A [Rows, Columns] that is known by what it does to vectors. Vectors come in blocks, one after another in
/// memory, so that an implementation can make one matrix product of a block.
/// </summary>
public interface ILinearOperator
{
    /// <summary>Numbers of a result.</summary>
    int Rows { get; }

    /// <summary>Numbers of an argument.</summary>
    int Columns { get; }

    /// <summary>Y = A·X</summary>
    /// <param name="x">[count, Columns]: the vectors of X.</param>
    /// <param name="y">Receives [count, Rows].</param>
    /// <param name="count">How many vectors.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void Apply(ReadOnlySpan<double> x, Span<double> y, int count);

    /// <summary>Y = Aᵀ·X</summary>
    /// <param name="x">[count, Rows]: the vectors of X.</param>
    /// <param name="y">Receives [count, Columns].</param>
    /// <param name="count">How many vectors.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count);
}

/// <summary>What every operator checks.</summary>
internal static class Blocks
{
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    public static void Check(ReadOnlySpan<double> x, int from, Span<double> y, int to, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (x.Length != (long)count * from || y.Length != (long)count * to)
            throw new ArgumentException(
                $"{x.Length} numbers were given and room for {y.Length}; {count} vectors of this operator are "
                    + $"{(long)count * from} numbers, their images {(long)count * to}."
            );
    }
}
