using Google.Protobuf;
using RuleCompiler.WeightFiles.Onnx;
using DataLocation = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataLocation;

namespace RuleCompiler.Runtime.Tests;

/// <summary>Damages an ONNX model where flipped bits seldom do: its structure and the numbers that others depend on.</summary>
internal sealed class ModelMutations(Random random)
{
    private static readonly long[] Hostile =
    [
        0,
        1,
        -1,
        -2,
        7,
        100,
        65_536,
        1 << 24,
        1 << 28,
        int.MaxValue,
        int.MinValue,
        1L << 31,
        1L << 32,
        (1L << 32) + 1,
        1L << 62,
        long.MaxValue,
        long.MinValue,
    ];

    private static readonly string[] Elsewhere =
    [
        "../secret.bin",
        "/etc/hostname",
        "link.bin",
        "a/../../secret.bin",
        "",
        "missing.bin",
        "a.onnx",
    ];

    private static readonly string[] Types =
    [
        "Expand",
        "Tile",
        "ConstantOfShape",
        "Flatten",
        "Squeeze",
        "Unsqueeze",
        "MatMul",
        "Loop",
        "Shape",
        "GlobalMaxPool",
        "Gelu",
        "PRelu",
        "Div",
        "Cast",
        "Range",
        "",
    ];

    /// <summary>A copy with one to three damages.</summary>
    public ModelProto Of(ModelProto sample)
    {
        ModelProto model = sample.Clone();
        for (int damages = random.Next(1, 4); damages > 0; damages--)
        {
            Damage(model);
        }

        return model;
    }

    private void Damage(ModelProto model)
    {
        GraphProto graph = model.Graph;
        switch (random.Next(18))
        {
            case 0: // a cycle, or an order that does not matter
                Any(Inputs(graph)).Input[0] = Any(Any(graph.Node).Output);
                break;
            case 1: // two values of one name
                Any(graph.Node).Output[0] = Any(Names(graph));
                break;
            case 2:
                graph.Initializer.Add(Any(graph.Initializer).Clone());
                break;
            case 3:
                graph.Initializer.RemoveAt(random.Next(graph.Initializer.Count));
                break;
            case 4 when graph.Node.Count > 1:
                graph.Node.RemoveAt(random.Next(graph.Node.Count));
                break;
            case 5:
                Shape(Any(graph.Initializer));
                break;
            case 6:
                Declare(graph.Input.Concat(graph.Output).ToArray());
                break;
            case 7 or 8:
                Attribute(Any(graph.Node));
                break;
            case 9:
                Any(graph.Node).OpType = random.Next(2) == 0 ? Any(Types) : Any(graph.Node).OpType;
                break;
            case 10:
                NodeProto node = Any(Inputs(graph));
                node.Input[random.Next(node.Input.Count)] = random.Next(4) == 0 ? "" : Any(Names(graph));
                break;
            case 11:
                NodeProto longer = Any(graph.Node);
                longer.Input.Add(Any(Names(graph)));
                break;
            case 12:
                NodeProto shorter = Any(Inputs(graph));
                shorter.Input.RemoveAt(shorter.Input.Count - 1);
                break;
            case 13:
                External(Any(graph.Initializer));
                break;
            case 14:
                Any(graph.Initializer).DataType = random.Next(-1, 20);
                break;
            case 15:
                NotFinite(Any(graph.Initializer));
                break;
            case 16:
                model.OpsetImport[0].Version = random.Next(2) == 0 ? Any(Hostile) : random.Next(1, 25);
                break;
            default: // what shapes, axes, pads and slices are computed from
                TensorProto[] integers = [.. graph.Initializer.Where(tensor => tensor.Int64Data.Count > 0)];
                if (integers.Length > 0)
                {
                    IList<long> values = Any(integers).Int64Data;
                    values[random.Next(values.Count)] = Any(Hostile);
                }

                break;
        }
    }

    private void Shape(TensorProto tensor)
    {
        int axis = random.Next(tensor.Dims.Count + 1);
        if (axis == tensor.Dims.Count)
        {
            tensor.Dims.Add(random.Next(2) == 0 ? 1 : Any(Hostile));
        }
        else
        {
            tensor.Dims[axis] = Any(Hostile);
        }
    }

    private void Declare(ValueInfoProto[] values)
    {
        ValueInfoProto value = Any(values);
        switch (random.Next(3))
        {
            case 0:
                value.Name = "nobody";
                break;
            case 1 when value.Type?.TensorType?.Shape?.Dim is { Count: > 0 } dims:
                Any(dims).DimValue = Any(Hostile);
                break;
            default:
                value.Type = random.Next(2) == 0 ? null : new TypeProto { TensorType = new TypeProto.Types.Tensor() };
                break;
        }
    }

    private void Attribute(NodeProto node)
    {
        if (node.Attribute.Count == 0)
        {
            string[] names = ["axis", "axes", "perm", "to", "auto_pad", "value", "keepdims", "ceil_mode", "allowzero"];
            node.Attribute.Add(new AttributeProto { Name = Any(names), I = Any(Hostile) });
            return;
        }

        AttributeProto attribute = Any(node.Attribute);
        switch (random.Next(6))
        {
            case 0:
                node.Attribute.Remove(attribute);
                break;
            case 1:
                attribute.I = Any(Hostile);
                break;
            case 2:
                attribute.F = Any((float[])[float.NaN, float.PositiveInfinity, -1, 0, float.MaxValue]);
                break;
            case 3:
                attribute.Ints.Add(Any(Hostile));
                break;
            case 4 when attribute.Ints.Count > 0:
                attribute.Ints.RemoveAt(0);
                break;
            default:
                for (int i = 0; i < attribute.Ints.Count; i++)
                {
                    attribute.Ints[i] = random.Next(2) == 0 ? attribute.Ints[i] : Any(Hostile);
                }

                break;
        }
    }

    private void External(TensorProto tensor)
    {
        tensor.RawData = ByteString.Empty;
        tensor.DataLocation = DataLocation.External;
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = Any(Elsewhere) });
        tensor.ExternalData.Add(new StringStringEntryProto { Key = "offset", Value = $"{Any(Hostile)}" });
    }

    private void NotFinite(TensorProto tensor)
    {
        byte[] bytes = tensor.RawData.ToByteArray();
        if (bytes.Length >= 4)
        {
            BitConverter.GetBytes(random.Next(2) == 0 ? float.NaN : float.MaxValue).CopyTo(bytes, 0);
        }

        tensor.RawData = ByteString.CopyFrom(bytes, 0, random.Next(4) == 0 ? bytes.Length / 2 : bytes.Length);
    }

    private static NodeProto[] Inputs(GraphProto graph) => [.. graph.Node.Where(node => node.Input.Count > 0)];

    private static string[] Names(GraphProto graph) =>
        [
            .. graph.Node.SelectMany(node => node.Output),
            .. graph.Initializer.Select(tensor => tensor.Name),
            .. graph.Input.Select(input => input.Name),
        ];

    private T Any<T>(IReadOnlyList<T> of) => of[random.Next(of.Count)];
}
