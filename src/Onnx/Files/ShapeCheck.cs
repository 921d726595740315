namespace RuleCompiler.WeightFiles;

/// <summary>Checks declared shapes before anything is allocated for them.</summary>
internal static class ShapeCheck
{
    /// <summary>More axes than any tool writes (numpy's limit is 64).</summary>
    public const int MaxAxes = 64;

    /// <summary>The shape as an array, and the number of its elements.</summary>
    /// <exception cref="WeightFileException">An axis is negative or too long, or there are too many elements.</exception>
    public static (int[] Shape, int Count) Check(IReadOnlyList<long> axes, string file, string place)
    {
        if (axes.Count > MaxAxes)
        {
            throw Wrong(file, place, $"It declares {axes.Count} axes, more than {MaxAxes}.");
        }

        int[] shape = new int[axes.Count];
        long count = 1;
        for (int i = 0; i < shape.Length; i++)
        {
            if (axes[i] < 0 || axes[i] > Array.MaxLength)
            {
                throw Wrong(file, place, $"Axis {i} has the impossible length {axes[i]}.");
            }

            shape[i] = (int)axes[i];

            // A later axis of length 0 makes the whole array empty, so an overflow must only be remembered here.
            count = Math.Min(count * shape[i], Array.MaxLength + 1L);
        }

        return count > Array.MaxLength
            ? throw Wrong(file, place, $"The shape [{string.Join(", ", axes)}] has more elements than an array holds.")
            : (shape, (int)count);
    }

    private static WeightFileException Wrong(string file, string place, string problem) =>
        new(file, place, problem, "The file is damaged: write or copy it again.");
}
