namespace RuleCompiler.Laboratory.Sanity;

/// <summary>A network's parameters layer by layer, and others in their place.</summary>
internal sealed class RandomParameters
{
    private readonly WeightSet _weights;
    private readonly SanityOptions _options;
    private readonly List<(string Layer, List<(WeightSlot Slot, Tensor Tensor, int Number)> Tensors)> _layers = [];

    /// <summary>Finds the tensors of the layers, by the same binding that loads them.</summary>
    public RandomParameters(Explainer explainer, WeightSet weights, SanityOptions options)
    {
        (_weights, _options) = (weights, options);
        WeightSlot[] slots = [.. explainer.Graph.Slots];
        Tensor[] tensors = WeightBinding.Bind(slots, weights, explainer.Layout.WeightsPattern);
        for (int i = 0; i < slots.Length; i++)
        {
            // a normalisation behind a layer belongs to it; what comes before the first one belongs to that
            bool begins = slots[i].Parameter == "weight" && slots[i].Shape.Length >= 2;
            if (_layers.Count == 0)
                _layers.Add((slots[i].Layer, []));
            else if (begins && _layers[^1].Tensors.Any(t => t.Slot.Shape.Length >= 2))
                _layers.Add((slots[i].Layer, []));
            else if (begins)
                _layers[^1] = (slots[i].Layer, _layers[^1].Tensors);
            _layers[^1].Tensors.Add((slots[i], tensors[i], i));
        }
    }

    /// <summary>The layers with weights, from the last to the first.</summary>
    public IReadOnlyList<string> FromTheTop => [.. _layers.Select(layer => layer.Layer).Reverse()];

    /// <summary>The weights in which some layers from the top are random: the same numbers whatever their number.</summary>
    public WeightSet Randomized(int layers)
    {
        Dictionary<Tensor, Tensor> others = _layers
            .TakeLast(layers)
            .SelectMany(layer => layer.Tensors)
            .ToDictionary(t => t.Tensor, t => Other(t.Slot, t.Tensor, t.Number));
        return new(
            $"{_weights.Origin} with {layers} random layers",
            _weights.Select(tensor => others.GetValueOrDefault(tensor, tensor))
        );
    }

    private Tensor Other(WeightSlot slot, Tensor tensor, int number)
    {
        SampleRandom random = new(_options.Seed, number);
        float[] values = [.. tensor.Values];
        switch (_options.Reinitialization)
        {
            case Reinitialization.He when Initial(slot) is { } constant:
                Array.Fill(values, constant);
                break;
            case Reinitialization.He when slot.Shape.Length >= 2:
                int inputs = slot.Shape.Skip(1).Aggregate(1, (product, extent) => product * extent);
                Normal(values, 0, Math.Sqrt(2.0 / inputs), ref random);
                break;
            case Reinitialization.OwnMoments when slot.Parameter != "variance":
                double mean = values.Average(v => (double)v);
                Normal(values, mean, Math.Sqrt(values.Average(v => (v - mean) * (v - mean))), ref random);
                break;
            default:
                Shuffle(values, ref random);
                break;
        }

        return new(tensor.Name, tensor.Shape, values, tensor.Role);
    }

    /// <summary>What a parameter that is no weight is before training; null for others.</summary>
    private static float? Initial(WeightSlot slot) =>
        slot.Parameter switch
        {
            "bias" or "shift" or "mean" => 0,
            "scale" or "variance" => 1,
            _ => null,
        };

    private static void Normal(float[] values, double mean, double deviation, ref SampleRandom random)
    {
        foreach (ref float value in values.AsSpan())
            value = (float)(mean + (deviation * random.Normal()));
    }

    private static void Shuffle(float[] values, ref SampleRandom random)
    {
        for (int i = values.Length - 1; i > 0; i--)
        {
            int other = random.Below(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
