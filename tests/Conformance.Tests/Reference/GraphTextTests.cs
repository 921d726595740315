using static RuleCompiler.Conformance.Tests.Reference.GraphTexts;
using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Imported networks, calculated by hand. 1e-12: rounding of a few operations; 1e-6: the stabiliser.</summary>
public sealed class GraphTextTests
{
    private const string Half = "(Affine \"half\" (from -1) (shape 2) (args (Channels 1)))";
    private static readonly (string, int[], float[])[] HalfWeights =
    [
        ("half.weight", [1], [0.5f]),
        ("half.bias", [1], [0]),
    ];

    [Fact]
    public void A_model_brings_inputs_shapes_places_and_slots()
    {
        LayerGraph graph = LayerGraph.Parse(
            """
            (model (notes "folded (a \"batch\" norm)") (sources (source "conv1" "/0/Conv"))
              (graph (inputs (input "image" 2 4 4)) (layers
                (Conv2d "conv1" (from -1) (shape 3 2 2) (args (Channels 3) (Kernel.Height 2) (Kernel.Width 3)
                  (Stride.Height 2) (Stride.Width 2) (Pad.Top 0) (Pad.Left 1) (Pad.Bottom 0) (Pad.Right 0)
                  (Dilation.Height 1) (Dilation.Width 1) (Groups 1) (Bias 1)))
                (Reshape "reshape1" (from 0) (shape 6 2) (args))
                (Dense "dense1" (from 1) (shape 6 5) (args (Units 5) (Bias 0)))
                (PReLU "prelu1" (from 2) (shape 6 5) (args (Channels 6))))))
            """
        );
        Assert.Equal([2, 4, 4], graph.InputShape);
        Assert.Equal("image", Assert.Single(graph.Inputs).Name);
        Assert.Equal(["conv1", "reshape1", "dense1", "prelu1"], graph.Layers.Select(node => node.Layer.Name));
        Assert.Equal([true, false, false, false], graph.Layers.Select(node => node.Layer.IsFirst));
        Assert.Equal([false, false, true, false], graph.Layers.Select(node => node.Layer.IsLast));
        Assert.Equal(
            ["conv1.weight [3,2,2,3]", "conv1.bias [3]", "dense1.weight [5,2]", "prelu1.slope [6]"],
            graph.Slots.Select(slot => $"{slot.Layer}.{slot.Parameter} [{string.Join(",", slot.Shape)}]")
        );
        Assert.Equal(new Reshape(6, 2) { Name = "reshape1" }, graph.Layers[1].Layer);
    }

    [Fact]
    public void A_concatenation_puts_values_beside_one_another_and_relevance_back()
    {
        string text = Graph(
            "2",
            Half,
            "(Concat \"cat\" (from -1 0) (shape 4) (args) (map (extents 2) (read 0 1) (write 0 2)) "
                + "(map (extents 2) (read 0 1) (write 1 2)))"
        );
        Interpreter interpreter = Run(text, Defaults.Relevance, HalfWeights);
        Near.Same([2, 1, -6, -3], interpreter.Predict([2, -6]), 1e-12);
        InterpretedExplanation explanation = interpreter.Explain([2, -6], [1, 10, 100, 1000]);
        Near.Same([10, 1000], explanation.Layers["half"][0], 1e-12);
        Near.Same([11, 1100], explanation.Relevance, 1e-6);
    }

    [Fact]
    public void Values_are_transposed_padded_reversed_and_repeated()
    {
        string text = Graph(
            "2 3",
            "(Rearrange \"t\" (from -1) (shape 3 2) (args) (map (extents 3 2) (read 0 1 3) (write 0 2 1)))",
            "(Rearrange \"pad\" (from 0) (shape 8) (args) (map (extents 6) (read 5 -1) (write 1 1)))",
            "(Rearrange \"repeat\" (from 1) (shape 2 3) (args) (map (extents 2 3) (read 0 0 1) (write 0 3 1)))"
        );
        Interpreter interpreter = Run(text, Defaults.Relevance);
        Near.Same([0, 6, 3, 0, 6, 3], interpreter.Predict([1, 2, 3, 4, 5, 6]), 1e-12);
        InterpretedExplanation explanation = interpreter.Explain([1, 2, 3, 4, 5, 6], [1, 2, 3, 4, 5, 6]);
        Near.Same([5, 7, 9, 0, 0, 0, 0, 0], explanation.Layers["pad"][0], 1e-12);
        Near.Same([0, 0, 9, 0, 0, 7], explanation.Relevance, 1e-12);
    }

    [Theory]
    [InlineData("0 1", 5.0, 0.0)]
    [InlineData("0 0", 2.5, 2.5)]
    [InlineData("1 1", 0.0, 0.0)]
    public void A_gate_takes_none_and_signals_share(string gates, double first, double second)
    {
        string text = Graph("2", Half, $"(Multiply \"product\" (from -1 0) (shape 2) (args) (gates {gates}))");
        Interpreter interpreter = Run(text, Defaults.Relevance, HalfWeights);
        Near.Same([2, 18], interpreter.Predict([2, -6]), 1e-12);
        InterpretedExplanation explanation = interpreter.Explain([2, -6], [5.0, 5.0]);
        Assert.Equal(first + second, explanation.Relevance[0], 1e-5);
        Assert.Equal(second, explanation.Layers["half"][0][1], 1e-5);
    }

