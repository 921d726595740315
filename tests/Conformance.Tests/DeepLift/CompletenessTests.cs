using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Goldens;
using RuleCompiler.Conformance.Tests.Models;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.DeepLift;

/// <summary>The promise of DeepLIFT: Σ R = f(x) − f(x0), on every kind of network, from any reference.</summary>
public sealed class CompletenessTests(ITestOutputHelper output)
{
    /// <summary>Of max(1, |f(x) − f(x0)|), in float32.</summary>
    private const double Promised = 1e-4;

    /// <summary>The same in double precision, where only differences below 1e-7 are lost.</summary>
    private const double PromisedInDouble = 1e-6;

    /// <summary>Of compiled relevances to interpreted ones, as the greatest difference over the greatest relevance.</summary>
    private const double Same = 1e-5;

    /// <summary>
    /// Beyond it, as many times what the relevance moves by in double precision when inputs and weights move by one unit
    /// in the last place: chords divide by differences that nearly vanish.
    /// </summary>
    private const double Roundings = 20;

    private const int Graphs = 40;

    private static readonly string[] Complete = ["DeepLiftRescale", "DeepLiftRevealCancel", "DeepLiftGenomics"];

    [Theory]
    [InlineData("DeepLiftRescale")]
    [InlineData("DeepLiftRevealCancel")]
    [InlineData("DeepLiftGenomics")]
    public void Of_drawn_networks_of_all_kinds_of_layers(string composite)
    {
        DrawnGraph[] graphs = [.. Enumerable.Range(1000, Graphs).Select(seed => new DrawnGraph(seed))];
        string source = string.Concat(
            graphs.Select(g =>
                $"{g.Declaration}[Explainer<{g.Name}, {composite}>] public sealed partial class {g.Name}Lift;\n"
            )
        );
        InMemory compiled = InMemory.CompileWith(graphs.Select(g => g.Model), source);
        double worst = 0;
        double worstInDouble = 0;
        foreach (DrawnGraph graph in graphs)
        {
            Random random = new(graph.Inputs);
            WeightSet weights = graph.Weights;
            float[] x = graph.Input(random, 1);
            float[] x0 = graph.Input(random, 1);
            Interpreter interpreter = compiled.Interpreter(
                graph.Name,
                $"RuleCompiler.{composite}",
                weights,
                new() { Reference = x0 }
            );
            Interpreter nudged = compiled.Interpreter(
                graph.Name,
                $"RuleCompiler.{composite}",
                RandomTensors.Nudge(random, weights),
                new() { Reference = x0 }
            );
            using Explainer explainer = compiled.Explainer($"{graph.Name}Lift", weights, new() { Reference = x0 });
            for (int target = 0; target < DrawnGraph.Outputs; target++)
            {
                InterpretedExplanation exact = interpreter.Explain(x, target, timesLogit: false);
                double difference = exact.Logits[target] - interpreter.Predict(x0)[target];
                double off = Distance.Of(exact.Relevance, explainer.Explain(x, target).Relevance);
                if (!(off <= Same))
                {
                    InterpretedExplanation moved = nudged.Explain(RandomTensors.Nudge(random, x), target, timesLogit: false);
                    double tolerated = Roundings * Distance.Of(exact.Relevance, moved.Relevance);
                    Assert.True(off <= tolerated, $"{graph.Name}, {target}: off by {off:g3}, not {tolerated:g3}\n{graph.Graph}");
                }

                double inDouble = Missing(exact.Relevance.Sum(), difference);
                double found = Missing(explainer.Explain(x, target).Relevance.Sum(r => (double)r), difference);
                if (inDouble > PromisedInDouble || !(found <= Promised))
                    output.WriteLine($"{graph.Name}, {target}: {inDouble:g3}, compiled {found:g3}\n{graph.Graph}");
                worst = Math.Max(worst, found);
                worstInDouble = Math.Max(worstInDouble, inDouble);
            }
        }

        output.WriteLine($"{composite}: {worstInDouble:g3}, compiled {worst:g3}");
        Assert.InRange(worstInDouble, 0, PromisedInDouble);
        Assert.InRange(worst, 0, Promised);
    }

    public static TheoryData<string, string> OfModels()
    {
        TheoryData<string, string> all = [];
        foreach (TrainedModel model in TrainedModel.All)
        foreach (string composite in Complete)
            all.Add(model.Name, composite);
        return all;
    }

    [Theory]
    [MemberData(nameof(OfModels))]
    public void Of_trained_models(string name, string composite)
    {
        TrainedModel model = TrainedModel.Of(name);
        float[] x = model.First;
        foreach (float[]? reference in new[] { null, Second(model, x.Length) })
        {
            using Explainer explainer = LiftedModels.Load(model, composite, reference);
            double missing = Missing(explainer, x, reference ?? new float[x.Length], model.Target);
            output.WriteLine($"{name}, {composite}, {(reference is null ? "zeros" : "another input")}: {missing:g3}");
            Assert.InRange(missing, 0, Promised);
        }
    }

    [Fact]
    public void Of_networks_with_residuals_norms_and_pools_from_random_references()
    {
        (string What, Func<WeightSet, ExplainerOptions, Explainer> Load, WeightSet Weights, int Inputs)[] all =
        [
            ("residual, Rescale", (w, o) => new ResidualRescale(w, o), ResidualNetwork.Weights, 3 * 12 * 12),
            ("residual, RevealCancel", (w, o) => new ResidualRevealCancel(w, o), ResidualNetwork.Weights, 3 * 12 * 12),
        ];
        Random random = new(7);
        foreach (var (what, load, weights, inputs) in all)
        {
            float[] x0 = RandomTensors.Fill(random, inputs, 0, 1);
            using Explainer explainer = load(weights, new() { Reference = x0 });
            for (int n = 0; n < 4; n++)
            {
                double missing = Missing(explainer, RandomTensors.Fill(random, inputs, 0, 1), x0, n);
                output.WriteLine($"{what}: {missing:g3}");
                Assert.InRange(missing, 0, Promised);
            }
        }
    }

    private static float[] Second(TrainedModel model, int length) =>
        model.Inputs.Length >= 2 * length
            ? model.Inputs[length..(2 * length)]
            : [.. model.First.Reverse()]; // a model with one stored input

    private static double Missing(Explainer explainer, float[] x, float[] x0, int target)
    {
        Explanation found = explainer.Explain(x, target);
        float[] atReference = explainer.Predict(x0);
        return Missing(found.Relevance.Sum(r => (double)r), (double)found.Logits[target] - atReference[target]);
    }

    private static double Missing(double sum, double difference) =>
        Math.Abs(sum - difference) / Math.Max(1, Math.Abs(difference));
}
