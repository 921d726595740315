namespace RuleCompiler.Reference;

/// <summary>One layer of an expanded network.</summary>
/// <param name="Index">The node's place in execution order, from 0.</param>
/// <param name="Layer">The layer as composites see it: named, with its place in the network.</param>
/// <param name="Inputs">The nodes it reads; <see cref="NetworkGraph.NetworkInput"/> is the network's input.</param>
/// <param name="InputShape">The shape of each input without the batch; branches of a sum all have the same.</param>
/// <param name="OutputShape">The output's shape without the batch.</param>
internal sealed record GraphNode(int Index, Layer Layer, int[] Inputs, int[] InputShape, int[] OutputShape)
{
    /// <summary>The number of units of the output.</summary>
    public int Units => Shapes.Count(OutputShape);
}
