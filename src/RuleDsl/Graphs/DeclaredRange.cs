namespace RuleCompiler;

/// <summary>
/// Where the declared range of the network's input holds: at layers that read it as it is, or moved and reshaped.
/// </summary>
internal static class DeclaredRange
{
    /// <summary>For each layer, whether the range holds for all that it reads.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="range">The range, which zeros beside moved values may leave.</param>
    public static bool[] Holds(LayerGraph graph, (float Low, float High) range)
    {
        bool zero = range.Low <= 0 && range.High >= 0;
        var reads = new bool[graph.Layers.Count];
        var passes = new bool[graph.Layers.Count];
        foreach (LayerNode node in graph.Layers)
        {
            reads[node.Index] = Array.TrueForAll(node.Inputs, i => i == LayerGraph.Input || passes[i]);
            passes[node.Index] =
                reads[node.Index]
                && (
                    node.Layer is Flatten or Reshape or Dropout
                    || (node.Layer is Rearrange or Concat && (zero || IsFull(node)))
                );
        }

        return reads;
    }

    /// <summary>Whether every output is an input's value: no map writes a place twice.</summary>
    private static bool IsFull(LayerNode node) => node.Maps.Sum(map => map.Count) == node.Units;
}
