namespace RuleCompiler.Reference;

/// <summary>Where the values of per-input and per-weight parameters come from: the user's tensors or the rule.</summary>
/// <param name="tensors">The user's tensors by <c>layer.Parameter</c>.</param>
/// <param name="range">The network's declared input range; infinite where undeclared.</param>
/// <param name="ranged">For each layer, whether that range holds for what it reads.</param>
internal sealed class ParameterSource(
    IReadOnlyDictionary<string, float[]> tensors,
    (float Low, float High) range,
    bool[] ranged
)
{
    private readonly HashSet<string> _used = [];

    /// <summary>The parameters of a rule at a layer with so many weights.</summary>
    /// <exception cref="ArgumentException">A tensor does not fit, or an infinite bound is undeclared.</exception>
    public RuleParameters Of(RuleBody body, LayerNode node, int weights) =>
        new(
            [.. body.PerInput.Select(p => new RuleParameter(p.Name, p.Value, PerInput(p.Name, p.Value, node)))],
            [
                .. body.PerWeight.Select(p => new RuleParameter(
                    p.Name,
                    p.Value,
                    PerWeight(p.Name, p.Value, node, weights)
                )),
            ]
        );

    /// <summary>Refuses tensors that no rule has asked for.</summary>
    /// <exception cref="ArgumentException">There is one.</exception>
    public void RefuseUnused()
    {
        foreach (string name in tensors.Keys.Where(name => !_used.Contains(name)))
        {
            throw new ArgumentException(
                $"The operand '{name}' belongs to no layer's rule; name operands 'layer.Parameter' after a per-input "
                    + "or per-weight parameter of the rule that the composite gives to the layer."
            );
        }
    }

    private double[] PerInput(string name, double given, LayerNode node)
    {
        // Branches of one shape share the values; those of a Concat may differ and take one value only.
        bool alike = Array.TrueForAll(node.InputShapes, shape => shape.SequenceEqual(node.InputShape));
        int units = node.InputShapes.Max(Shapes.Count);
        int plane = Shapes.Plane(node.InputShape);
        float[]? tensor = Tensor(name, node);
        var values = new double[units];
        for (int j = 0; j < units; j++)
        {
            double value =
                tensor is null ? given
                : tensor.Length == 1 ? tensor[0]
                : alike && tensor.Length == units ? tensor[j]
                : alike && tensor.Length == node.InputShape[0] ? tensor[j / plane]
                : throw new ArgumentException(
                    $"The operand '{node.Layer.Name}.{name}' has {tensor.Length} values but the layer's input is "
                        + $"{string.Join(" and ", node.InputShapes.Select(Shapes.Text))}; give 1"
                        + (alike ? $", {node.InputShape[0]} or {units} values." : " value.")
                );
            values[j] = Declared(value, name, node);
        }

        return values;
    }

    private double Declared(double value, string name, LayerNode node)
    {
        if (double.IsFinite(value))
            return value;
        double bound =
            double.IsNegativeInfinity(value) ? range.Low
            : double.IsPositiveInfinity(value) ? range.High
            : value;
        return double.IsFinite(bound) && ranged[node.Index]
            ? bound
            : throw new ArgumentException(
                $"The parameter {name} of the rule at layer '{node.Layer.Name}' stands for the bound of the input's "
                    + "range, which "
                    + (
                        double.IsFinite(bound)
                            ? "does not hold for what the layer reads"
                            : "the network does not declare"
                    )
                    + "; set Low and High of [Network], which serve a layer that reads the network's input, or give the "
                    + "rule finite values."
            );
    }

    private double[] PerWeight(string name, double given, LayerNode node, int weights)
    {
        float[]? tensor = Tensor(name, node);
        if (tensor is not null && tensor.Length != weights)
        {
            throw new ArgumentException(
                $"The operand '{node.Layer.Name}.{name}' has {tensor.Length} values but the layer has {weights} "
                    + "weights; give a tensor of the weight's shape."
            );
        }

        if (tensor is null && double.IsNaN(given))
        {
            throw new ArgumentException(
                $"The parameter {name} of the rule at layer '{node.Layer.Name}' has no value of its own; give the operand "
                    + $"'{node.Layer.Name}.{name}', a tensor of the weight's shape."
            );
        }

        // Layers without a weight tensor have the one place 0.
        return tensor is null
            ? [.. Enumerable.Repeat(given, Math.Max(weights, 1))]
            : Array.ConvertAll(tensor, v => (double)v);
    }

    private float[]? Tensor(string name, LayerNode node)
    {
        string key = $"{node.Layer.Name}.{name}";
        _used.Add(key);
        return tensors.GetValueOrDefault(key);
    }
}
