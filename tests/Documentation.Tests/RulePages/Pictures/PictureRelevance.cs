using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
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
