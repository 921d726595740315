using Google.Protobuf;
using RuleCompiler.WeightFiles.Onnx;
using static RuleCompiler.Runtime.Tests.SampleFiles;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.Runtime.Tests;

/// <summary>A small ONNX model that has most kinds of nodes, attributes and constants.</summary>
internal static class SampleModel
{
    public static ModelProto Make() =>
        new()
        {
            IrVersion = 8,
            OpsetImport = { new OperatorSetIdProto { Version = 13 } },
            Graph = new GraphProto
            {
                Input = { Input("x", 0, 2, 6, 6) },
                Output = { new ValueInfoProto { Name = "y" } },
                Initializer =
                {
                    Raw("k", [4, 1, 3, 3], Count(36)),
                    Raw("kb", [4], Count(4)),
                    Raw("g", [4], Count(4)),
                    Raw("b", [4], Count(4)),
                    Raw("m", [4], Count(4)),
                    Raw("v", [4], Count(4)),
                    Raw("low", [], 0),
                    Raw("high", [], 6),
                    Raw("one", [1, 4, 1, 1], Count(4)),
                    Raw("w", [8, 5], Count(40)),
                    Raw("wb", [5], Count(5)),
                    Integers("pads", 0, 0, 1, 0, 0, 0, 0, 1),
                    Integers("starts", 0, 5),
                    Integers("ends", 4, -100),
                    Integers("axes", 2, 3),
                    Integers("steps", 1, -2),
                    Integers("split", 2, 2),
                    Integers("last", -1),
                    Integers("index", 0),
                    Integers("flat", 4),
                },
                Node =
                {
                    Of(
                        "Conv",
                        ["x", "k", "kb"],
                        ["c"],
                        Ints("pads", 1, 1, 1, 1),
                        Ints("strides", 1, 1),
                        Int("group", 2)
                    ),
                    Of("BatchNormalization", ["c", "g", "b", "m", "v"], ["n"], Real("epsilon", 1e-3f)),
                    Of("Clip", ["n", "low", "high"], ["r"]),
                    Of("Pad", ["r", "pads"], ["p"]),
                    Of("MaxPool", ["p"], ["q"], Ints("kernel_shape", 2, 2), Ints("strides", 1, 1)),
                    Of("Slice", ["q", "starts", "ends", "axes", "steps"], ["s"]),
                    Of("Mul", ["s", "one"], ["t"]),
                    Of("Split", ["t", "split"], ["t0", "t1"], Int("axis", 1)),
                    Of("Sigmoid", ["t1"], ["u"]),
                    Of("Mul", ["t0", "u"], ["z"]),
                    Of("Concat", ["z", "t1"], ["a"], Int("axis", 1)),
                    Of("Transpose", ["a"], ["d"], Ints("perm", 0, 1, 3, 2)),
                    Of(
                        "AveragePool",
                        ["d"],
                        ["e"],
                        Ints("kernel_shape", 1, 2),
                        Ints("strides", 1, 2),
                        Ints("pads", 0, 0, 0, 0)
                    ),
                    Of("ReduceMean", ["e"], ["f"], Ints("axes", 2), Int("keepdims", 0)),
                    Of("Shape", ["f"], ["f0"]),
                    Of("Gather", ["f0", "index"], ["f1"], Int("axis", 0)),
                    Of("Concat", ["f1", "last"], ["f2"], Int("axis", 0)),
                    Of("Reshape", ["f", "f2"], ["h"]),
                    Of("Gemm", ["h", "w", "wb"], ["i"], Real("alpha", 0.5f), Int("transB", 0)),
                    Of("ConstantOfShape", ["flat"], ["j"], Tensor("value", Raw("", [1], 2))),
                    Of("ReduceSum", ["j", "index"], ["l"], Int("keepdims", 1)),
                    Of("Add", ["i", "l"], ["o"]),
                    Of("Softmax", ["o"], ["y"], Int("axis", -1)),
                },
            },
        };

    private static float[] Count(int count) => [.. Enumerable.Range(1, count).Select(i => i / 8f)];

    private static ValueInfoProto Input(string name, params long[] shape)
    {
        var dims = new TensorShapeProto();
        dims.Dim.Add(
            shape.Select(axis =>
                axis == 0
                    ? new TensorShapeProto.Types.Dimension { DimParam = "N" }
                    : new TensorShapeProto.Types.Dimension { DimValue = axis }
            )
        );
        return new ValueInfoProto
        {
            Name = name,
            Type = new TypeProto
            {
                TensorType = new TypeProto.Types.Tensor { ElemType = (int)DataType.Float, Shape = dims },
            },
        };
    }

    private static TensorProto Integers(string name, params long[] values) =>
        new()
        {
            Name = name,
            DataType = (int)DataType.Int64,
            Dims = { values.Length },
            Int64Data = { values },
        };

    private static NodeProto Of(string type, string[] inputs, string[] outputs, params AttributeProto[] attributes) =>
        new()
        {
            OpType = type,
            Name = $"the {type} of {outputs[0]}",
            Input = { inputs },
            Output = { outputs },
            Attribute = { attributes },
        };

    private static AttributeProto Ints(string name, params long[] values) =>
        new()
        {
            Name = name,
            Ints = { values },
            Type = AttributeProto.Types.AttributeType.Ints,
        };

    private static AttributeProto Int(string name, long value) =>
        new()
        {
            Name = name,
            I = value,
            Type = AttributeProto.Types.AttributeType.Int,
        };

    private static AttributeProto Real(string name, float value) =>
        new()
        {
            Name = name,
            F = value,
            Type = AttributeProto.Types.AttributeType.Float,
        };

    private static AttributeProto Tensor(string name, TensorProto value) =>
        new()
        {
            Name = name,
            T = value,
            Type = AttributeProto.Types.AttributeType.Tensor,
        };
}
