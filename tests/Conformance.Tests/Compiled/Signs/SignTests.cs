using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Passes;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>
/// What the compiler says of the sign of propagation matrices (RC0021), against every entry of the matrices measured
/// by the interpreter: drawn networks of all kinds of layers, all built-in rules and composites, weights and biases of
/// either sign. A layer called non-negative has no negative entry; where there never is one it is called so.
/// </summary>
public sealed class SignTests(ITestOutputHelper output)
{
    private const int Graphs = 60;
    private const int CompositesOfEach = 5;
    private const int DrawsOfEach = 5;
    private const int WeightsOfEach = 3;
    private const int SamplesOfEach = 2;

    /// <summary>An entry below zero by less than this part of the largest is rounding of doubles.</summary>
    private const double Rounding = 1e-12;

    /// <summary>In fewer matrices of one kind the absence of negative entries may be chance.</summary>
    private const int Sample = 6;

    /// <summary>Beginnings of classes whose matrices are non-negative by a reason that the compiler does not look for.</summary>
    private static readonly Dictionary<string, string> NotProved = new()
    {
        ["RevealCancel("] = "differences of f at four points; beside it DeepLiftLinear has either sign anyway",
        ["DeepLiftMaxPool("] = "the maximum is at least every input",
        ["DeepLiftProduct() at Multiply"] = "the chord's factors at the reference",
        ["Rescale(1E-07) at"] = "GELU and the like rise above zero only, and the reference input has no declared range",
        ["CaptumAlpha1Beta0() at Multiply"] = "a·w⁺ differs from branch to branch, only its sign does not",
        ["CaptumGamma(0.25) at Multiply"] = "the same of a·(w + γ·w⁺)",
        ["ZBox("] = "above the first layer no upper bound is known",
        ["InnvestigateZBox("] = "the same",
    };

    [Fact]
    public void Layers_are_called_non_negative_where_every_entry_is()
    {
        DrawnGraph[] drawn = [.. Enumerable.Range(0, Graphs).Select(seed => new DrawnGraph(seed))];
        var compilation = InMemory.Plain(string.Concat(drawn.Select(d => d.Declaration)));
        BuiltIn library = new(compilation);
        List<Seen> all = [];
        for (int g = 0; g < Graphs; g++)
        {
            Graph plain = ImportedExplainer.GraphOf(drawn[g].Model, drawn[g].Name, compilation, folds: false);
            Graph folded = FoldBatchNorm.Of(plain);
            for (int c = 0; c < CompositesOfEach; c++)
            {
                var composite = library.Composites[((g * CompositesOfEach) + c) % library.Composites.Length];
                Assignment assignment = AssignRules.Assign(
                    composite.FoldsBatchNorm ? folded : plain,
                    composite,
                    library.Rules
                );
                if (
                    assignment.Problems.Count == 0
                    && LowerExplainer.Lower(assignment.Graph, library.Rules, composite.Finish).Plan is not null
                )
                    all.AddRange(Measure(drawn[g], assignment.Graph, library, composite.Type.Name));
            }

            for (int d = 0; d < DrawsOfEach; d++)
                all.AddRange(
                    Measure(drawn[g], Draw(d % 2 == 0 ? folded : plain, library, (g * 100) + d), library, "drawn")
                );
        }

        Seen[] wrong = [.. all.Where(s => s.Claimed && s.Least < -Rounding)];
        Assert.True(wrong.Length == 0, $"{wrong.Length} of {all.Count}\n{string.Join("\n", wrong.Take(20))}");
        string[] missed =
        [
            .. all.Where(s => !s.Claimed)
                .GroupBy(s => s.Class)
                .Where(g => g.Count() >= Sample && g.All(s => s.Least >= -Rounding))
                .Select(g => $"{g.Key} ({g.Count()})")
                .Order(StringComparer.Ordinal),
        ];
        string[] unknown = [.. missed.Where(m => !NotProved.Keys.Any(k => m.StartsWith(k, StringComparison.Ordinal)))];
        output.WriteLine(
            $"{all.Count} matrices, {all.Count(s => s.Claimed)} called non-negative, {all.Select(s => s.Class).Distinct().Count()} classes; not proved:\n{string.Join("\n", missed)}"
        );
        Assert.True(unknown.Length == 0, $"missed:\n{string.Join("\n", unknown)}");
        // both answers are given, often
        Assert.True(all.Count(s => s.Claimed) > all.Count / 10 && all.Count(s => s.Least < -Rounding) > all.Count / 10);
    }

