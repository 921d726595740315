using Microsoft.CodeAnalysis;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Generators.Algebra;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What is proved of rules on a network.</summary>
/// <param name="Conservative">The layers with weights that conserve relevance.</param>
/// <param name="NotConservative">Those for which it is not proved.</param>
/// <param name="Signs">Each layer with the sign of its propagation matrix.</param>
/// <param name="GradientTimesInput">Whether the whole is gradient × input.</param>
/// <param name="Chain">The longest chain of non-negative layers.</param>
/// <param name="NotSeparable">Layers whose contribution is evaluated pair by pair.</param>
internal sealed record Findings(
    string[] Conservative,
    string[] NotConservative,
    LayerSign[] Signs,
    bool GradientTimesInput,
    string[] Chain,
    string[] NotSeparable
)
{
    /// <summary>Whether the chain is so long that the explanation comes to forget the class.</summary>
    public bool ForgetsClass => Chain.Length >= NonNegativeChain.Least;

    private string[] Positive => [.. Signs.Where(s => s.IsWeighted && s.IsNonNegative).Select(s => s.Layer)];

    /// <summary>Whether the rules carry something up and send no relevance down, of which all else would be said.</summary>
    public bool Carries { get; private init; }

    public static Findings Of(Analysis analysis)
    {
        string[] conservative = analysis.Conservative();
        return new(
            conservative,
            [.. analysis.Layers((_, _) => true).Except(conservative)],
            analysis.Signs(),
            analysis.Said.Any(d => d.Id == "RC0022"),
            analysis.Chain(),
            [.. analysis.Costs.Where(c => !c.Separable).Select(c => c.Node.Name)]
        )
        {
            Carries = analysis.Carries,
        };
    }

    public void Print()
    {
        TextTable table = new("layer", "kind", "rule", "matrix", "chain");
        foreach (LayerSign sign in Signs)
            table.Add(
                sign.Layer,
                sign.Kind,
                sign.Rule,
                Carries ? "none"
                    : sign.IsNonNegative ? "non-negative"
                    : "any sign",
                Chain.Contains(sign.Layer) ? "yes" : ""
            );
        table.Print();
        foreach (string line in Lines())
            Console.Out.WriteLine(line);
    }

    /// <summary>The findings as sentences.</summary>
    public IEnumerable<string> Lines()
    {
        if (Carries)
        {
            yield return "carries: the rules carry something up and send no relevance down, so there is nothing to prove; "
                + "the composite makes a Propagator for programs";
            yield break;
        }
        yield return NotConservative.Length == 0
            ? "conservative: yes, at every layer with weights, where no sum is zero, up to stabilisers and the bias' share"
        : Conservative.Length == 0 ? "conservative: not proved at any layer"
        : $"conservative: at {List(Conservative)}; not proved at {List(NotConservative)}";
        yield return Positive.Length == 0 ? "positive: at no layer" : $"positive: at {List(Positive)}";
        yield return $"gradient × input: {(GradientTimesInput ? "yes, the rules reduce to it" : "no, not by what can be proved")}";
        yield return ForgetsClass
            ? $"rank 1: RC0021: {List(Chain)} form a chain of non-negative propagation matrices; products of such matrices converge to rank 1, so the longer the chain the less the explanation depends on the class (Sixt et al. 2020, Theorem 1); give some of the layers a rule with negative relevance"
            : "rank 1: no chain of three or more non-negative layers";
        if (NotSeparable.Length > 0)
            yield return $"cost: RC0014: evaluated pair by pair at {List(NotSeparable)}; see rulec cost";
    }

    public void PrintJson(string model) =>
        Json.Print(json =>
        {
            json.WriteString("model", model);
            json.WriteBoolean("carries_only", Carries);
            json.WriteBoolean("conservative", !Carries && NotConservative.Length == 0);
            json.Array("conservative_layers", Conservative);
            json.Array("not_conservative_layers", NotConservative);
            json.Array("positive_layers", Positive);
            json.WriteBoolean("gradient_times_input", GradientTimesInput);
            json.WriteBoolean("rank_one", ForgetsClass);
            json.Array("rank_one_chain", ForgetsClass ? Chain : []);
            json.Array("longest_chain", Chain);
            json.WriteStartArray("layers");
            foreach (LayerSign sign in Signs)
                json.Object(() =>
                {
                    json.WriteString("layer", sign.Layer);
                    json.WriteString("kind", sign.Kind);
                    json.WriteString("rule", sign.Rule);
                    json.WriteBoolean("non_negative", sign.IsNonNegative);
                });
            json.WriteEndArray();
            json.Array("not_separable_layers", NotSeparable);
        });

    private static string List(string[] layers) => string.Join(", ", layers);
}
