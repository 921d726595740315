namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Reproducible weights and inputs.</summary>
internal static class RandomTensors
{
    /// <summary>Weights U(±√(6/fan-in)), biases U(±0.1), for layers given as name, shape of the weight, has a bias.</summary>
    public static WeightSet Network(Random random, IEnumerable<(string Name, int[] Shape, bool Bias)> layers) =>
        new("random", layers.SelectMany(layer => Layer(random, layer.Name, layer.Shape, layer.Bias)).ToArray());

    public static float[] Fill(Random random, int count, double low = -1, double high = 1)
    {
        var values = new float[count];
        for (int i = 0; i < count; i++)
            values[i] = (float)(low + ((high - low) * random.NextDouble()));
        return values;
    }

    /// <summary>Every value moved by one unit in the last place, up or down: 6e-8 to 1.2e-7 of itself.</summary>
    public static float[] Nudge(Random random, float[] values) =>
        Array.ConvertAll(
            values,
            v =>
                v == 0 ? 0
                : random.Next(2) == 0 ? MathF.BitIncrement(v)
                : MathF.BitDecrement(v)
        );

    public static WeightSet Nudge(Random random, WeightSet weights) =>
        new("nudged", weights.Select(t => new Tensor(t.Name, t.Shape, Nudge(random, t.Values), t.Role)).ToArray());

    private static IEnumerable<Tensor> Layer(Random random, string name, int[] shape, bool bias)
    {
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        double bound = Math.Sqrt(6.0 * shape[0] / size);
        yield return new($"{name}.weight", shape, Fill(random, size, -bound, bound));
        if (bias)
            yield return new($"{name}.bias", [shape[0]], Fill(random, shape[0], -0.1, 0.1));
    }
}
