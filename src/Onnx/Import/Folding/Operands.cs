namespace RuleCompiler.OnnxImport.Folding;

/// <summary>An operation's inputs and attributes, as folding reads them.</summary>
internal sealed class Operands(Operation operation)
{
    public Operation Operation => operation;

    public OnnxAttributes Attributes => operation.Attributes;

    public int Opset => operation.Opset;

    public int Inputs => operation.Inputs.Count;

    /// <summary>An input that may be absent.</summary>
    public ConstantTensor? Optional(int index) =>
        index < operation.Inputs.Count ? (operation.Inputs[index] as Value.Constant)?.Tensor : null;

    /// <summary>An input that the operator demands.</summary>
    public ConstantTensor this[int index] => Optional(index) ?? throw new FoldingException($"input {index} is missing");

    /// <summary>All inputs of an operator that takes any number of them.</summary>
    public ConstantTensor[] All() =>
        operation.Inputs.Count > 0
            ? [.. Enumerable.Range(0, operation.Inputs.Count).Select(index => this[index])]
            : throw new FoldingException("it has no inputs");

    /// <summary>Whole numbers that older operator sets give as an attribute and newer ones as an input.</summary>
    public long[]? List(string name, int input) =>
        Optional(input) is { } tensor ? tensor.Whole(name) : Attributes.Integers(name);
}
