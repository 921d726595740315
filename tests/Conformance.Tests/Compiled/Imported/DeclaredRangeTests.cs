using Microsoft.CodeAnalysis;
using RuleCompiler.Conformance.Tests.Reference;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Where the declared range of the input holds for the first layer with weights: in compiler and interpreter.</summary>
public sealed class DeclaredRangeTests
{
    private const string Conv =
        "(Kernel.Height 1) (Kernel.Width 1) (Stride.Height 1) (Stride.Width 1) (Pad.Top 0) (Pad.Left 0) (Pad.Bottom 0) "
        + "(Pad.Right 0) (Dilation.Height 1) (Dilation.Width 1) (Groups 1) (Bias 0)";

    private const string Transposed =
        "(Rearrange l0 (from -1) (shape 1 3 2) (args) (map (extents 3 2) (read 0 1 3) (write 0 2 1)))";
    private const string Padded =
        "(Rearrange l0 (from -1) (shape 1 2 4) (args) (map (extents 2 3) (read 0 3 1) (write 0 4 1)))";
    private const string Twice =
        "(Concat l1 (from -1 {0}) (shape 2 2 3) (args) (map (extents 6) (read 0 1) (write 0 1)) "
        + "(map (extents 6) (read 5 -1) (write 6 1)))";
    private const string Normalised = "(Affine l0 (from -1) (shape 1 2 3) (args (Channels 1)))";

    public static TheoryData<string, string, double, bool> Networks() =>
        new()
        {
            { "", "1 2 3", 0.5, true },
            { Transposed, "1 3 2", 0.5, true },
            { "(Reshape l0 (from -1) (shape 2 3 1) (args))", "2 3 1", 0.5, true },
            { $"{Transposed} (Reshape l1 (from 0) (shape 2 1 3) (args))", "2 1 3", 0.5, true },
            { Padded, "1 2 4", 0, true },
            { Padded, "1 2 4", 0.5, false }, // zero is no value of the input
            { string.Format("(Flatten l0 (from -1) (shape 6) (args)) " + Twice, 0), "2 2 3", 0.5, true },
            { string.Format("(ReLU l0 (from -1) (shape 1 2 3) (args)) " + Twice, 0), "2 2 3", 0.5, false },
            { "(ReLU l0 (from -1) (shape 1 2 3) (args))", "1 2 3", 0.5, false },
            { Normalised, "1 2 3", 0, false },
            { $"{Normalised} (Reshape l1 (from 0) (shape 2 3 1) (args))", "2 3 1", 0, false },
            { "(BatchNorm l0 (from -1) (shape 1 2 3) (args (Eps 0.01)))", "1 2 3", 0, false },
        };

    [Theory]
    [MemberData(nameof(Networks))]
    public void Compiler_and_interpreter_agree(string before, string shape, double low, bool holds)
    {
        string text = Text(before, shape);
        string source = Source(low);
        Compilation compilation = InMemory.Plain(source);
        Node first = Assert.Single(
            ImportedExplainer.GraphOf(Model(text), "Net", compilation).Nodes,
            node => node.IsFirst
        );
        Assert.Equal(holds, first.HasBoundedInput);

        LayerGraph graph = LayerGraph.Parse(text);
        WeightSet weights = Weights(graph);
        List<Layer> asked = [];
        _ = new Interpreter(
            graph,
            ((float)low, 1),
            layer =>
            {
                asked.Add(layer);
                return null;
            },
            Defaults.Relevance,
            weights
        );
        Assert.Equal(holds, Assert.Single(asked, layer => layer.IsFirst).HasBoundedInput);

        // z^B in place of w² where the range holds
        InMemory compiled = InMemory.CompileWith(Model(text), source);
        using Explainer explainer = compiled.Explainer("Explains", weights);
        float[] input = RandomTensors.Fill(new(3), 6, 0.5, 1);
        Distance.Within(
            1e-5,
            compiled.Interpreter("Net", "RuleCompiler.DeepTaylor", weights).Explain(input, 1).Relevance,
            explainer.Explain(input, 1).Relevance
        );
    }

    [Theory]
    [MemberData(nameof(Networks))]
    public void Bounds_left_out_need_the_range(string before, string shape, double low, bool holds)
    {
        string text = Text(before, shape);
        LayerGraph graph = LayerGraph.Parse(text);
        string source = Source(low).Replace("DeepTaylor", "EpsilonGammaBox", StringComparison.Ordinal);
        Diagnostic? found = InMemory.Diagnose([Model(text)], source).SingleOrDefault(d => d.Id == "RC0015");
        Assert.Equal(holds, found is null);
        if (found is null)
        {
            _ = Interpret();
            return;
        }

        Assert.Contains("at layer 'head'", found.GetMessage(), StringComparison.Ordinal);
        ArgumentException e = Assert.Throws<ArgumentException>(Interpret);
        Assert.Contains("layer 'head'", e.Message, StringComparison.Ordinal);
        Assert.Contains("does not hold for what the layer reads", e.Message, StringComparison.Ordinal);

        Interpreter Interpret() => new(graph, ((float)low, 1), EpsilonGammaBox.For, Defaults.Relevance, Weights(graph));
    }

    private static string Text(string before, string shape)
    {
        int layers = before.Split("(from").Length - 1;
        return GraphTexts.Graph(
            "1 2 3",
            before,
            $"(Conv2d head (from {layers - 1}) (shape 2 {shape[2..]}) (args (Channels 2) {Conv}))",
            $"(Flatten flat (from {layers}) (shape {2 * shape[2..].Split(' ').Select(int.Parse).Aggregate((a, b) => a * b)}) (args))"
        );
    }

    private static ModelText Model(string text) => new("m.onnx", $"(model (notes) (sources) {text})");

    private static string Source(double low) =>
        FormattableString.Invariant(
            $"""
            [Network(Low = {low}f, High = 1), Onnx("m.onnx")] public sealed partial class Net;
            [Explainer<Net, DeepTaylor>] public sealed partial class Explains;
            """
        );

    private static WeightSet Weights(LayerGraph graph)
    {
        Random random = new(4);
        return new(
            "drawn",
            graph.Slots.Select(slot => new Tensor($"{slot.Layer}.{slot.Parameter}", slot.Shape, Fill(slot)))
        );

        float[] Fill(WeightSlot slot) =>
            RandomTensors.Fill(random, slot.Shape.Aggregate((a, b) => a * b), slot.Parameter == "variance" ? 0.5 : -1);
    }
}
