using RuleCompiler.Cli.Compiling;
using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What the compiler proves of a method's matrices, as a page shows it.</summary>
/// <param name="Layers">The layers with a rule, the top layer first.</param>
/// <param name="NonNegative">Those whose matrix has no negative entry.</param>
/// <param name="Chain">The layers with weights of the longest non-negative chain, the top layer first.</param>
internal sealed record ProvenSigns(string[] Layers, IReadOnlySet<string> NonNegative, IReadOnlyList<string> Chain)
{
    /// <summary>A matrix by itself is no chain.</summary>
    private const int Least = 2;

    public static ProvenSigns Of(Analysis analysis)
    {
        LayerSign[] signs = analysis.Signs();
        string[] chain = analysis.Chain();
        return new(
            [.. signs.Reverse().Select(sign => sign.Layer)],
            signs.Where(sign => sign.IsNonNegative).Select(sign => sign.Layer).ToHashSet(),
            chain.Length < Least ? [] : [.. chain.Reverse()]
        );
    }

    /// <summary>A row of the table of proofs, over layers that may be more than this composite has.</summary>
    public Finding Row(string name, IReadOnlyList<string> layers) =>
        new(name, [.. layers.Select(Sign)], Statement) { Chain = Shown };

    private MatrixSign Sign(string layer) => NonNegative.Contains(layer) ? MatrixSign.NonNegative : MatrixSign.Unknown;

    /// <summary>The chain with what lies between its layers: nonlinearities and pools.</summary>
    private IReadOnlySet<string> Shown =>
        Chain.Count == 0
            ? new HashSet<string>()
            : Layers
                .SkipWhile(layer => layer != Chain[0])
                .TakeWhile(layer => Array.IndexOf(Layers, layer) <= Array.IndexOf(Layers, Chain[^1]))
                .Where(NonNegative.Contains)
                .ToHashSet();

    private string Statement =>
        Chain.Count == 0
            ? "No two layers with weights, one below the other, are proven non-negative; theorem 1 says nothing of it."
            : $"{Chain.Count} layers with weights in a row, {Chain[0]} to {Chain[^1]}, are non-negative: "
                + "their product tends to rank 1.";
}