    [Fact]
    public void The_gradient_of_a_product_is_the_product_of_the_others_also_at_zero()
    {
        string text = Graph("2", Half, "(Multiply \"product\" (from -1 0 -1) (shape 2) (args) (gates 0 1 0))");
        Interpreter interpreter = Run(text, Defaults.Gradient, HalfWeights);
        // x³/2
        Near.Same([0, 3 * 16 / 2.0], interpreter.Explain([0, 4], [1, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void A_difference_shares_by_signed_values()
    {
        string text = Graph("2", Half, "(Add \"difference\" (from -1 0) (shape 2) (args) (signs 1 -1))");
        Near.Same([1, -3], Run(text, Defaults.Relevance, HalfWeights).Predict([2, -6]), 1e-12);
        InterpretedExplanation explanation = Run(text, Defaults.Relevance, HalfWeights).Explain([2, -6], [1, -3]);
        Near.Same([-1, 3], explanation.Layers["half"][0], 1e-5);
        Near.Same([1, -3], explanation.Relevance, 1e-5);
        Near.Same([0.5, 0.5], Run(text, Defaults.Gradient, HalfWeights).Explain([2, -6], [1, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void A_dense_layer_is_applied_to_every_row()
    {
        string text = Graph("2 2", "(Dense \"d\" (from -1) (shape 2 3) (args (Units 3) (Bias 1)))");
        (string, int[], float[])[] weights = [("d.weight", [3, 2], [1, 2, 3, 4, 5, 6]), ("d.bias", [3], [1, 0, -1])];
        Interpreter interpreter = Run(text, Defaults.Gradient, weights);
        Near.Same([6, 11, 16, 0, -3, -6], interpreter.Predict([1, 2, -1, 0]), 1e-12);
        Near.Same([1, 2, 8, 10], interpreter.Explain([1, 2, -1, 0], [1, 0, 0, 0, 1, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void Two_inputs_come_one_after_another()
    {
        string text = Inputs(
            "(input \"left\" 1 2) (input \"right\" 2)",
            "(Rearrange \"left\" (from -1) (shape 1 2) (args) (map (extents 1 2) (read 0 2 1) (write 0 2 1)))",
            "(Reshape \"flat\" (from 0) (shape 2) (args))",
            "(Rearrange \"right\" (from -1) (shape 2) (args) (map (extents 2) (read 2 1) (write 0 1)))",
            "(Multiply \"product\" (from 1 2) (shape 2) (args) (gates 0 0))"
        );
        LayerGraph graph = LayerGraph.Parse(text);
        Assert.Equal([4], graph.InputShape);
        Assert.Equal(["left", "right"], graph.Inputs.Select(input => input.Name));
        Interpreter interpreter = Run(text, Defaults.Gradient);
        Near.Same([5, 14], interpreter.Predict([1, 2, 5, 7]), 1e-12);
        Near.Same([5, 7, 1, 2], interpreter.Explain([1, 2, 5, 7], [1, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void A_maximum_pool_has_dilation()
    {
        const string Pool =
            "(MaxPool \"m\" (from -1) (shape 1 1 3) (args (Kernel.Height 1) (Kernel.Width 2) (Stride.Height 1) "
            + "(Stride.Width 1) (Pad.Top 0) (Pad.Left 1) (Pad.Bottom 0) (Pad.Right 0) (Dilation.Height 1) "
            + "(Dilation.Width 2)))";
        Interpreter interpreter = Run(Graph("1 1 4", Pool), Defaults.Relevance);
        // columns −1 and 1, 0 and 2, 1 and 3
        Near.Same([2, 9, 4], interpreter.Predict([9, 2, 3, 4]), 1e-12);
        Near.Same([7, 5, 0, 1], interpreter.Explain([9, 2, 3, 4], [5, 7, 1]).Relevance, 1e-12);
    }

    [Fact]
    public void Parameters_per_input_fit_branches_of_different_shapes()
    {
        string text = Graph(
            "3",
            "(Rearrange \"part\" (from -1) (shape 1) (args) (map (extents 1) (read 2 1) (write 0 1)))",
            "(Concat \"cat\" (from 0 -1) (shape 4) (args) (map (extents 1) (read 0 1) (write 3 1)) "
                + "(map (extents 3) (read 0 1) (write 0 1)))"
        );
        var interpreter = new Interpreter(
            LayerGraph.Parse(text),
            (0, 1),
            layer => layer is Concat ? new ZBox() : null,
            Defaults.Relevance,
            Tensors()
        );
        Assert.Equal(10, interpreter.Explain([1, 2, 3], [1, 2, 3, 4]).Relevance.Sum(), 1e-4);
    }
}
