namespace RuleCompiler;

/// <summary>Finds the tensor of every parameter of a network.</summary>
/// <remarks>
/// With a pattern tensors are found by name alone. Without one a tensor called <c>layer.parameter</c> is taken
/// where the file has it; the other slots take the remaining tensors in the file's order. Where the file tells its
/// tensors' roles, a slot takes the next tensor of its role, and tensors without one are no parameters. PyTorch's
/// names of the parameters of a batch normalisation (weight, bias, running_mean, running_var) are understood too.
/// </remarks>
public static class WeightBinding
{
    /// <summary>The tensors in the order of the slots.</summary>
    /// <param name="slots">What the network needs, in execution order.</param>
    /// <param name="weights">The tensors of a weights file.</param>
    /// <param name="pattern">A name with <c>{layer}</c> and <c>{parameter}</c>, or null.</param>
    /// <exception cref="WeightMismatchException">
    /// A tensor is missing, has the wrong shape, or is left over.
    /// </exception>
    /// <exception cref="ArgumentException">The pattern lacks <c>{layer}</c> or <c>{parameter}</c>.</exception>
    public static Tensor[] Bind(IReadOnlyList<WeightSlot> slots, WeightSet weights, string? pattern = null)
    {
        WeightNames.CheckPattern(pattern ?? WeightNames.Plain);
        var found = new Tensor?[slots.Count];
        var left = new List<Tensor>(weights);
        for (int i = 0; i < slots.Count; i++)
            found[i] = Take(left, ByName(slots[i], left, pattern ?? WeightNames.Plain));

        left.RemoveAll(tensor => !IsParameter(tensor, weights, pattern));
        for (int i = 0; i < slots.Count; i++)
        {
            if (pattern is null)
                found[i] ??= Take(left, left.Find(tensor => Fits(tensor, slots[i])));
            CheckShape(slots[i], found[i] ?? throw Missing(slots[i], left, weights, pattern), weights);
        }

        RefuseLeftOver(left, weights);
        return found!;
    }

    private static Tensor? ByName(WeightSlot slot, List<Tensor> left, string pattern) =>
        WeightNames
            .Of(slot, pattern)
            .Select(name => left.Find(tensor => tensor.Name == name))
            .FirstOrDefault(tensor => tensor is not null);

    /// <summary>Whether a tensor that no slot took by name is one that the network should have.</summary>
    private static bool IsParameter(Tensor tensor, WeightSet weights, string? pattern) =>
        WeightNames.Belongs(tensor.Name, pattern ?? WeightNames.Plain)
        && (tensor.Role != TensorRole.Other || weights.All(other => other.Role == TensorRole.Other));

    private static bool Fits(Tensor tensor, WeightSlot slot) =>
        tensor.Role == TensorRole.Other
        || string.Equals(NameOf(tensor.Role), slot.Parameter, StringComparison.OrdinalIgnoreCase);

    // Enum.ToString would cost a program's start more than all of the binding
    private static string NameOf(TensorRole? role) =>
        role switch
        {
            TensorRole.Weight => nameof(TensorRole.Weight),
            TensorRole.Bias => nameof(TensorRole.Bias),
            TensorRole.Scale => nameof(TensorRole.Scale),
            TensorRole.Shift => nameof(TensorRole.Shift),
            TensorRole.Mean => nameof(TensorRole.Mean),
            TensorRole.Variance => nameof(TensorRole.Variance),
            _ => "",
        };

    private static Tensor? Take(List<Tensor> left, Tensor? tensor)
    {
        if (tensor is not null)
            left.Remove(tensor);
        return tensor;
    }

    private static void CheckShape(WeightSlot slot, Tensor tensor, WeightSet weights)
    {
        if (!tensor.Shape.SequenceEqual(slot.Shape))
        {
            throw new WeightMismatchException(
                $"{weights.Origin}: the {slot.Parameter} of layer '{slot.Layer}' needs the shape {Text(slot.Shape)} but "
                    + $"the tensor '{tensor.Name}' has {Text(tensor.Shape)}; correct the layer's declaration, or name layers and "
                    + "tensors alike if they are in another order.",
                slot.Layer,
                tensor.Name
            );
        }
    }

    private static WeightMismatchException Missing(
        WeightSlot slot,
        List<Tensor> left,
        WeightSet weights,
        string? pattern
    )
    {
        string name = WeightNames.Of(slot, pattern ?? WeightNames.Plain).First();
        string others = left.Count == 0 ? "no tensor is left" : $"left are {Names(left)}";
        return new WeightMismatchException(
            $"{weights.Origin}: the {slot.Parameter} {Text(slot.Shape)} of layer '{slot.Layer}' has no tensor: none is "
                + $"called '{name}' and {others}; check the layer's declaration and [Weights].",
            slot.Layer,
            name
        );
    }

    private static void RefuseLeftOver(List<Tensor> left, WeightSet weights)
    {
        if (left.Count > 0)
        {
            throw new WeightMismatchException(
                $"{weights.Origin}: no layer needs {Names(left)}; add the layers that do to the network, or use a file "
                    + "without them.",
                tensor: left[0].Name
            );
        }
    }

    private static string Names(List<Tensor> tensors)
    {
        string names = string.Join(", ", tensors.Take(4).Select(t => $"'{t.Name}' {Text(t.Shape)}"));
        return tensors.Count > 4 ? $"{names} and {tensors.Count - 4} more" : names;
    }

    private static string Text(int[] shape) => $"[{string.Join(",", shape)}]";
}
