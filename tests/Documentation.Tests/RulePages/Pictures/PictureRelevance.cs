using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>The relevance of inputs for what the network sees in them.</summary>
internal static class PictureRelevance
{
    /// <summary>Columns of a table: a method for tables is shown no larger pictures.</summary>
    private const int MostColumns = 1000;

    /// <summary>One for each input; null where there is none for the network.</summary>
    public static IEnumerable<float[]?> Of(PageSubject subject, Subject network, IReadOnlyList<PictureInput> inputs)
    {
        PageUse use = PageUse.Of(subject);
        if (use.Method is TabularLime && inputs[0].Values.Length > MostColumns)
            return inputs.Select(_ => (float[]?)null);
        if (subject.Method is null && CompositeIs(use, c => c.NeedsOperands))
            return [.. inputs.Select(input => Mean(network, use, [null], input, PicturePatterns.Of(network)))];
        if (subject.Method is null && CompositeIs(use, c => c.NeedsReference))
            return
            [
                .. inputs.Select(input =>
                    Mean(network, use, References(inputs, input), input, SideInputs.None.Operands)
                ),
            ];
        try
        {
            using Explainer explainer = Open(use.Request.Composite)!;
            using Explainer? guided = use.Method is { } method ? Open(MethodSignature.GuidedOf(method)) : null;
            return [.. inputs.Select(input => Of(use.Method, explainer, guided, input))];
        }
        // a rule for non-negative inputs, in a network that does not promise them
        catch (ToolException refused) when (refused.Message.StartsWith("RC0007", StringComparison.Ordinal))
        {
            return inputs.Select(_ => (float[]?)null);
        }

        Explainer? Open(string? composite) =>
            composite is null && use.Request.Composite is not null
                ? null
                : Plan.Of(network, use.Request with { Composite = composite }, CancellationToken.None)
                    .Explainer(network.Weights, 0);
    }

    private static bool CompositeIs(PageUse use, Predicate<BuiltInComposite> holds) =>
        use.Request.Composite is { } name && holds(BuiltInComposite.Find(name)!);

    /// <summary>Nothing, and the other inputs of the network.</summary>
    private static float[]?[] References(IReadOnlyList<PictureInput> inputs, PictureInput input) =>
        [null, .. inputs.Where(other => other != input).Select(other => other.Values)];

    private static float[] Mean(
        Subject network,
        PageUse use,
        float[]?[] references,
        PictureInput input,
        IReadOnlyDictionary<string, float[]> operands
    )
    {
        Plan plan = Plan.Of(network, use.Request, CancellationToken.None);
        float[] mean = new float[input.Values.Length];
        foreach (float[]? reference in references)
        {
            ExplainerOptions options = new() { Operands = operands, Reference = reference };
            using Explainer explainer = plan.Explainer(network.Weights, options);
            float[] relevance = Of(null, explainer, null, input);
            for (int i = 0; i < mean.Length; i++)
                mean[i] += relevance[i] / references.Length;
        }
        return mean;
    }

    private static float[] Of(AttributionMethod? method, Explainer explainer, Explainer? guided, PictureInput input)
    {
        float[] logits = explainer.Predict(input.Values);
        int top = Array.IndexOf(logits, logits.Max());
        if (method is null)
            return explainer.Explain(input.Values, top).Relevance;
        AttributionOptions options = new()
        {
            Guided = guided,
            Groups = method.UsesGroups ? PictureInput.Groups(method.Name, input.Side) : null,
        };
        return Array.ConvertAll(
            method.Attribute(explainer, input.Values, top, options).Relevance,
            value => (float)value
        );
    }
}
