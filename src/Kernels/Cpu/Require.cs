namespace RuleCompiler.Kernels;

/// <summary>Checks the operands of a kernel before it touches memory.</summary>
internal static class Require
{
    /// <summary>At least <paramref name="needed"/> numbers.</summary>
    /// <exception cref="ArgumentException">The plane is shorter.</exception>
    public static void Length(in Plane plane, nint needed, string operand)
    {
        if (plane.Length < needed)
            TooShort(plane.Length, needed, operand);
    }

    /// <summary>A count that is not negative.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is.</exception>
    public static void Count(int count, string name) => ArgumentOutOfRangeException.ThrowIfNegative(count, name);

    /// <summary>At least one column for each sample.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is none.</exception>
    public static void Columns(int columns) => ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);

    private static void TooShort(nint length, nint needed, string operand) =>
        throw new ArgumentException($"{operand} holds {length} numbers, {needed} are needed.", operand);
}