    private static IEnumerable<Seen> Measure(DrawnGraph drawn, Graph graph, BuiltIn library, string where)
    {
        HashSet<int> claimed = PropagationSign.NonNegative(graph, RuleOnLayer.Of(graph, library.Rules));
        HashSet<int> domain = InferDomains.NonNegative(graph);
        List<(Node Node, LayerMatrix Matrix)> layers =
        [
            .. graph
                .Nodes.Where(n => n.Rule is not null)
                .Select(n => (n, new LayerMatrix(drawn, graph, n, BuiltIn.Make(n.Rule!))))
                .Where(l => l.Item2.IsSmall),
        ];
        Dictionary<int, double> least = layers.ToDictionary(l => l.Node.Id, _ => double.PositiveInfinity);
        for (int w = 0; w < WeightsOfEach; w++)
        {
            Random random = new(w);
            WeightSet weights = Redrawn(drawn.Weights, random);
            Interpreter network = new(
                LayerGraph.Parse(drawn.Graph),
                (float.NegativeInfinity, float.PositiveInfinity),
                _ => null,
                Defaults.Gradient,
                weights,
                options: new() { FoldsBatchNorm = graph.Nodes.Any(n => n.FoldedInto is not null) }
            );
            Func<int, double[]> reference = Values(network, graph, new double[drawn.Inputs]);
            for (int s = 0; s < SamplesOfEach; s++)
            {
                float[] input = drawn.Input(random, 1);
                // equal to the reference here and there, where it may be
                for (int j = 0; drawn.Low <= 0 && j < input.Length; j += 4)
                    input[j] = 0;
                Func<int, double[]> values = Values(network, graph, [.. input.Select(v => (double)v)]);
                foreach ((Node node, LayerMatrix matrix) in layers)
                    least[node.Id] = Math.Min(least[node.Id], matrix.LeastEntry(weights, values, reference, random));
            }
        }

        return layers.Select(l => new Seen(
            $"{l.Node.Rule!.RuleType.Split('.')[^1]}({string.Join(", ", l.Node.Rule.Arguments.Select(a => a.Value))}) at {l.Node.Kind}, a {(l.Node.Inputs.All(domain.Contains) ? ">= 0" : "of any sign")}{(l.Node.AddsBias ? ", bias" : "")}",
            $"{l.Node.Name} of {drawn.Name} by {where}",
            claimed.Contains(l.Node.Id),
            least[l.Node.Id]
        ));
    }

    private static Func<int, double[]> Values(Interpreter network, Graph graph, double[] input)
    {
        var values = network.Explain(input, 0, OutputRelevance.One).Values;
        return id => id == Graph.NetworkInput ? input : values[graph.Nodes[id].Name];
    }

    /// <summary>Any rule that fits at each layer.</summary>
    private static Graph Draw(Graph graph, BuiltIn library, int seed)
    {
        Random random = new(seed);
        HashSet<int> nonNegative = InferDomains.NonNegative(graph);
        return graph.Map(node =>
        {
            if (node.IsIdentity)
                return node;
            Rule[] fitting = [.. BuiltIn.Values.Where(r => library.Fits(r, node, nonNegative))];
            var use = library.Use(fitting[random.Next(fitting.Length)]);
            return node with
            {
                Rule = InputBounds.Bind(use, library.Rules[use.RuleType], node, graph) ?? library.Use(new Gradient()),
            };
        });
    }

    /// <summary>Weights and biases of either sign; the numbers that keep a function in its domain stay.</summary>
    private static WeightSet Redrawn(WeightSet weights, Random random) =>
        new(
            "redrawn",
            [
                .. weights.Select(t =>
                    t.Values is [1f] or [0.5f]
                        ? t
                        : new Tensor(
                            t.Name,
                            t.Shape,
                            t.Name.Split('.')[1] switch
                            {
                                "variance" => RandomTensors.Fill(random, t.Values.Length, 0.5, 1.5),
                                "bias" => RandomTensors.Fill(random, t.Values.Length, -4, 4), // some above the sums
                                _ => RandomTensors.Fill(random, t.Values.Length, -2, 2),
                            },
                            t.Role
                        )
                ),
            ]
        );

    /// <param name="Class">The rule, the kind of layer, what is known of its input's sign, whether it adds a bias.</param>
    /// <param name="Where">The layer.</param>
    /// <param name="Claimed">Whether the compiler calls it non-negative.</param>
    /// <param name="Least">The least entry over the largest.</param>
    private sealed record Seen(string Class, string Where, bool Claimed, double Least);
}
