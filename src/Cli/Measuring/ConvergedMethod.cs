using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Measuring;

/// <summary>What rulec converge found of one composite or set of rules.</summary>
/// <param name="Name">What the tables and charts call it.</param>
/// <param name="Top">The top layer with weights.</param>
/// <param name="Convergence">What was measured.</param>
internal sealed record ConvergedMethod(string Name, string Top, Convergence Convergence)
{
    /// <summary>Whether relevance started at the top layer, so that something can be concluded of explanations.</summary>
    public bool IsFromTop => Convergence.Paths[0].From == Top;

    /// <exception cref="ToolException">The inputs do not fit the network.</exception>
    public static ConvergedMethod Measure(
        CompositeRequest request,
        Explainer explainer,
        float[] inputs,
        ConvergenceOptions options
    )
    {
        string name = request.Label;
        try
        {
            return new(
                name,
                explainer.ConvergenceLayers[^1],
                Progress.Show(
                    $"measuring convergence of {name}",
                    (IProgress<double>? progress) => explainer.Convergence(inputs, options with { Progress = progress })
                )
            );
        }
        catch (ArgumentException e)
        {
            // the runtime names its own parameter after the sentence
            throw ToolException.Failed(e.Message.Split(" (Parameter '")[0], e);
        }
    }
}
