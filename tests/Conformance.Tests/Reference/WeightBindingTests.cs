namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Which tensor goes to which parameter.</summary>
public sealed class WeightBindingTests
{
    private static readonly WeightSlot[] Slots =
    [
        new("conv1", "weight", [2, 1, 1, 1]),
        new("batchnorm1", "scale", [2]),
        new("batchnorm1", "shift", [2]),
        new("batchnorm1", "mean", [2]),
        new("batchnorm1", "variance", [2]),
    ];

    private static Tensor Tensor(string name, TensorRole role = TensorRole.Other, params int[] shape) =>
        new(name, shape.Length == 0 ? [2] : shape, new float[2], role);

    private static string[] Bind(WeightSlot[] slots, string? pattern, params Tensor[] tensors) =>
        [.. WeightBinding.Bind(slots, new WeightSet("file", tensors), pattern).Select(tensor => tensor.Name)];

    [Fact]
    public void Tensors_are_taken_in_order() =>
        Assert.Equal(
            ["a", "b", "c", "d", "e"],
            Bind(
                Slots,
                null,
                Tensor("a", TensorRole.Other, 2, 1, 1, 1),
                Tensor("b"),
                Tensor("c"),
                Tensor("d"),
                Tensor("e")
            )
        );

    [Fact]
    public void Roles_decide_where_the_file_tells_them() =>
        Assert.Equal(
            ["w", "scale", "shift", "mean", "variance"],
            Bind(
                Slots,
                null,
                Tensor("constant"),
                Tensor("w", TensorRole.Weight, 2, 1, 1, 1),
                Tensor("variance", TensorRole.Variance),
                Tensor("mean", TensorRole.Mean),
                Tensor("shift", TensorRole.Shift),
                Tensor("scale", TensorRole.Scale)
            )
        );

    [Fact]
    public void Names_go_before_order() =>
        Assert.Equal(
            ["bn", "conv1.weight"],
            Bind(
                [new("norm", "scale", [2]), new("conv1", "weight", [2, 1])],
                null,
                Tensor("conv1.weight", TensorRole.Other, 2, 1),
                Tensor("bn")
            )
        );

    [Fact]
    public void A_pattern_names_tensors_and_PyTorch_s_names_are_understood() =>
        Assert.Equal(
            [
                "f.conv1.weight",
                "f.batchnorm1.weight",
                "f.batchnorm1.bias",
                "f.batchnorm1.running_mean",
                "f.batchnorm1.running_var",
            ],
            Bind(
                Slots,
                "f.{layer}.{parameter}",
                Tensor("f.batchnorm1.bias"),
                Tensor("f.batchnorm1.num_batches_tracked"),
                Tensor("f.batchnorm1.running_mean"),
                Tensor("f.batchnorm1.running_var"),
                Tensor("f.batchnorm1.weight"),
                Tensor("f.conv1.weight", TensorRole.Other, 2, 1, 1, 1),
                Tensor("head.weight")
            )
        );

    [Fact]
    public void A_wrong_shape_names_layer_tensor_and_both_shapes()
    {
        var error = Assert.Throws<WeightMismatchException>(() =>
            Bind(Slots, null, Tensor("a", TensorRole.Other, 1, 2))
        );
        Assert.All(["conv1", "'a'", "[2,1,1,1]", "[1,2]", "file"], text => Assert.Contains(text, error.Message));
        Assert.Equal(("conv1", "a"), (error.Layer, error.Tensor));
    }

    [Fact]
    public void A_missing_tensor_is_named()
    {
        var error = Assert.Throws<WeightMismatchException>(() => Bind(Slots, "f.{layer}.{parameter}", Tensor("other")));
        Assert.Contains("f.conv1.weight", error.Message);
    }

    [Fact]
    public void A_tensor_that_is_left_over_is_named()
    {
        var error = Assert.Throws<WeightMismatchException>(() => Bind([], null, Tensor("other")));
        Assert.Contains("'other' [2]", error.Message);
    }

    [Fact]
    public void A_pattern_names_layer_and_parameter() => Assert.Throws<ArgumentException>(() => Bind([], "f.{layer}"));
}
