namespace RuleCompiler.Reference;

/// <summary>Names layers after their kind and their place among it, and keeps names unique.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>The name of the next layer in execution order.</summary>
    /// <exception cref="ArgumentException">Another layer has the name.</exception>
    public string Of(Layer layer)
    {
        string kind = Kind(layer);
        int place = _counts.GetValueOrDefault(kind) + 1;
        _counts[kind] = place; // named layers count too: a name never changes what the others are called

        string name = layer.Name.Length > 0 ? layer.Name : $"{kind}{place}";
        return _taken.Add(name)
            ? name
            : throw new ArgumentException(
                $"Two layers of the network are called '{name}'; give each layer a name of its own."
            );
    }

    private static string Kind(Layer layer) =>
        layer switch
        {
            Conv2d => "conv",
            Dense => "dense",
            ReLU => "relu",
            MaxPool => "maxpool",
            AvgPool => "avgpool",
            GlobalAvgPool => "globalavgpool",
            Flatten => "flatten",
            BatchNorm => "batchnorm",
            Dropout => "dropout",
            Add => "add",
            _ => throw new ArgumentException(
                $"The network has a layer of the kind {layer.GetType().Name}, which the interpreter does not know; "
                    + "compose it of the layers of RuleCompiler."
            ),
        };
}
