namespace RuleCompiler.Cli.Methods;

/// <summary>What a run has beside its input.</summary>
/// <param name="References">Reference inputs; none stands for zeros.</param>
/// <param name="Groups">The feature that each number of the input belongs to, or null.</param>
/// <param name="Operands">Tensors of rules' parameters.</param>
/// <param name="Seed">Chooses a method's random numbers.</param>
internal sealed record SideInputs(
    IReadOnlyList<float[]> References,
    int[]? Groups,
    IReadOnlyDictionary<string, float[]> Operands,
    ulong Seed
)
{
    /// <summary>Where explainers run; null for this processor.</summary>
    public Device? Device { get; init; }

    public static SideInputs None { get; } = new([], null, new Dictionary<string, float[]>(), 0);

    /// <summary>For an explainer.</summary>
    public ExplainerOptions Explainer(int threads) =>
        new()
        {
            Threads = threads,
            Operands = Operands,
            Device = Device,
        };

    /// <summary>For an explainer that is asked without references: the one given is its own.</summary>
    public ExplainerOptions ComparingExplainer(int threads) =>
        Explainer(threads) with
        {
            Reference = References is [var only] ? only : null,
        };

    /// <summary>For a method, which takes all references.</summary>
    public AttributionOptions Attribution(
        IExplainable? guided,
        IProgress<double>? progress,
        CancellationToken cancellation
    ) =>
        new()
        {
            References = [.. References.Select(reference => Array.ConvertAll(reference, value => (double)value))],
            Groups = Groups,
            Seed = Seed,
            Guided = guided,
            Progress = progress,
            CancellationToken = cancellation,
        };
}
