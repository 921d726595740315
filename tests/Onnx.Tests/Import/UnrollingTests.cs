namespace RuleCompiler.Onnx.Tests.Import;

/// <summary>Loops, conditions and sequences that are known at import.</summary>
public class UnrollingTests
{
    /// <summary>What torch.as_strided becomes when it changes nothing: a loop computes the indices of every element.</summary>
    [Fact]
    public void A_view_by_strides_that_changes_nothing_leaves_nothing()
    {
        OnnxModel model = Pooled()
            .Integers("extents", 1, 3, 1, 1)
            .Integers("strides", 3, 1, 3, 3)
            .Integers("minus", -1)
            .Integers("ranks", 4)
            .Integer("zero", 0)
            .Integer("one", 1)
            .Integer("rank", 4)
            .Reals("ones", [1], 1)
            .Node("SequenceEmpty", "", "none")
            .Node("Loop", "rank - zero none", "indices shape")
            .Body("body", Strides(), "go_on next longer")
            .Node("Reshape", "pooled minus", "flat")
            .Node("CastLike", "zero indices", "offset")
            .Node("Add", "indices offset", "places")
            .Node("Gather", "flat places", "same")
            .Node("Relu", "same", "y")
            .Read("y");
        Assert.Equal(Pooled().Node("Relu", "pooled", "y").Read("y").Hash, model.Hash);
        Assert.Contains("unrolled Loop 'the_Loop': it runs 4 times", model.Notes);
        Assert.Equal(4, model.Notes.Count(note => note.StartsWith("replaced If 'the_If' by its ")));
    }

    [Fact]
    public void A_loop_over_computed_values_is_as_many_layers()
    {
        OnnxModel model = Looped(body => body.Node("Sigmoid", "h", "g").Node("Add", "g x", "h2"), "c h2").Read("y");
        Assert.Equal(
            ["sigmoid1", "add1", "sigmoid2", "add2", "sigmoid3", "add3"],
            model.Graph.Layers.Select(node => node.Layer.Name)
        );
        Assert.Equal([4, -1], model.Graph.Layers[5].Inputs.Order().Reverse());
    }

    [Fact]
    public void A_loop_ends_when_its_condition_says_so()
    {
        OnnxModel model = Looped(
                body => body.Node("Less", "i c", "go_on").Node("Sigmoid", "h", "h2"),
                "go_on h2",
                condition: "c"
            )
            .Read("y");
        Assert.Equal(["sigmoid1", "sigmoid2"], model.Graph.Layers.Select(node => node.Layer.Name));
    }

    [Fact]
    public void Sequences_of_computed_values_are_joined()
    {
        OnnxModel model = new ModelBuilder()
            .Input("x", 1, 2)
            .Integer("last", -1)
            .Node("Sigmoid", "x", "s")
            .Node("SequenceConstruct", "x s", "two")
            .Node("SequenceInsert", "two x", "three")
            .Node("SequenceAt", "three last", "again")
            .Node("ConcatFromSequence", "three", "joined", ("axis", [1]))
            .Node("Concat", "joined again", "y", ("axis", [1]))
            .Read("y");
        Assert.Equal([8], model.Graph.Layers[^1].Shape);
    }

    [Fact]
    public void What_is_not_known_at_import_is_named()
    {
        Says(
            "node 'the_Loop': Loop (opset 13): its number of iterations is computed by the network; only constants are supported there.",
            new ModelBuilder()
                .Input("x", 1, 3)
                .Node("Loop", "x - x", "y")
                .Body("body", new ModelBuilder().Input("i").Input("c").Input("h"), "c h")
        );
        Says(
            "node 'the_If': If (opset 13): its condition is computed by the network; only constants are supported there.",
            new ModelBuilder().Input("x", 1, 3).Node("If", "x", "y").Body("then_branch", new ModelBuilder(), "x")
        );
        Says(
            "node 'the_Loop': Loop (opset 13): it has neither a number of iterations nor a condition, so it does not end.",
            new ModelBuilder()
                .Input("x", 1, 3)
                .Node("Loop", "- - x", "y")
                .Body("body", new ModelBuilder().Input("i").Input("c").Input("h"), "c h")
        );
        Says(
            "node 'the_Loop': Loop (opset 13): the loops of the model run more than 262144 nodes.",
            Looped(_ => { }, "c h", times: long.MaxValue)
        );
        Says(
            "node 'the_Loop': Loop (opset 13): it gathers a value of every iteration; only values that it carries are supported.",
            new ModelBuilder()
                .Input("x", 1, 3)
                .Integer("times", 3)
                .Node("Loop", "times - x", "last y")
                .Body("body", new ModelBuilder().Input("i").Input("c").Input("h"), "c h h")
        );
        Says(
            "node 'the_Relu': Relu (opset 13): its input is a sequence.",
            new ModelBuilder().Input("x", 1, 3).Node("SequenceConstruct", "x", "s").Node("Relu", "s", "y")
        );
    }

    private static void Says(string message, ModelBuilder model) =>
        Assert.EndsWith($": {message}", Assert.Throws<OnnxUnsupportedException>(() => model.Read("y")).Message);

    private static ModelBuilder Pooled() =>
        new ModelBuilder(20)
            .Input("x", 1, 3, 4, 4)
            .Integers("axes", -1, -2)
            .Node("ReduceMean", "x axes", "pooled", ("keepdims", [1]));

    /// <summary>y = h after iterations i = 0, 1, … of a body that makes a new h, which begins as x.</summary>
    private static ModelBuilder Looped(
        Action<ModelBuilder> nodes,
        string outputs,
        long times = 3,
        string condition = "-"
    )
    {
        ModelBuilder body = new ModelBuilder().Input("i").Input("c_in").Input("h");
        nodes(body);
        return new ModelBuilder()
            .Input("x", 1, 3)
            .Integer("times", times)
            .Integer("c", 1)
            .Node("Loop", $"times {condition} x", "y")
            .Body("body", body, outputs);
    }

    private static ModelBuilder Strides() =>
        new ModelBuilder()
            .Input("i")
            .Input("c")
            .Input("so_far")
            .Input("made")
            .Node("Sub", "rank i", "left")
            .Node("Sub", "left one", "axis")
            .Node("Reshape", "axis minus", "axes")
            .Node("Gather", "extents axes", "extent")
            .Node("Slice", "extents axes ranks", "after")
            .Node("Gather", "strides axes", "stride")
            .Node("Expand", "so_far after", "all")
            .Node("Range", "zero extent one", "range")
            .Node("Mul", "range stride", "steps")
            .Node("Equal", "i zero", "first")
            .Node("If", "first", "target")
            .Body("then_branch", new ModelBuilder().Node("Identity", "extent", "t"), "t")
            .Body("else_branch", Padded(), "t")
            .Node("Reshape", "steps target", "column")
            .Node("Add", "all column", "next")
            .Node("SequenceInsert", "made ones", "longer")
            .Node("Identity", "c", "go_on");

    private static ModelBuilder Padded() =>
        new ModelBuilder()
            .Node("ConcatFromSequence", "made", "several", ("axis", [0]))
            .Node("Cast", "extent", "real", ("to", [1]))
            .Node("Concat", "real several", "joined", ("axis", [0]))
            .Node("Cast", "joined", "t", ("to", [7]));
}
