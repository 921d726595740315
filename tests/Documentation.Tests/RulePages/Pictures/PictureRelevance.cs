using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Documentation.Tests.RulePages.Pictures;

/// <summary>The relevance of inputs for what the network sees in them.</summary>
internal static class PictureRelevance
{
    /// <summary>One for each input; null where the compiler refuses the rule for the network.</summary>
    public static IEnumerable<float[]?> Of(PageSubject subject, Subject network, IReadOnlyList<PictureInput> inputs)
    {
        try
        {
            Plan plan = Plan.Of(network, PageUse.Of(subject).Request, CancellationToken.None);
            using Explainer explainer = plan.Explainer(network.Weights, 0);
            return [.. inputs.Select(input => explainer.Explain(input.Values, Top(explainer, input)).Relevance)];
        }
        // a rule for non-negative inputs, in a network that does not promise them
        catch (ToolException refused) when (refused.Message.StartsWith("RC0007", StringComparison.Ordinal))
        {
            return inputs.Select(_ => (float[]?)null);
        }
    }

    private static int Top(Explainer explainer, PictureInput input)
    {
        float[] logits = explainer.Predict(input.Values);
        return Array.IndexOf(logits, logits.Max());
    }
}
