namespace RuleCompiler.OnnxImport;

/// <summary>A value of a model's graph while it is imported.</summary>
internal abstract record Value
{
    /// <summary>Its shape as ONNX sees it; the batch axis, where there is one, is 1.</summary>
    public abstract int[] Shape { get; }

    /// <summary>Known at import.</summary>
    public sealed record Constant(ConstantTensor Tensor) : Value
    {
        public override int[] Shape => Tensor.Shape;
    }

    /// <summary>Several values one after another, of shapes of their own.</summary>
    public sealed record Sequence(IReadOnlyList<Value> Items) : Value
    {
        public override int[] Shape => [];
    }

    /// <summary>Computed by a layer of the draft; −1 is the network's input.</summary>
    public sealed record Computed(int Layer, int[] Extents) : Value
    {
        public override int[] Shape => Extents;
    }
}
