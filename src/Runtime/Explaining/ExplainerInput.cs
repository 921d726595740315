namespace RuleCompiler;

/// <summary>
/// One input of a network. A network of several inputs takes them one after another, as one flat input:
/// <c>input.CopyTo(flat.AsSpan(explainer.Inputs[1].Offset))</c>.
/// </summary>
/// <param name="Name">Its name in the model; <c>input</c> where the layers are declared.</param>
/// <param name="Shape">Its shape without the batch.</param>
/// <param name="Offset">Where it begins in the flat input.</param>
public sealed record ExplainerInput(string Name, IReadOnlyList<int> Shape, int Offset)
{
    /// <summary>Its numbers in one sample.</summary>
    public int Size { get; } = Shape.Aggregate(1, (size, extent) => checked(size * extent));

    internal static ExplainerInput[] Of(ExplainerLayout layout)
    {
        if (layout.GraphInputs.Length == 0)
            return [new("input", layout.InputShape, 0)];
        List<ExplainerInput> inputs = [];
        foreach (InputLayout input in layout.GraphInputs)
            inputs.Add(new(input.Name, input.Shape, inputs.Sum(before => before.Size)));
        return [.. inputs];
    }
}
