using RuleCompiler;

namespace Rank1Study;

/// <summary>
/// Weights for a network whose trained ones cannot be had: N(0, 2 / fan-in) (He et al. 2015), biases zero, batch-norms
/// that change nothing.
/// </summary>
internal static class HeWeights
{
    public static WeightSet Of(string name, LayerGraph graph)
    {
        Random random = new(2020);
        return new(name, graph.Slots.Select(slot => Draw(slot, random)));
    }

    private static Tensor Draw(WeightSlot slot, Random random)
    {
        float[] values = new float[slot.Shape.Aggregate(1, (size, extent) => size * extent)];
        if (slot.Parameter == "weight")
        {
            double deviation = Math.Sqrt(2.0 * slot.Shape[0] / values.Length);
            for (int i = 0; i < values.Length; i += 2)
            {
                (double sin, double cos) = Math.SinCos(2 * Math.PI * random.NextDouble());
                double radius = deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
                values[i] = (float)(radius * cos);
                if (i + 1 < values.Length)
                    values[i + 1] = (float)(radius * sin);
            }
        }
        else if (slot.Parameter is "scale" or "variance")
        {
            Array.Fill(values, 1);
        }

        return new($"{slot.Layer}.{slot.Parameter}", slot.Shape, values);
    }
}
