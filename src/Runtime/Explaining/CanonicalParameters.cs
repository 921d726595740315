using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <summary>
/// The weights as the passes read them: bound to the layers, batch-norm folded in double precision, checked for
/// NaN and infinities, in native memory.
/// </summary>
internal sealed class CanonicalParameters : IDisposable
{
    private readonly NativeBuffer?[] _buffers;

    public CanonicalParameters(ExplainerLayout layout, WeightSet weights, ExplainerOptions options)
    {
        OperandValues.Check(layout, options);
        Tensor[] tensors = WeightBinding.Bind(
            layout.Layers.SelectMany(Slots).ToArray(),
            weights,
            layout.WeightsPattern
        );
        foreach (Tensor tensor in tensors)
            RequireFinite(tensor, weights.Origin);
        _buffers = new NativeBuffer?[layout.ParameterCount];
        try
        {
            StoreAll(layout, tensors, weights.Origin, options);
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public Plane this[int index] => _buffers[index]!.Plane;

    public void Dispose()
    {
        foreach (NativeBuffer? buffer in _buffers)
            buffer?.Dispose();
    }

    private static IEnumerable<WeightSlot> Slots(LayerWeights layer)
    {
        if (layer.Shape.Length > 0)
            yield return new(layer.Layer, layer.Parameter, layer.Shape);
        if (layer.HasBias)
            yield return new(layer.Layer, "bias", [layer.Outputs]);
        if (layer.Norm is not { } norm)
            yield break;
        foreach (string parameter in new[] { "scale", "shift", "mean", "variance" })
            yield return new(norm.Layer, parameter, [layer.Outputs]);
    }

    private void StoreAll(ExplainerLayout layout, ReadOnlySpan<Tensor> tensors, string origin, ExplainerOptions options)
    {
        foreach (LayerWeights layer in layout.Layers)
        {
            int count = Slots(layer).Count();
            StoreLayer(layer, tensors[..count], origin);
            tensors = tensors[count..];
        }

        foreach (OperandLayout operand in layout.Operands)
            Store(operand.Parameter, Singles(OperandValues.Of(operand, options)));
    }

    private void StoreLayer(LayerWeights layer, ReadOnlySpan<Tensor> tensors, string origin)
    {
        if (layer.Norm is null && layer.Shape.Length > 0)
        {
            // as they are in the file: the weights of a large network are most of its memory and of its start
            Store(layer.Weight, tensors[0].Values);
            Store(layer.Bias, layer.HasBias ? tensors[1].Values : new float[layer.Outputs], layer.Rows);
            return;
        }

        (double[] weight, double[] bias) = FoldedWeights.Of(layer, tensors, origin);
        Store(layer.Weight, Singles(weight));
        Store(layer.Bias, Singles(bias), layer.Rows);
    }

    private static void RequireFinite(Tensor tensor, string origin)
    {
        int bad = tensor.Values.AsSpan().IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new WeightFileException(
                origin,
                $"tensor '{tensor.Name}'",
                $"It holds {tensor.Values[bad]} at index {bad}.",
                "Every weight must be finite; train or export the network again."
            );
    }

    /// <summary>The values, one row of them after another.</summary>
    private void Store(int index, ReadOnlySpan<float> values, int rows = 1)
    {
        if (index < 0)
            return;
        NativeBuffer buffer = new(checked(values.Length * rows));
        Span<float> span = buffer.Plane.Span;
        for (int row = 0; row < rows; row++)
            values.CopyTo(span[(row * values.Length)..]);
        _buffers[index] = buffer;
    }

    private static float[] Singles(double[] values)
    {
        float[] singles = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
            singles[i] = (float)values[i];
        return singles;
    }
}
