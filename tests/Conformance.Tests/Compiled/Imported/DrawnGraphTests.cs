using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Drawn networks as imports make them, compiled with all kinds of rules, against the interpreter.</summary>
public sealed class DrawnGraphTests(ITestOutputHelper output)
{
    /// <summary>As for declared networks: float32 through a dozen layers.</summary>
    private const double Promised = 1e-5;

    /// <summary>
    /// Beyond it, what is off is at most this many times what the result moves by in double precision when inputs and
    /// weights move by one unit in the last place: sums nearly cancel, where ε-rules and αβ divide by them.
    /// </summary>
    private const double Roundings = 20;

    /// <summary>The part of all comparisons that may be beyond.</summary>
    private const double Excused = 0.05;

    private const int Graphs = 56;
    private const int Columns = 2;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Compiled_explanations_of_drawn_networks_are_the_interpreters(int group)
    {
        Case[] cases =
        [
            .. Enumerable
                .Range(group * Graphs, Graphs)
                .Select(seed => new Case(
                    new DrawnGraph(seed),
                    DrawnComposites.Names[seed % DrawnComposites.Names.Length]
                )),
        ];
        string source = DrawnComposites.Source + string.Concat(cases.Select(c => c.Graph.Declaration + c.Declaration));
        Verify(cases, source);
        InMemory compiled = InMemory.CompileWith(cases.Select(c => c.Graph.Model), source);
        List<Comparison> all = [.. cases.SelectMany(c => Compare(compiled, c))];
        Comparison[] beyond = [.. all.Where(c => !(c.Off <= Promised))];
        string list = string.Join("\n", beyond.Select(b => $"{b.Off:g3}, moved {b.Moved:g3}: {b.Where}"));
        output.WriteLine($"{all.Count} comparisons, beyond 1e-5: {beyond.Length}\n{list}");
        Comparison? wrong = beyond.FirstOrDefault(b => !(b.Off <= Roundings * b.Moved));
        Assert.True(
            wrong is null,
            $"{wrong?.Off:g3}, moved {wrong?.Moved:g3}: {wrong?.Where}\n{wrong?.Case.Graph.Graph}"
        );
        Assert.True(beyond.Length <= Excused * all.Count, list);
    }

    [Fact]
    public void All_kinds_are_drawn()
    {
        HashSet<string> drawn = [.. Enumerable.Range(0, 4 * Graphs).SelectMany(seed => new DrawnGraph(seed).Kinds)];
        IEnumerable<string> kinds = typeof(Layer)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
            .Select(type => type.Name);
        // a block is an Add by now, and no import leaves a Dropout
        Assert.Equal(["Dropout", "Residual"], kinds.Except(drawn).Order());
    }

    private static void Verify(Case[] cases, string source)
    {
        Compilation compilation = InMemory.Plain(source);
        foreach (Case c in cases)
            ImportedExplainer.Lower(
                ImportedExplainer.GraphOf(c.Graph.Model, c.Graph.Name, compilation),
                c.Composite,
                compilation
            );
    }

    /// <summary>One sample with its layers' relevances and values, then a batch of three with several relevances at the output of each.</summary>
    private static IEnumerable<Comparison> Compare(InMemory compiled, Case c)
    {
        const int samples = 3;
        (DrawnGraph graph, Random random) = (c.Graph, new(c.Graph.Inputs));
        WeightSet weights = graph.Weights;
        float[] inputs = graph.Input(random, samples);
        float[] starts = RandomTensors.Fill(random, samples * Columns * DrawnGraph.Outputs);
        Interpreter interpreter = compiled.Interpreter(graph.Name, c.Composite, weights);
        Interpreter nudged = compiled.Interpreter(graph.Name, c.Composite, RandomTensors.Nudge(random, weights));
        using Explainer explainer = compiled.Explainer(c.Name, weights, new() { Threads = 1 });

        Explanation one = explainer.Explain(Input(0), starts.AsSpan(0, DrawnGraph.Outputs), layers: true);
        yield return new(c, "one sample", Of(0, 0, e => e.Relevance, one.Relevance));
        yield return new(c, "its logits", Of(0, 0, e => e.Logits, one.Logits));
        foreach ((string layer, float[] found) in one.Layers)
            yield return new(c, layer, Of(0, 0, e => [.. e.Layers[layer].SelectMany(channel => channel)], found));
        Assert.Equal(one.Layers.Keys.Order(), one.Values.Keys.Order());
        foreach ((string layer, float[] found) in one.Values)
            yield return new(c, $"the value of {layer}", Of(0, 0, e => e.Values[layer], found));

        float[] relevance = new float[samples * Columns * graph.Inputs];
        float[] logits = new float[samples * DrawnGraph.Outputs];
        explainer.Explain(inputs, starts, relevance, logits);
        for (int n = 0; n < samples; n++)
        for (int column = 0; column < Columns; column++)
        {
            int at = ((n * Columns) + column) * graph.Inputs;
            float[] found = relevance[at..(at + graph.Inputs)];
            yield return new(c, $"column {column} of sample {n}", Of(n, column, e => e.Relevance, found));
        }

        float[] Input(int n) => inputs[(n * graph.Inputs)..((n + 1) * graph.Inputs)];

        (double, double) Of(int n, int column, Func<InterpretedExplanation, double[]> what, float[] found)
        {
            int at = ((n * Columns) + column) * DrawnGraph.Outputs;
            double[] start = [.. starts[at..(at + DrawnGraph.Outputs)].Select(v => (double)v)];
            double[] expected = what(interpreter.Explain(Input(n), start));
            double off = Distance.Of(expected, found);
            return off <= Promised
                ? (off, 0)
                : (off, Distance.Of(expected, what(nudged.Explain(RandomTensors.Nudge(random, Input(n)), start))));
        }
    }

    private sealed record Case(DrawnGraph Graph, string Composite)
    {
        public string Name => $"{Graph.Name}{Composite.Replace("RuleCompiler.", "", StringComparison.Ordinal)}";

        public string Declaration => $"[Explainer<{Graph.Name}, {Composite}>] public sealed partial class {Name};\n";
    }

    private sealed record Comparison(Case Case, string What, (double Off, double Moved) Distance)
    {
        public double Off => Distance.Off;

        public double Moved => Distance.Moved;

        public string Where => $"{Case.Name}, {What}";
    }
}
