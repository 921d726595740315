namespace RuleCompiler.OnnxImport;

/// <summary>Appends the layers of an operation and gives its outputs' values.</summary>
internal delegate Value[] Lower(Lowering to, Operation op);

/// <summary>The operators that are lowered, by name; each file of the folder lists its own.</summary>
internal static class Operators
{
    public static IReadOnlyDictionary<string, Lower> All { get; } =
        new[]
        {
            Activations.Operators,
            Arithmetic.Operators,
            Convolutions.Operators,
            DenseProducts.Operators,
            Joins.Operators,
            Movement.Operators,
            Normalisations.Operators,
            Pools.Operators,
            Reductions.Operators,
            Reshaping.Operators,
            Slices.Operators,
            Softmaxes.Operators,
        }
            .SelectMany(family => family)
            .ToDictionary(entry => entry.Key, entry => entry.Value, StringComparer.Ordinal);

    /// <summary>Every operator that is understood, for messages.</summary>
    public static string Names { get; } =
        string.Join(
            ", ",
            All.Keys.Concat(Unrolling.Sequences.Operators.Keys)
                .Concat(["ConcatFromSequence", "Constant", "ConstantOfShape", "If", "Loop", "Shape", "Size"])
                .Order(StringComparer.Ordinal)
        );
}
