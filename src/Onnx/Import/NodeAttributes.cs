using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>A node's attributes as the file holds them.</summary>
internal sealed class NodeAttributes : OnnxAttributes
{
    private readonly Dictionary<string, AttributeProto> attributes = new(StringComparer.Ordinal);
    private readonly TensorConstants tensors;
    private readonly string node;

    public NodeAttributes(NodeProto proto, string node, TensorConstants tensors)
    {
        this.node = node;
        this.tensors = tensors;
        foreach (AttributeProto attribute in proto.Attribute)
        {
            attributes[attribute.Name] = attribute;
        }
    }

    public override bool Has(string name) => attributes.ContainsKey(name);

    public override long Integer(string name, long otherwise) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? found.I : otherwise;

    public override float Real(string name, float otherwise) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? found.F : otherwise;

    public override string Text(string name, string otherwise) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? found.S.ToStringUtf8() : otherwise;

    public override long[]? Integers(string name) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? [.. found.Ints] : null;

    public override float[]? Reals(string name) =>
        attributes.TryGetValue(name, out AttributeProto? found) ? [.. found.Floats] : null;

    public override GraphProto? Body(string name) => attributes.GetValueOrDefault(name)?.G;

    public override ConstantTensor? Tensor(string name) =>
        attributes.TryGetValue(name, out AttributeProto? found) && found.T is { } tensor
            ? tensors.Read(tensor, tensor.Name.Length > 0 ? tensor.Name : $"{name} of {node}")
            : null;
}
