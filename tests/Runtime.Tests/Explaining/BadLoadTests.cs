using RuleCompiler.TestData;
using static RuleCompiler.Runtime.Tests.Explaining.SmallNetwork;

namespace RuleCompiler.Runtime.Tests.Explaining;

/// <summary>Weights and options that do not fit: one error each, which says what, where and what to do.</summary>
public sealed class BadLoadTests
{
    [Fact]
    public void Missing_weight()
    {
        WeightMismatchException thrown = Assert.Throws<WeightMismatchException>(() =>
            new SmallPlus(Tensors("conv2.weight", _ => null))
        );
        Assert.Equal("conv2", thrown.Layer);
        Says(thrown, "weights.npz: the weight", "of layer 'conv2'", "[8,6,3,3]");
    }

    [Fact]
    public void Wrong_shape()
    {
        WeightMismatchException thrown = Assert.Throws<WeightMismatchException>(() =>
            new SmallPlus(Tensors("dense1.weight", t => new(t.Name, [20, 15], t.Values[..300])))
        );
        Assert.Equal(("dense1", "dense1.weight"), (thrown.Layer, thrown.Tensor));
        Says(thrown, "the weight of layer 'dense1' needs the shape [20,16] but the tensor 'dense1.weight' has [20,15]");
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Not_finite(float value)
    {
        WeightFileException thrown = Assert.Throws<WeightFileException>(() =>
            new SmallPlus(
                Tensors(
                    "conv1.bias",
                    t =>
                    {
                        t.Values[3] = value;
                        return t;
                    }
                )
            )
        );
        Assert.Equal(
            $"weights.npz, tensor 'conv1.bias': It holds {value} at index 3. Every weight must be finite; train or export the network again.",
            thrown.Message
        );
    }

    [Fact]
    public void Truncated_file()
    {
        using TemporaryFolder folder = new();
        byte[] whole = File.ReadAllBytes(TestFiles.Path("mnist-cnn.onnx"));
        string path = folder.Write("cut.onnx", whole[..(whole.Length / 2)]);
        Says(Assert.Throws<WeightFileException>(() => DigitsPlus.Load(path)), path);
    }

    [Fact]
    public void Missing_file() =>
        Says(
            Assert.Throws<WeightFileException>(() => DigitsPlus.Load("nowhere.onnx")),
            "nowhere.onnx: There is no such file. Check the path."
        );

    [Fact]
    public void Weights_of_another_network()
    {
        WeightMismatchException thrown = Assert.Throws<WeightMismatchException>(() =>
            SmallPlus.Load(TestFiles.Path("mnist-cnn.onnx"))
        );
        Says(
            thrown,
            "mnist-cnn.onnx: the weight of layer 'conv1' needs the shape [6,2,3,3] but the tensor",
            "[32,1,5,5]"
        );
    }

    [Fact]
    public void Batch_norms_are_folded_or_run()
    {
        using NormalizedPlus explainer = new(NormalizedNetwork.Tensors());
        float s = 1 / MathF.Sqrt(1 + 1e-5f); // rounding of a few operations
        Near.Same([2 * s * 3 * s, (2 * s * 7 * s) + 1], explainer.Predict([1, 1]), 1e-6);
    }

    [Theory]
    [InlineData(-1, 1, "batchnorm1", 1)]
    [InlineData(1, -2, "batchnorm2", 0)]
    public void Negative_variance(float first, float last, string layer, int channel) =>
        Says(
            Assert.Throws<WeightFileException>(() => new NormalizedPlus(NormalizedNetwork.Tensors(first, 1, last))),
            $"norm.onnx, batch-norm '{layer}': The variance of channel {channel} is {Math.Min(first, last)}, which no batch can have."
        );

    [Fact]
    public void A_scale_that_overflows() =>
        Says(
            Assert.Throws<WeightFileException>(() => new NormalizedPlus(NormalizedNetwork.Tensors(scale: 3e38f))),
            "norm.onnx, batch-norm 'batchnorm1': Channel 1 makes a weight of 8.99",
            "too large for float32."
        );

    [Fact]
    public void No_weights() => Assert.Throws<ArgumentNullException>(() => new SmallPlus(null!));

    [Fact]
    public void Unknown_operand() =>
        Says(
            Assert.Throws<ArgumentException>(() => Box("conv2.Low", [0])),
            "There is no operand 'conv2.Low'. Those of this explainer are conv1.High, conv1.Low."
        );

    [Fact]
    public void An_operand_where_there_are_none() =>
        Says(
            Assert.Throws<ArgumentException>(() =>
                new SmallPlus(Tensors(), new() { Operands = new Dictionary<string, float[]> { ["a.b"] = [0] } })
            ),
            "There is no operand 'a.b': the rules of this explainer have none. Leave it out."
        );

    [Fact]
    public void Operand_of_another_size() =>
        Says(
            Assert.Throws<ArgumentException>(() => Box("conv1.Low", [0, 0, 0])),
            "The operand 'conv1.Low' has 3 values; give 1, 2 (one for each channel) or 126 ([2,9,7])."
        );

    [Fact]
    public void Operand_not_finite() =>
        Says(
            Assert.Throws<ArgumentException>(() => Box("conv1.High", [1, float.PositiveInfinity])),
            "The operand 'conv1.High' holds Infinity at index 1; every value must be finite."
        );

    [Fact]
    public void Operand_null() =>
        Says(
            Assert.Throws<ArgumentException>(() => Box("conv1.High", null!)),
            "The operand 'conv1.High' is null; leave it out for the composite's value, 1."
        );

    [Fact]
    public void Reference_of_another_length() =>
        Says(
            Assert.Throws<ArgumentException>(() =>
                new SmallFromReference(Tensors(), new() { Reference = new float[125] })
            ),
            "The reference input has 125 values; the network 'SmallNetwork' needs 126 ([2,9,7])."
        );

    [Fact]
    public void Reference_not_finite() =>
        Says(
            Assert.Throws<ArgumentException>(() =>
                new SmallFromReference(Tensors(), new() { Reference = [.. Enumerable.Repeat(float.NaN, Inputs)] })
            ),
            "The reference input holds NaN at index 0; every value must be finite."
        );

    [Fact]
    public void A_negative_number_of_threads() =>
        Assert.Equal(
            "Threads",
            Assert.Throws<ArgumentOutOfRangeException>(() => new ExplainerOptions { Threads = -1 }).ParamName
        );

    private static SmallBox Box(string operand, float[] values) =>
        new(Tensors(), new() { Operands = new Dictionary<string, float[]> { [operand] = values } });

    private static void Says(Exception thrown, params string[] parts) =>
        Assert.All(parts, part => Assert.Contains(part, thrown.Message, StringComparison.Ordinal));
}
