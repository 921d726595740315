using RuleCompiler.OnnxImport;
using static RuleCompiler.Onnx.Tests.Passes.Drafts;

namespace RuleCompiler.Onnx.Tests.Passes;

public class FoldingPassTests
{
    private static readonly int[] Shape = [2, 1, 2];

    [Fact]
    public void A_batch_norm_goes_into_the_convolution_before_it()
    {
        Draft draft = Of(
            Depthwise(-1, Shape, 0, 2, 3),
            Layer("Dropout", [0], Shape),
            BatchNorm(1, Shape, [10, 100], [1, 0])
        );
        DraftPasses.Run(draft);
        Assert.Equal(["Conv2d", "Dropout"], draft.Layers.Select(layer => layer.Kind));
        Assert.Equal([20, 300], draft.Layers[0].Weights["weight"].Reals!);
        Assert.Equal([1, 0], draft.Layers[0].Weights["bias"].Reals!);
        Assert.Contains(("Bias", 1), draft.Layers[0].Arguments);
        Assert.Equal(1, draft.Output);
        Assert.Equal(["batch-norm '/BatchNorm2' folded into '/Conv2d0'"], draft.Notes);
    }

    [Fact]
    public void A_batch_norm_right_behind_a_convolution_is_the_compiler_s_and_takes_what_follows()
    {
        Draft draft = Of(
            Depthwise(-1, Shape, 0, 2, 3),
            BatchNorm(0, Shape, [10, 100], [1, 2]),
            Affine(1, Shape, [2, 4], [5, 6]),
            Depthwise(2, Shape, 0, 7, 8)
        );
        DraftPasses.Run(draft);
        Assert.Equal(["Conv2d", "BatchNorm", "Conv2d"], draft.Layers.Select(layer => layer.Kind));
        Assert.Equal([2, 3], draft.Layers[0].Weights["weight"].Reals!);
        Assert.Equal([20, 400], draft.Layers[1].Weights["scale"].Reals!);
        Assert.Equal([7, 14], draft.Layers[1].Weights["shift"].Reals!);
        Assert.Equal([7, 8], draft.Layers[2].Weights["weight"].Reals!);
        Assert.Equal(
            [
                "batch-norm '/BatchNorm1' folded into '/Conv2d0' when compiled",
                "affine '/Affine2' folded into '/BatchNorm1'",
            ],
            draft.Notes
        );
    }

    [Fact]
    public void A_batch_norm_stays_when_something_else_reads_what_it_reads()
    {
        DraftLayer add = Layer("Add", [0, 1], Shape);
        add.Signs = [1, 1];
        Draft draft = Of(Depthwise(-1, Shape, 0, 2, 3), BatchNorm(0, Shape, [10, 100], [1, 0]), add);
        DraftPasses.Run(draft);
        Assert.Equal(3, draft.Layers.Count);
        Assert.Empty(draft.Notes);
    }

    [Fact]
    public void A_batch_norm_goes_into_the_layer_after_it()
    {
        Draft draft = Of(
            BatchNorm(-1, Shape, [10, 100], [1, 2]),
            Layer("Flatten", [0], [4]),
            Dense(1, [1], 4, 1, 2, 3, 4)
        );
        DraftPasses.Run(draft);
        Assert.Equal(["Flatten", "Dense"], draft.Layers.Select(layer => layer.Kind));
        Assert.Equal([-1], draft.Layers[0].From);
        Assert.Equal([10, 20, 300, 400], draft.Layers[1].Weights["weight"].Reals!);
        Assert.Equal([1 + 2 + (2 * (3 + 4))], draft.Layers[1].Weights["bias"].Reals!);
    }

    [Theory]
    [InlineData(0, 5, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 5, 2)]
    public void A_shift_does_not_reach_a_padded_border(int pad, float shift, int layers)
    {
        Draft draft = Of(BatchNorm(-1, Shape, [10, 100], [0, shift]), Depthwise(0, Shape, pad, 2, 3));
        DraftPasses.Run(draft);
        Assert.Equal(layers, draft.Layers.Count);
    }

    [Fact]
    public void Bias_added_after_a_product_becomes_its_bias()
    {
        Draft draft = Of(
            Dense(-1, [2, 2], 2, 1, 2, 3, 4),
            // the same for each of the two rows
            Affine(0, [2, 2], [1, 1, 1, 1], [5, 6, 5, 6])
        );
        DraftPasses.Run(draft);
        Assert.Equal([5, 6], Assert.Single(draft.Layers).Weights["bias"].Reals!);
        Assert.Equal([1, 2, 3, 4], draft.Layers[0].Weights["weight"].Reals!);
    }

    [Fact]
    public void What_differs_between_rows_stays()
    {
        Draft draft = Of(Dense(-1, [2, 2], 2, 1, 2, 3, 4), Affine(0, [2, 2], [1, 1], [5, 6]));
        DraftPasses.Run(draft);
        Assert.Equal(2, draft.Layers.Count);
    }

    [Fact]
    public void Affine_layers_merge_and_vanish()
    {
        Draft draft = Of(
            Scaled(-1, 2, 4),
            Affine(0, Shape, [3, 0.5f], [1, -2]),
            Layer("ReLU", [1], Shape),
            Scaled(2, 2),
            Scaled(3, 0.5f)
        );
        DraftPasses.Run(draft);
        Assert.Equal(["Affine", "ReLU"], draft.Layers.Select(layer => layer.Kind));
        Assert.Equal([6, 1], draft.Layers[0].Weights["weight"].Reals!);
        Assert.Equal([13, 0], draft.Layers[0].Weights["bias"].Reals!);
        Assert.Contains(("Channels", 2), draft.Layers[0].Arguments);
        Assert.Equal(1, draft.Output);
    }

    [Fact]
    public void A_network_keeps_its_only_layer()
    {
        Draft draft = Of(Scaled(-1, 1));
        DraftPasses.Run(draft);
        Assert.Single(draft.Layers);
    }

    [Fact]
    public void What_the_output_does_not_need_is_left_out()
    {
        Draft draft = Of(Layer("Tanh", [-1], Shape), Layer("ReLU", [-1], Shape), Layer("Sigmoid", [1], Shape));
        DraftPasses.Run(draft);
        Assert.Equal(["ReLU", "Sigmoid"], draft.Layers.Select(layer => layer.Kind));
        Assert.Equal([0], draft.Layers[1].From);
        Assert.Equal(["'/Tanh0' (Tanh) left out: the output does not depend on it"], draft.Notes);
    }

    [Fact]
    public void A_variance_below_zero_is_left_for_whoever_checks_the_weights()
    {
        DraftLayer norm = BatchNorm(0, Shape, [1, 1], [0, 0]).With("variance", [2], -1, 1);
        Draft draft = Of(Depthwise(-1, Shape, 0, 2, 3), norm);
        DraftPasses.Run(draft);
        Assert.Equal(2, draft.Layers.Count);
    }
}
