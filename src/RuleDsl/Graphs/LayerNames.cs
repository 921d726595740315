namespace RuleCompiler;

/// <summary>Names layers after their kind and their place among it, and keeps names unique.</summary>
internal sealed class LayerNames
{
    private readonly Dictionary<string, int> _counts = [];
    private readonly HashSet<string> _taken = [];

    /// <summary>The name of the next layer in execution order.</summary>
    /// <exception cref="ArgumentException">Another layer has the name, or the layer's kind is unknown.</exception>
    public string Of(Layer layer)
    {
        string stem = Stem(layer);
        int place = _counts.GetValueOrDefault(stem) + 1;
        _counts[stem] = place; // named layers count too: a name never changes what the others are called

        string name = layer.Name.Length > 0 ? layer.Name : $"{stem}{place}";
        return _taken.Add(name)
            ? name
            : throw new ArgumentException(
                $"Two layers of the network are called '{name}'; give each layer a name of its own."
            );
    }

    private static string Stem(Layer layer)
    {
        Type kind = layer.GetType();
        return layer is Conv2d ? "conv"
            : kind.Assembly == typeof(Layer).Assembly ? kind.Name.ToLowerInvariant()
            : throw new ArgumentException(
                $"The network has a layer of the kind {kind.Name}, which the interpreter does not know; "
                    + "compose it of the layers of RuleCompiler."
            );
    }
}
