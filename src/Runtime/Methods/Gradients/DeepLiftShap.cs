namespace RuleCompiler;

/// <summary>
/// DeepLIFT averaged over several references: an estimate of Shapley values of replacing the input's numbers by those of
/// references. Sums to f(x) minus the mean of f(x0) where the composite is complete.
/// </summary>
/// <remarks>
/// The network may be compiled with any composite of DeepLIFT. Each reference costs one forward pass of its own beside
/// the input's, and one backward pass.
/// </remarks>
[Source("lundberg2017unified", Eq = "section 4.2")]
public sealed record DeepLiftShap : AttributionMethod
{
    /// <inheritdoc/>
    public override string Name => "deeplift-shap";

    /// <inheritdoc/>
    public override Type Composite => typeof(DeepLiftRescale);

    /// <inheritdoc/>
    public override bool UsesReferences => true;

    /// <inheritdoc/>
    protected override Attribution Run(Query query)
    {
        int references = query.References.Count;
        query.Expect(references);
        (double output, double[] ends) = query.Ends();
        double[] relevance = new double[query.Input.Length];
        query.Relevances(
            references,
            (_, x) => query.Input.CopyTo(x),
            (_, found) =>
            {
                for (int j = 0; j < relevance.Length; j++)
                    relevance[j] += found[j] / references;
            },
            (n, x0) => query.References[n].CopyTo(x0)
        );
        double reference = ends.Average();
        return new(this, relevance, query.Shape, query.Target)
        {
            Output = output,
            ReferenceOutput = reference,
            CompletenessError = Completeness.Error(relevance, output, reference),
        };
    }
}
