using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>A network with residual blocks expanded.</summary>
/// <param name="Network">The network's name, for messages.</param>
/// <param name="InputShape">[C,H,W] or [features], without the batch.</param>
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

    public Node? Find(string name) => Nodes.FirstOrDefault(n => n.Name == name);

    /// <summary>
    /// Where an input's values come from: the node, or <see cref="NetworkInput"/>, reached by going up through
    /// nodes that change no value (Flatten, Dropout, folded BatchNorm).
    /// </summary>
    public int SourceOf(int id) => id != NetworkInput && Nodes[id].IsIdentity ? SourceOf(Nodes[id].Inputs[0]) : id;

    /// <summary>The graph with nodes replaced one by one.</summary>
    public Graph Map(Func<Node, Node> change) => this with { Nodes = Nodes.Select(change).ToEquatable() };
}
