using RuleCompiler.OnnxImport.Folding;

namespace RuleCompiler.OnnxImport;

/// <summary>Evaluates operations whose inputs are known when a model is imported, as ONNX defines them.</summary>
/// <remarks>Real numbers are single precision; double precision is narrowed to it.</remarks>
internal static class ConstantFolding
{
    private delegate ConstantTensor[]? Fold(Operands operands);

    private static readonly Dictionary<string, Fold> Folds = Gather();

    /// <summary>The operators that are evaluated, in alphabetical order.</summary>
    public static IReadOnlyCollection<string> Operators { get; } = [.. Folds.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The outputs of an operation, or null where it is not one that is evaluated or an input is computed.</summary>
    /// <exception cref="FoldingException">The operation makes no sense or its result has more than 2²⁸ elements.</exception>
    public static ConstantTensor[]? TryFold(Operation operation)
    {
        // a shape is known though the values are not
        bool ofShape = operation.Type is "Shape" or "Size";
        return
            (ofShape || operation.Inputs.All(input => input is null or Value.Constant))
            && Folds.TryGetValue(operation.Type, out Fold? fold)
            ? fold(new(operation))
            : null;
    }

    private static Dictionary<string, Fold> Gather()
    {
        Dictionary<string, Fold> folds = [];
        Add(Sources.Operators);
        Add(Shaping.Operators);
        Add(Moving.Operators);
        Add(Joining.Operators);
        Add(Casting.Operators);
        Add(Pointwise.Operators);
        Add(Pairwise.Operators);
        Add(Comparing.Operators);
        Add(Reducing.Operators);
        Add(Normalising.Operators);
        Add(Products.Operators);
        foreach ((string name, Func<Operands, ConstantTensor[]?> several) in Several.Operators)
            folds.Add(name, operands => several(operands));
        return folds;

        void Add(IReadOnlyDictionary<string, Func<Operands, ConstantTensor?>> operators)
        {
            foreach ((string name, Func<Operands, ConstantTensor?> one) in operators)
                folds.Add(name, operands => one(operands) is { } result ? [result] : null);
        }
    }
}
