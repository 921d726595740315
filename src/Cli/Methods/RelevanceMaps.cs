using System.Globalization;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Methods;

/// <summary>One method's relevance of several inputs.</summary>
/// <param name="name">What the method is called.</param>
/// <param name="method">The method, or null where rules explain.</param>
/// <param name="request">By which rules; of a method, those of the composite that it asks.</param>
/// <param name="sides">References and the like.</param>
internal sealed class RelevanceMaps(string name, AttributionMethod? method, CompositeRequest request, SideInputs sides)
{
    public string Name => name;

    /// <param name="subject">The network.</param>
    /// <param name="inputs">[N, input]</param>
    /// <param name="targets">[N]</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="progress">Told the done part.</param>
    /// <param name="cancellation">Ends the run between two inputs, and a method between two batches.</param>
    /// <returns>[N, input]</returns>
    /// <exception cref="ToolException">The method fails on an input, or gives no relevance of inputs.</exception>
    public float[] Of(
        Subject subject,
        float[] inputs,
        IReadOnlyList<int> targets,
        int threads,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        using Explainer explainer = Open(request.Composite)!;
        using Explainer? guided = method is null ? null : Open(MethodSignature.GuidedOf(method));
        int size = inputs.Length / targets.Count;
        float[] maps = new float[inputs.Length];
        for (int n = 0; n < targets.Count; n++)
        {
            cancellation.ThrowIfCancellationRequested();
            float[] input = inputs[(n * size)..((n + 1) * size)];
            string target = targets[n].ToString(CultureInfo.InvariantCulture);
            Explained explained = method is null
                ? Explaining.ByRules(explainer, input, target, null, sides.References)
                : Explaining.ByMethod(
                    method,
                    explainer,
                    input,
                    target,
                    sides.Attribution(guided, Part(progress, n, targets.Count), cancellation)
                );
            if (explained.Relevance.Length != size)
                throw ToolException.Use(
                    $"{name} gives {explained.Relevance.Length} relevances of an input of {size} values, so that it orders no components; leave it out"
                );
            explained.Relevance.CopyTo(maps, n * size);
            progress?.Report((n + 1.0) / targets.Count);
        }

        return maps;

        Explainer? Open(string? composite) =>
            composite is null && method is not null
                ? null
                : Plan.Of(subject, request with { Composite = composite }, cancellation)
                    .Explainer(subject.Weights, sides.Explainer(threads));
    }

    private static IProgress<double>? Part(IProgress<double>? whole, int part, int parts) =>
        whole is null ? null : new Told(done => whole.Report((part + done) / parts));
}
