namespace RuleCompiler.Reference;

/// <summary>Which rule each layer gets.</summary>
internal sealed class RuleAssignment
{
    private readonly RuleSite?[] _sites;

    /// <exception cref="InvalidOperationException">Rules differ in channels, or one has no compiled body.</exception>
    /// <exception cref="ArgumentException">A parameter's tensor does not fit.</exception>
    public RuleAssignment(
        ReferenceNetwork network,
        Func<Layer, Rule?> composite,
        Defaults family,
        ParameterSource parameters,
        Bias? bias = null
    )
    {
        _sites = [.. network.Graph.Layers.Select(node => network.HasRule(node) ? Site(node) : null)];
        parameters.RefuseUnused();
        Channels = CommonChannels();

        RuleSite Site(LayerNode node)
        {
            Rule rule = composite(node.Layer) ?? FamilyRules.Of(family, node.Layer);
            RuleBody body = bias is { } all ? rule.Body with { Bias = all } : rule.Body;
            int weights = network.Map(node)?.WeightCount ?? 0;
            return new RuleSite(
                node,
                rule.GetType().Name,
                body,
                parameters.Of(body, node, weights),
                network.Nonlinearity(node)
            );
        }
    }

    /// <summary>The number of relevances that travel down together.</summary>
    public int Channels { get; }

    /// <summary>The layers that carry rules.</summary>
    public IEnumerable<RuleSite> Sites => _sites.OfType<RuleSite>();

    /// <summary>The rule at a layer, or null for layers that carry none.</summary>
    public RuleSite? this[LayerNode node] => _sites[node.Index];

    private int CommonChannels()
    {
        RuleSite? widest = Sites.MaxBy(site => site.Body.Channels);
        RuleSite? other = Sites.FirstOrDefault(site =>
            site.Body.Channels != 1 && site.Body.Channels != widest!.Body.Channels
        );
        return other is null
            ? widest?.Body.Channels ?? 1
            : throw new InvalidOperationException(
                $"The rule '{other.RuleName}' at layer '{other.LayerName}' has {other.Body.Channels} channels but "
                    + $"'{widest!.RuleName}' at layer '{widest.LayerName}' has {widest.Body.Channels}; rules of one "
                    + "composite need the same number of channels, or one."
            );
    }
}
