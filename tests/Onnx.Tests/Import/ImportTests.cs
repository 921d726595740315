namespace RuleCompiler.Onnx.Tests.Import;

/// <summary>What small models become: layers, weights, notes and messages.</summary>
public class ImportTests
{
    [Fact]
    public void A_product_and_a_sum_are_a_dense_layer()
    {
        OnnxModel model = new ModelBuilder()
            .Input("x", 1, 2)
            .Reals("w", [2, 3], 1, 2, 3, 4, 5, 6)
            .Reals("b", [3], 7, 8, 9)
            .Node("MatMul", "x w", "m")
            .Node("Add", "m b", "y")
            .Read("y");
        Assert.Contains("(Dense dense1 (from -1) (shape 3) (args (Units 3) (Bias 1)))", model.Text);
        Assert.Equal([1, 4, 2, 5, 3, 6], model.Weights["dense1.weight"].Values);
        Assert.Equal([7, 8, 9], model.Weights["dense1.bias"].Values);
    }

    [Fact]
    public void A_softmax_at_the_end_is_left_out_with_a_note()
    {
        OnnxModel model = new ModelBuilder()
            .Input("x", 1, 3)
            .Node("Relu", "x", "h")
            .Node("Softmax", "h", "y")
            .Read("y");
        Assert.Equal(["relu1"], model.Graph.Layers.Select(node => node.Layer.Name));
        Assert.Contains(model.Notes, note => note.Contains("Softmax 'the_Softmax' at the end"));
    }

    [Fact]
    public void A_shape_that_the_graph_computes_is_known()
    {
        OnnxModel model = new ModelBuilder()
            .Input("x", 1, 2, 3)
            .Integers("zero", 0)
            .Integers("rest", -1)
            .Node("Shape", "x", "s")
            .Node("Gather", "s zero", "n")
            .Node("Concat", "n rest", "t", ("axis", [0]))
            .Node("Reshape", "x t", "f")
            .Node("Relu", "f", "y")
            .Read("y");
        Assert.Equal([6], model.Graph.Layers[^1].Shape);
    }

    [Fact]
    public void A_batch_that_a_constant_fixes_is_refused()
    {
        OnnxUnsupportedException e = Assert.Throws<OnnxUnsupportedException>(() =>
            new ModelBuilder().Input("x", 3, 2).Reals("c", [3, 2], 1, 2, 3, 4, 5, 6).Node("Add", "x c", "y").Read("y")
        );
        Assert.Contains(
            "an output 'y' of shape [3, 2]: a constant of the model has its batch of 3 built in.",
            e.Message
        );
    }

    [Fact]
    public void A_batch_that_the_file_fixes_is_one()
    {
        OnnxModel model = new ModelBuilder()
            .Input("x", 4, 2, 3)
            .Integers("t", 4, -1)
            .Node("Reshape", "x t", "f")
            .Node("Relu", "f", "y")
            .Read("y");
        Assert.Equal([6], model.Graph.Layers[^1].Shape);
    }

    [Fact]
    public void Several_inputs_are_cut_out_of_one()
    {
        OnnxModel model = new ModelBuilder().Input("a", 1, 2).Input("b", 1, 2).Node("Sub", "a b", "y").Read("y");
        Assert.Equal([4], model.Graph.InputShape);
        Assert.Contains("(Add add1 (from 0 1) (shape 2) (args) (signs 1 -1))", model.Text);
    }

    [Fact]
    public void What_is_not_supported_is_named_with_what_is()
    {
        var e = Assert.Throws<OnnxUnsupportedException>(() =>
            new ModelBuilder().Input("x", 1, 2).Node("Scan", "x", "y").Read("y")
        );
        Assert.StartsWith(
            "node 'the_Scan': the operator Scan (opset 13) is not supported; supported are Abs, Add,",
            e.Problem
        );
    }

    [Fact]
    public void An_open_axis_is_asked_for()
    {
        ModelBuilder model = new ModelBuilder().Input("x", -1, 3, -1).Node("Relu", "x", "y");
        var e = Assert.Throws<OnnxUnsupportedException>(() => model.Read("y"));
        Assert.Contains("'x' leaves axis 2 ('open') open", e.Problem);
        OnnxOptions options = new() { InputShapes = new Dictionary<string, int[]> { ["x"] = [3, 5] } };
        Assert.Equal([3, 5], model.Read("y", options).Graph.InputShape);
    }

    [Fact]
    public void Cycles_and_missing_values_are_damage()
    {
        var cycle = Assert.Throws<WeightFileException>(() =>
            new ModelBuilder().Input("x", 1, 2).Node("Add", "x z", "y").Node("Relu", "y", "z").Read("z")
        );
        Assert.Contains("depends on its own output", cycle.Message);
        var missing = Assert.Throws<WeightFileException>(() =>
            new ModelBuilder().Input("x", 1, 2).Node("Add", "x nothing", "y").Read("y")
        );
        Assert.Contains("'nothing'", missing.Message);
    }
}
