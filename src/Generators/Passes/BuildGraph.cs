using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Turns declared layers into nodes in execution order: a block's body, its shortcut, then their sum. Shapes come
/// later.
/// </summary>
internal static class BuildGraph
{
    public static GraphResult Of(NetworkModel network)
    {
        Expansion expansion = new(network.Type.Name);
        expansion.AddAll(network.Layers, Graph.NetworkInput);
        if (expansion.Nodes.Count == 0)
            expansion.Report(-1, RuleDiagnostics.UnsupportedNetworkSyntax.Id, "a list without layers");
        Graph graph = new(
            network.Type.Name,
            network.InputShape,
            network.Low,
            network.High,
            expansion.Nodes.ToEquatable()
        );
        return new(graph, expansion.Problems.ToEquatable());
    }

    private sealed class Expansion(string network)
    {
        private readonly Dictionary<NodeKind, int> _counts = [];
        private readonly HashSet<string> _names = [];
        private int _definitions;

        public List<Node> Nodes { get; } = [];

        public List<GraphProblem> Problems { get; } = [];

        public void Report(int definition, string id, params string[] arguments) =>
            Problems.Add(new(definition, id, arguments.ToEquatable()));

        /// <summary>Adds layers one after another and returns the id of the last one's output.</summary>
        public int AddAll(EquatableArray<LayerModel> layers, int input)
        {
            foreach (LayerModel layer in layers)
                input = layer.Kind == "Residual" ? AddBlock(layer, input) : AddLayer(layer, input);
            return input;
        }

        private int AddBlock(LayerModel block, int input)
        {
            int definition = _definitions++;
            int body = AddAll(block.Body, input);
            int shortcut = AddAll(block.Shortcut, input);
            return AddNode(GraphNodes.Of(NodeKind.Add, block), definition, body, shortcut);
        }

        private int AddLayer(LayerModel layer, int input)
        {
            int definition = _definitions++;
            if (!Enum.TryParse(layer.Kind, out NodeKind kind))
                throw new FormatException($"The layer kind '{layer.Kind}' is not known.");
            int id = AddNode(GraphNodes.Of(kind, layer), definition, input);
            if (Misplaced(kind) is { } what)
                Report(definition, RuleDiagnostics.InvalidLayer.Id, Nodes[id].Name, what);
            return id;
        }

        /// <summary>What is wrong with a kind that composites see but no network lists.</summary>
        private static string? Misplaced(NodeKind kind) =>
            kind switch
            {
                NodeKind.Add => "is an Add with one input only; write a Residual with the branches to be added",
                NodeKind.Multiply or NodeKind.Rearrange or NodeKind.Concat =>
                    $"is a {kind}, which no list of layers can say; export the network to an .onnx file and name it by [Onnx]",
                _ => null,
            };

        private int AddNode(Node node, int definition, params int[] inputs)
        {
            _counts.TryGetValue(node.Kind, out int before);
            _counts[node.Kind] = before + 1; // named layers count too: a name never changes what the others are called
            string name = node.Name.Length > 0 ? node.Name : $"{Stem(node.Kind)}{before + 1}";
            if (!_names.Add(name))
                Report(definition, RuleDiagnostics.DuplicateName.Id, network, name);
            Nodes.Add(
                node with
                {
                    Id = Nodes.Count,
                    Name = name,
                    Definition = definition,
                    Inputs = inputs.ToEquatable(),
                }
            );
            return Nodes.Count - 1;
        }

        private static string Stem(NodeKind kind) =>
            kind == NodeKind.Conv2d ? "conv" : kind.ToString().ToLowerInvariant();
    }
}
