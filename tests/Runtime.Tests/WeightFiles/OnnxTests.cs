using Google.Protobuf;
using RuleCompiler.TestData;
using RuleCompiler.WeightFiles.Onnx;
using static RuleCompiler.Runtime.Tests.SampleFiles;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.Runtime.Tests;

public sealed class OnnxTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheDigitsNetworkComesLayerByLayer()
    {
        WeightSet set = WeightFile.Read(TestFiles.Path("mnist-cnn.onnx"));
        Assert.Equal(
            [
                "0.0.weight",
                "0.0.bias",
                "0.3.weight",
                "0.3.bias",
                "0.6.weight",
                "0.6.bias",
                "2.weight",
                "2.bias",
                "4.weight",
                "4.bias",
            ],
            set.Select(t => t.Name)
        );
        Assert.All(
            set,
            t =>
                Assert.Equal(
                    t.Name.EndsWith("bias", StringComparison.Ordinal) ? TensorRole.Bias : TensorRole.Weight,
                    t.Role
                )
        );
        Assert.Equal([64, 32, 5, 5], set["0.3.weight"].Shape);
        Assert.Equal([1024, 576], set["2.weight"].Shape);
    }

    [Fact]
    public void ANormalisationComesAsScaleShiftMeanVariance()
    {
        WeightSet set = WeightFile.Read(TestFiles.Path("fashion-bn-cnn.onnx"));
        Assert.Equal(4 + 16 + 4, set.Count);
        Assert.Equal(
            [
                TensorRole.Weight,
                TensorRole.Scale,
                TensorRole.Shift,
                TensorRole.Mean,
                TensorRole.Variance,
                TensorRole.Weight,
            ],
            set.Take(6).Select(t => t.Role!.Value)
        );
        Assert.Equal(
            ["0.weight", "1.weight", "1.bias", "1.running_mean", "1.running_var", "3.weight"],
            set.Take(6).Select(t => t.Name)
        );
        Assert.All(set.Where(t => t.Role == TensorRole.Variance), t => Assert.All(t.Values, v => Assert.True(v > 0)));
    }

    [Fact]
    public void GemmIsTransposedAndScaled()
    {
        // y = 2·x·W + 3·b with W [3 inputs, 2 outputs].
        WeightSet set = Read(
            Onnx(
                [Node("Gemm", ["x", "w", "b"], "y", ("alpha", 2, 0), ("beta", 3, 0))],
                Raw("w", [3, 2], 1, 2, 3, 4, 5, 6),
                Raw("b", [1, 2], 1, 2)
            )
        );
        Assert.Equal([2, 3], set["w"].Shape);
        Assert.Equal([2f, 6, 10, 4, 8, 12], set["w"].Values);
        Assert.Equal([2], set["b"].Shape);
        Assert.Equal([3f, 6], set["b"].Values);
    }

    [Fact]
    public void MatMulAndAddAreADenseLayer()
    {
        WeightSet set = Read(
            Onnx(
                [Node("MatMul", ["x", "w"], "p"), Node("Add", ["b", "p"], "y"), Node("Add", ["y", "c"], "z")],
                Raw("c", [2], 9, 9),
                Raw("b", [2], 1, 2),
                Raw("w", [3, 2], 1, 2, 3, 4, 5, 6)
            )
        );
        Assert.Equal(["w", "b", "c"], set.Select(t => t.Name));
        Assert.Equal([TensorRole.Weight, TensorRole.Bias, TensorRole.Other], set.Select(t => t.Role!.Value));
        Assert.Equal([1f, 3, 5, 2, 4, 6], set["w"].Values);
    }

    [Fact]
    public void ConstantsNamesAndTransposesAreSeenThrough()
    {
        NodeProto constant = Node("Constant", [], "w0");
        constant.Attribute.Add(new AttributeProto { Name = "value", T = Raw("", [3, 2], 1, 2, 3, 4, 5, 6) });
        WeightSet set = Read(
            Onnx([
                constant,
                Node("Identity", ["w0"], "w1"),
                Node("Transpose", ["w1"], "w2"),
                Node("Gemm", ["x", "w2"], "y", ("transB", 0, 1)),
                Node("Gemm", ["x", "w0"], "z"),
            ])
        );
        Assert.Equal(["w2", "w0"], set.Select(t => t.Name));
        Assert.Equal([1f, 3, 5, 2, 4, 6], set["w2"].Values);
        Assert.Equal([2, 3], set["w0"].Shape);
        Assert.Equal([1f, 3, 5, 2, 4, 6], set["w0"].Values);
    }

    [Fact]
    public void ASharedTensorIsListedForEveryUse()
    {
        WeightSet set = Read(
            Onnx([Node("Conv", ["x", "k"], "y"), Node("Conv", ["y", "k"], "z")], Raw("k", [1, 1, 1, 1], 2))
        );
        Assert.Equal(["k", "k#2"], set.Select(t => t.Name));
        Assert.Same(set[0].Values, set[1].Values);
    }

    [Fact]
    public void IntegersAndLoneNumbersAreLeftOut()
    {
        WeightSet set = Read(
            Onnx(
                [
                    Node("Reshape", ["x", "s"], "y"),
                    Node("Clip", ["y", "low", "high"], "z"),
                    Node("Conv", ["z", "k"], "u"),
                ],
                new TensorProto
                {
                    Name = "s",
                    DataType = (int)DataType.Int64,
                    Dims = { 2 },
                    Int64Data = { 1, -1 },
                },
                Raw("low", [], 0),
                Raw("high", [], float.PositiveInfinity),
                Raw("k", [1, 1, 1, 1], 2)
            )
        );
        Assert.Equal(["k"], set.Select(t => t.Name));
    }

    [Fact]
    public void EveryFloatingPointTypeIsRead()
    {
        WeightSet set = Read(
            Onnx(
                [Node("Conv", ["x", "h"], "1"), Node("Conv", ["x", "b"], "2"), Node("Conv", ["x", "d"], "3")],
                new TensorProto
                {
                    Name = "h",
                    DataType = (int)DataType.Float16,
                    Dims = { 1 },
                    Int32Data = { 0x3E00 },
                },
                new TensorProto
                {
                    Name = "b",
                    DataType = (int)DataType.Bfloat16,
                    Dims = { 1 },
                    RawData = ByteString.CopyFrom(0x80, 0x3F),
                },
                new TensorProto
                {
                    Name = "d",
                    DataType = (int)DataType.Double,
                    Dims = { 1 },
                    DoubleData = { 0.1 },
                }
            )
        );
        Assert.Equal([1.5f, 1f, 0.1f], set.Select(t => t.Values[0]));
    }

    [Fact]
    public void WhatIsWrongIsNamed()
    {
        NodeProto[] conv = [Node("Conv", ["x", "k"], "y")];
        Refused("holds 4", Onnx(conv, Raw("k", [2], 1)));
        Refused("-1", Onnx(conv, Raw("k", [-1], 1)));
        Refused("impossible length", Onnx(conv, Raw("k", [long.MaxValue], 1)));
        Refused("more elements", Onnx(conv, Raw("k", [1 << 20, 1 << 20, 1 << 20], 1)));
        Refused("Two constants", Onnx(conv, Raw("k", [1], 1), Raw("k", [1], 1)));
        Refused("Value 1 ", Onnx(conv, Raw("k", [2], 1, float.NaN)));
        Refused(
            "not understood",
            Onnx(
                conv,
                new TensorProto
                {
                    Name = "k",
                    DataType = 99,
                    Dims = { 2 },
                }
            )
        );
        Refused("no graph", new ModelProto { IrVersion = 8 }.ToByteArray());
    }

    private WeightSet Read(byte[] model) => WeightFile.Read(folder.Write("a.onnx", model));

    private void Refused(string part, byte[] model) =>
        Assert.Contains(part, Assert.Throws<WeightFileException>(() => Read(model)).Message, StringComparison.Ordinal);
}
