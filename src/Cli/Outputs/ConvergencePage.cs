using RuleCompiler.Cli.Measuring;
using RuleCompiler.Laboratory;
using RuleCompiler.Laboratory.Pages;
using ProofTable = RuleCompiler.Laboratory.Pages.Findings;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec converge --html writes: curves, how the values are spread, proofs, and what to conclude.</summary>
/// <param name="network">The network's name.</param>
/// <param name="methods">What was measured and proven of each method, at least one.</param>
internal sealed class ConvergencePage(
    string network,
    IReadOnlyList<(ConvergedMethod Measured, ProvenSigns Proven)> methods
)
{
    private readonly StudyRow[] _rows =
    [
        .. methods.SelectMany(m => StudyRow.Of(network, m.Measured.Name, "", m.Measured.Convergence)),
    ];

    /// <summary>The page.</summary>
    /// <param name="facts">What was run, beside network, starting layers and the number of vectors and samples.</param>
    public StudyPage Of(IEnumerable<(string Name, string Value)> facts)
    {
        StudyRow[] highest = [.. methods.SelectMany(m => Highest(m.Measured))];
        string from = highest[0].From,
            lowest = Lowest(highest);
        bool fromTop = methods.All(m => m.Measured.IsFromTop);
        return new(
            $"Cosine similarity convergence of {network}",
            [
                ConvergenceSections.Curves($"From {(fromTop ? "the top layer, " : "")}{from}", highest),
                ConvergenceSections.Spread($"Similarity at {lowest}", highest) with
                {
                    Note = $"Relevance started at {from}; each location, pair and sample is a value.",
                },
                .. methods.Where(m => m.Measured.Convergence.Paths.Count > 1).Select(m => Starts(m.Measured)),
                Proofs(),
            ]
        )
        {
            Conclusion = fromTop ? Conclude(highest, lowest) : null,
            Facts = [.. Facts(), .. facts, .. fromTop ? [] : WithoutTop()],
        };
    }

    private IEnumerable<StudyRow> Highest(ConvergedMethod method) =>
        _rows.Where(row => row.Method == method.Name && row.From == method.Convergence.Paths[0].From);

    /// <summary>The lowest layer with weights; the last row is the network's input.</summary>
    private static string Lowest(StudyRow[] rows) =>
        rows.Where(row => row.Method == rows[0].Method).ToArray()[^2].Layer;

    private LineChart Starts(ConvergedMethod method) =>
        ConvergenceSections.Starts(
            $"{method.Name}: from each layer",
            _rows.Where(row => row.Method == method.Name)
        ) with
        {
            Note = "The lower a curve starts, the fewer layers it has to converge.",
        };

    private ProofTable Proofs()
    {
        string[] layers = methods.MaxBy(m => m.Proven.Layers.Length).Proven.Layers;
        return new("What the compiler proves", layers, [.. methods.Select(m => m.Proven.Row(m.Measured.Name, layers))])
        {
            Note = "The sign of each layer's propagation matrix, from its rule alone, whatever weights and inputs.",
        };
    }

    private Conclusion Conclude(StudyRow[] highest, string lowest) =>
        Conclusion.From(
            [
                .. ConvergenceSections
                    .Outcomes(highest)
                    .Zip(methods, (outcome, method) => outcome with { Chain = method.Proven.Chain }),
            ],
            lowest
        );

    private IEnumerable<(string Name, string Value)> Facts()
    {
        Convergence first = methods[0].Measured.Convergence;
        yield return ("network", network);
        yield return ("samples", $"{first.Samples}");
        yield return ("random relevances", $"{first.Vectors} at each starting layer");
        yield return ("starting layers", string.Join(", ", first.Paths.Select(path => path.From)));
    }

    private IEnumerable<(string Name, string Value)> WithoutTop()
    {
        yield return (
            "conclusion",
            $"none: explanations start at the top layer, {methods[0].Measured.Top}, from which nothing was measured"
        );
    }
}
