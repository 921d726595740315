using System.Buffers.Binary;
using System.Text;
using Google.Protobuf;
using RuleCompiler.WeightFiles.Onnx;
using DataType = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataType;

namespace RuleCompiler.Runtime.Tests;

/// <summary>Small files of every format, made by hand.</summary>
internal static class SampleFiles
{
    public static byte[] Floats(params float[] values)
    {
        var bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        }

        return bytes;
    }

    public static byte[] Npy(string descr, bool fortran, string shape, byte[] data, byte version = 1)
    {
        byte[] header = Encoding.ASCII.GetBytes(
            $"{{'descr': '{descr}', 'fortran_order': {fortran}, 'shape': {shape}, }}\n"
        );
        byte[] length = version == 1 ? [(byte)header.Length, 0] : [(byte)header.Length, 0, 0, 0];
        return [0x93, .. "NUMPY"u8, version, 0, .. length, .. header, .. data];
    }

    public static byte[] Safetensors(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        var length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)json.Length);
        return [.. length, .. json, .. data];
    }

    public static byte[] SmallSafetensors() =>
        Safetensors(
            """
            {"__metadata__":{"format":"pt"},
             "fc.weight":{"dtype":"F32","shape":[2,3],"data_offsets":[4,28]},
             "fc.bias":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
             "bn.weight":{"dtype":"BF16","shape":[2],"data_offsets":[28,32]},
             "bn.running_var":{"dtype":"F64","shape":[1],"data_offsets":[32,40]},
             "bn.num_batches_tracked":{"dtype":"I64","shape":[],"data_offsets":[40,48]}}
            """,
            [
                .. Half(0.5f),
                .. Half(-2f),
                .. Floats(1, 2, 3, 4, 5, 6),
                0x80,
                0x3F,
                0x00,
                0xC0,
                .. BitConverter.GetBytes(0.25),
                .. BitConverter.GetBytes(7L),
            ]
        );

    public static TensorProto Raw(string name, long[] dims, params float[] values) =>
        new()
        {
            Name = name,
            DataType = (int)DataType.Float,
            Dims = { dims },
            RawData = ByteString.CopyFrom(Floats(values)),
        };

    public static NodeProto Node(
        string type,
        string[] inputs,
        string output,
        params (string Name, float F, long I)[] attributes
    )
    {
        var node = new NodeProto
        {
            OpType = type,
            Input = { inputs },
            Output = { output },
        };
        node.Attribute.Add(
            attributes.Select(a => new AttributeProto
            {
                Name = a.Name,
                F = a.F,
                I = a.I,
            })
        );
        return node;
    }

    public static byte[] Onnx(NodeProto[] nodes, params TensorProto[] initializers) =>
        new ModelProto
        {
            IrVersion = 8,
            Graph = new GraphProto { Node = { nodes }, Initializer = { initializers } },
        }.ToByteArray();

    public static byte[] SmallOnnx() =>
        Onnx(
            [
                Node("Conv", ["x", "k", "kb"], "c"),
                Node("BatchNormalization", ["c", "g", "b", "m", "v"], "n"),
                Node("Gemm", ["n", "w", "wb"], "y", ("alpha", 1, 0), ("transB", 0, 1)),
            ],
            Raw("k", [1, 1, 2, 2], 1, 2, 3, 4),
            Raw("kb", [1], 0.5f),
            Raw("g", [1], 1),
            Raw("b", [1], 2),
            Raw("m", [1], 3),
            Raw("v", [1], 4),
            new TensorProto
            {
                Name = "w",
                DataType = (int)DataType.Float,
                Dims = { 2, 1 },
                FloatData = { 7, 8 },
            },
            new TensorProto
            {
                Name = "wb",
                DataType = (int)DataType.Double,
                Dims = { 2 },
                DoubleData = { 9, 10 },
            }
        );

    private static byte[] Half(float value) => BitConverter.GetBytes((Half)value);
}
