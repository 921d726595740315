using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Cli.Grammar;

/// <summary>What keys of --rules may say of a model: its layers, their nodes in the model file, the kinds.</summary>
internal sealed class LayerKeys(IReadOnlyList<string> layers, IReadOnlyDictionary<string, string> sources)
{
    private static readonly NodeKind[] WithoutRule = [NodeKind.Flatten, NodeKind.Dropout, NodeKind.Reshape];

    // a name of several layers (an operator that was lowered to more than one) stands for none
    private readonly Dictionary<string, string> _layerOfNode = sources
        .GroupBy(s => s.Value)
        .Where(g => g.Count() == 1)
        .ToDictionary(g => g.Key, g => g.Single().Key);

    /// <summary>The kinds that composites can name: those that are layer types of the library.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        .. Enum.GetValues<NodeKind>()
            .Except(WithoutRule)
            .Select(k => k.ToString())
            .Where(k => typeof(Layer).Assembly.GetType($"RuleCompiler.{k}") is not null),
    ];

    /// <summary>The layers that carry a rule.</summary>
    public static LayerKeys Of(Networks.Subject subject) =>
        new([.. subject.Graph.Nodes.Where(n => !n.IsIdentity).Select(n => n.Name)], subject.Sources);

    public RuleKey? Find(string key) =>
        layers.Contains(key) ? RuleKey.Layer(key, key)
        : key == "First" ? RuleKey.First(key)
        : key == "Last" ? RuleKey.Last(key)
        : key == "Any" ? RuleKey.Any(key)
        : Kinds.Contains(key) ? RuleKey.Kind(key)
        : _layerOfNode.TryGetValue(key, out string? layer) && layers.Contains(layer) ? RuleKey.Layer(key, layer)
        : null;

    public string Unknown(string key) =>
        $"no layer or kind is called '{key}'; "
        + Nearest.Hint(key, layers.Concat(Kinds).Concat(["First", "Last", "Any"]).Concat(_layerOfNode.Keys))
        + $"the layers are {string.Join(", ", layers)}; the kinds {string.Join(", ", Kinds)}; or First, Last, Any";
}
