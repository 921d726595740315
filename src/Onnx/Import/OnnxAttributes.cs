using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.OnnxImport;

/// <summary>The attributes of an ONNX node.</summary>
internal abstract class OnnxAttributes
{
    public abstract bool Has(string name);

    public abstract long Integer(string name, long otherwise);

    public abstract float Real(string name, float otherwise);

    public abstract string Text(string name, string otherwise);

    /// <summary>A list of whole numbers, or null where it is absent.</summary>
    public abstract long[]? Integers(string name);

    /// <summary>A list of real numbers, or null where it is absent.</summary>
    public abstract float[]? Reals(string name);

    /// <summary>A graph that the node runs, or null where it is absent.</summary>
    public virtual GraphProto? Body(string name) => null;

    /// <summary>A tensor, or null where it is absent.</summary>
    public abstract ConstantTensor? Tensor(string name);
}
