namespace RuleCompiler;

/// <summary>
/// What the output loses when one group is replaced by the reference: f(x) − f(x without the group). Asks for as
/// many outputs as there are groups, for each reference. Captum's convention: every number has its group's value.
/// </summary>
[Source("zeiler2014visualizing", Eq = "section 4.2")]
[Source("kokhlikyan2020captum")]
public sealed record FeatureAblation() : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "feature-ablation";

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    public override bool UsesGroups => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        CoalitionGame game = new(query, new Grouping(query));
        double[] values = new double[game.Groups.Count];
        game.Expect(values.Length);
        game.Values(
            values.Length,
            (n, kept) =>
            {
                kept.Fill(true);
                kept[n] = false;
            },
            (n, value) => values[n] = game.Full - value
        );
        return game.Attribution(this, values, sums: false);
    }
}
