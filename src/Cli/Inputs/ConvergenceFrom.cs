using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Inputs;

/// <summary>What --from says: layers' names, or all.</summary>
internal static class ConvergenceFrom
{
    /// <summary>The layers at which relevance starts; null for all with weights.</summary>
    /// <exception cref="ToolException">There is no such layer with weights; the message lists those that there are.</exception>
    public static string[]? Read(Explainer explainer, IReadOnlyList<string> given)
    {
        if (given is ["all"])
            return null;
        IReadOnlyList<string> layers = explainer.ConvergenceLayers;
        string? unknown = given.FirstOrDefault(name => !layers.Contains(name));
        return unknown is null
            ? [.. given]
            : throw ToolException.Use(
                $"--from '{unknown}' is no layer with weights; give all or some of {string.Join(", ", layers)}"
            );
    }
}
