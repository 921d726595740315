namespace RuleCompiler.WeightFiles.Onnx;

/// <summary>Knows from an operator's definition what its constant inputs are for.</summary>
internal static class OnnxUses
{
    /// <summary>The constants that a node uses, in the order of its inputs.</summary>
    public static IEnumerable<OnnxUse> Of(NodeProto node, OnnxConstants constants)
    {
        for (int i = 0; i < node.Input.Count; i++)
        {
            if (constants.Contains(node.Input[i]))
            {
                yield return Of(node, i, constants);
            }
        }
    }

    private static OnnxUse Of(NodeProto node, int input, OnnxConstants constants)
    {
        string name = node.Input[input];
        string type = node.Domain is "" or "ai.onnx" ? node.OpType : "";
        return (type, input) switch
        {
            ("Conv" or "ConvTranspose", 1) => new OnnxUse(name, TensorRole.Weight),
            ("Conv" or "ConvTranspose", 2) => new OnnxUse(name, TensorRole.Bias),
            ("Gemm", 1) when !constants.Contains(node.Input[0]) => new OnnxUse(
                name,
                TensorRole.Weight,
                Transpose: Attribute(node, "transB")?.I is null or 0,
                Attribute(node, "alpha")?.F ?? 1
            ),
            ("Gemm", 2) => new OnnxUse(name, TensorRole.Bias, Factor: Attribute(node, "beta")?.F ?? 1, Flat: true),
            ("MatMul", 1) when constants.Axes(name) == 2 => new OnnxUse(name, TensorRole.Weight, Transpose: true),
            ("Add", _) when IsProduct(node, 1 - input, constants) => new OnnxUse(name, TensorRole.Bias, Flat: true),
            ("BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "GroupNormalization", 1) =>
                new OnnxUse(name, TensorRole.Scale),
            ("BatchNormalization" or "LayerNormalization" or "InstanceNormalization" or "GroupNormalization", 2) =>
                new OnnxUse(name, TensorRole.Shift),
            ("BatchNormalization", 3) => new OnnxUse(name, TensorRole.Mean),
            ("BatchNormalization", 4) => new OnnxUse(name, TensorRole.Variance),
            _ => new OnnxUse(name, TensorRole.Other),
        };
    }

    /// <summary>Whether an input comes from a matrix product with constant weights, so that what is added to it is its bias.</summary>
    private static bool IsProduct(NodeProto node, int input, OnnxConstants constants) =>
        input >= 0 && input < node.Input.Count && constants.IsProduct(node.Input[input]);

    private static AttributeProto? Attribute(NodeProto node, string name) =>
        node.Attribute.FirstOrDefault(a => a.Name == name);
}
