namespace RuleCompiler;

/// <summary>
/// Contrastive LRP: the relevance from the explained output less that from all others, each divided by its sum,
/// R = max(0, n(R(x | y_k)) − n(R(x | y_¬k))). Both go down in one pass over one forward pass. The others' relevance may
/// sum to nearly zero where their outputs cancel, and is then large.
/// </summary>
/// <param name="Rectified">Whether negative differences become 0; Gu et al. rectify, Sixt et al. also show it without.</param>
[Source("gu2018understanding")]
[Source("sixt2020when", Eq = "15")]
public sealed record ContrastiveLrp(bool Rectified = true) : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "contrastive-lrp";

    /// <inheritdoc/>
    public override Type Composite => typeof(LrpZPlus);

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        int size = query.Input.Length;
        double output = 0;
        double[] both = query.Relevance(
            columns: 2,
            (outputs, relevances) =>
            {
                output = outputs[query.Target];
                Span<double> others = relevances[outputs.Length..];
                outputs.CopyTo(others);
                others[query.Target] = 0;
                relevances[query.Target] = output;
            }
        );
        double[] explained = Normalised(both.AsSpan(0, size), "the explained output");
        double[] contrast = Normalised(both.AsSpan(size), "the other outputs");
        for (int j = 0; j < size; j++)
        {
            explained[j] -= contrast[j];
            if (Rectified)
                explained[j] = Math.Max(0, explained[j]);
        }

        return new(this, explained, query.Shape, query.Target) { Output = output };
    }

    private static double[] Normalised(ReadOnlySpan<double> relevance, string of)
    {
        double sum = 0;
        foreach (double value in relevance)
            sum += value;
        if (sum == 0 || !double.IsFinite(sum))
            throw new InvalidOperationException(
                $"The relevance of {of} sums to {sum}, by which contrastive LRP cannot divide; explain another output, or "
                    + "use a composite that lets relevance through."
            );
        double[] normalised = new double[relevance.Length];
        for (int j = 0; j < normalised.Length; j++)
            normalised[j] = relevance[j] / sum;
        return normalised;
    }
}
