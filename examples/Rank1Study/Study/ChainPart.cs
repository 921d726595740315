using RuleCompiler.Laboratory.Chains;
using RuleCompiler.Laboratory.Pages;

namespace Rank1Study;

/// <summary>Random chains (Fig. 7).</summary>
internal static class ChainPart
{
    private static readonly double[] Betas = [1, 2, 3, 4, 5, 6, 9];

    public static IEnumerable<PageSection> Sections(IReadOnlyList<ChainSeries> kinds, IReadOnlyList<ChainSeries> betas)
    {
        yield return Chart("Chains of random matrices", kinds);
        yield return Chart("Chains of αW⁺ + βW⁻, α = 1 + β", betas);
    }

    public static (IReadOnlyList<ChainSeries> Kinds, IReadOnlyList<ChainSeries> Betas) Run(Action<string> say)
    {
        ChainSimulation simulation = new() { Chains = 2 };
        say("random chains");
        IReadOnlyList<ChainSeries> kinds = simulation.Run(ChainKind.All);
        say("random chains of αW⁺ + βW⁻");
        return (kinds, simulation.Sweep(Betas));
    }

    private static LineChart Chart(string title, IReadOnlyList<ChainSeries> series) =>
        new(
            title,
            [.. Enumerable.Range(1, series[0].OneMinusCosine.Count).Select(product => $"{product}")],
            [.. series.Select(one => new LineSeries(one.Name, one.OneMinusCosine))]
        )
        {
            CategoryTitle = "matrix, from the top down",
            ValueTitle = "1 − |cos|, median",
            Scale = ValueScale.Logarithmic,
            Note = "Layers as wide as VGG-16's; two chains of each kind.",
        };
}
