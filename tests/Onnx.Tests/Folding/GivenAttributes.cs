using RuleCompiler.OnnxImport;

namespace RuleCompiler.Onnx.Tests.Folding;

/// <summary>Attributes that a test states: long, float, string, long[], float[] or a tensor.</summary>
internal sealed class GivenAttributes(params (string Name, object Value)[] given) : OnnxAttributes
{
    public override bool Has(string name) => given.Any(attribute => attribute.Name == name);

    public override long Integer(string name, long otherwise) => Value(name) is long value ? value : otherwise;

    public override float Real(string name, float otherwise) => Value(name) is float value ? value : otherwise;

    public override string Text(string name, string otherwise) => Value(name) as string ?? otherwise;

    public override long[]? Integers(string name) => Value(name) as long[];

    public override float[]? Reals(string name) => Value(name) as float[];

    public override ConstantTensor? Tensor(string name) => Value(name) as ConstantTensor;

    private object? Value(string name) => given.FirstOrDefault(attribute => attribute.Name == name).Value;
}
