using RuleCompiler.OnnxImport;

namespace RuleCompiler.Onnx.Tests.Folding;

/// <summary>Operations on constants, written shortly.</summary>
internal static class Folded
{
    public static ConstantTensor[]? Try(
        string type,
        ConstantTensor?[] inputs,
        (string, object)[]? attributes = null,
        int opset = 17,
        int outputs = 1
    ) =>
        ConstantFolding.TryFold(
            new Operation
            {
                Type = type,
                Name = "node",
                Opset = opset,
                Inputs = [.. inputs.Select(input => input is null ? null : new Value.Constant(input))],
                Outputs = [.. Enumerable.Range(0, outputs).Select(i => $"out{i}")],
                Attributes = new GivenAttributes(attributes ?? []),
            }
        );

    public static ConstantTensor One(
        string type,
        ConstantTensor?[] inputs,
        (string, object)[]? attributes = null,
        int opset = 17
    ) => Assert.Single(Try(type, inputs, attributes, opset)!);

    public static string Fails(string type, ConstantTensor?[] inputs, params (string, object)[] attributes) =>
        Assert.Throws<FoldingException>(() => Try(type, inputs, attributes)).Message;

    public static ConstantTensor Whole(params long[] values) => new([values.Length], values);

    public static ConstantTensor Real(params float[] values) => new([values.Length], values);

    public static ConstantTensor Shaped(int[] shape, params float[] values) => new(shape, values);

    /// <summary>0, 1, 2, … in a shape.</summary>
    public static ConstantTensor Counting(params int[] shape) =>
        new(shape, [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => (float)i)]);

    public static void Is(ConstantTensor tensor, int[] shape, params float[] values)
    {
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(values, tensor.Reals);
    }

    public static void Is(ConstantTensor tensor, int[] shape, long[] values)
    {
        Assert.Equal(shape, tensor.Shape);
        Assert.Equal(values, tensor.Integers);
    }
}
