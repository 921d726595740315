using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>A network with residual blocks expanded.</summary>
/// <param name="Network">The network's name, for messages.</param>
/// <param name="InputShape">The input's shape without the batch, such as [C,H,W] or [features].</param>
/// <param name="Low">The least value of an input; −∞ where undeclared.</param>
/// <param name="High">The largest value of an input; +∞ where undeclared.</param>
/// <param name="Nodes">The nodes in execution order, each at the index that is its id; the last is the output.</param>
internal sealed record Graph(
    string Network,
    EquatableArray<int> InputShape,
    double Low,
    double High,
    EquatableArray<Node> Nodes
)
{
    /// <summary>The id that stands for the network's input.</summary>
    public const int NetworkInput = -1;

    public Node Output => Nodes[Nodes.Count - 1];

    /// <summary>The nodes that read a node's output, or the network's input; a node that reads it twice comes twice.</summary>
    public IEnumerable<Node> ReadersOf(int id) => Nodes.SelectMany(n => n.Inputs.Where(i => i == id).Select(_ => n));

    /// <summary>The shape of a node's output, or of the network's input.</summary>
    public EquatableArray<int> ShapeOf(int id) => id == NetworkInput ? InputShape : Nodes[id].Shape;

    public Node? Find(string name) => Nodes.FirstOrDefault(n => n.Name == name);

    /// <summary>
    /// Where an input's values come from: the node, or <see cref="NetworkInput"/>, reached by going up through
    /// nodes that change no value (Flatten, Reshape, Dropout, folded BatchNorm) or only move values. Zeros that a move
    /// puts between values must be among those that the network's input may have.
    /// </summary>
    public int SourceOf(int id)
    {
        // upwards, each node once: a network of concatenations has more paths than nodes
        List<int> sources = [];
        foreach (Node node in Nodes.Take(id + 1))
            sources.Add(Source(node));
        return Found(id);

        int Found(int at) => at == NetworkInput ? at : sources[at];

        int Source(Node node)
        {
            if (!node.IsIdentity && !node.IsMove)
                return node.Id;
            int[] found = node.Inputs.Select(Found).Distinct().ToArray();
            bool inRange = !node.IsMove || StridedMap.Cover(node.Maps, node.Shape) || (Low <= 0 && High >= 0);
            return found.Length == 1 && inRange ? found[0] : node.Id;
        }
    }

    /// <summary>Whether a node reads nothing but values of the network's input, which have its declared range.</summary>
    public bool ReadsInput(Node node) => node.Inputs.All(i => SourceOf(i) == NetworkInput);

    /// <summary>The graph with nodes replaced one by one.</summary>
    public Graph Map(Func<Node, Node> change) => this with { Nodes = Nodes.Select(change).ToEquatable() };
}
