using System.Runtime.InteropServices;
using Google.Protobuf;
using RuleCompiler.WeightFiles.Onnx;

namespace RuleCompiler.Onnx.Tests.Import;

/// <summary>Writes small ONNX models.</summary>
internal sealed class ModelBuilder(int opset = 13)
{
    private readonly GraphProto graph = new();

    /// <summary>An input of floats; a negative extent is left open.</summary>
    public ModelBuilder Input(string name, params int[] shape)
    {
        TensorShapeProto extents = new();
        foreach (int extent in shape)
        {
            extents.Dim.Add(
                extent < 0
                    ? new TensorShapeProto.Types.Dimension { DimParam = "open" }
                    : new TensorShapeProto.Types.Dimension { DimValue = extent }
            );
        }

        graph.Input.Add(
            new ValueInfoProto
            {
                Name = name,
                Type = new TypeProto
                {
                    TensorType = new TypeProto.Types.Tensor { ElemType = 1, Shape = extents },
                },
            }
        );
        return this;
    }

    public ModelBuilder Reals(string name, int[] shape, params float[] values)
    {
        TensorProto tensor = new()
        {
            Name = name,
            DataType = 1,
            RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(values)),
        };
        tensor.Dims.AddRange(shape.Select(axis => (long)axis));
        graph.Initializer.Add(tensor);
        return this;
    }

    public ModelBuilder Integers(string name, params long[] values)
    {
        TensorProto tensor = new() { Name = name, DataType = 7 };
        tensor.Dims.Add(values.Length);
        tensor.Int64Data.AddRange(values);
        graph.Initializer.Add(tensor);
        return this;
    }

    /// <summary>A whole number of no axes.</summary>
    public ModelBuilder Integer(string name, long value)
    {
        Integers(name, value);
        graph.Initializer[^1].Dims.Clear();
        return this;
    }

    /// <summary>Gives the last node a graph that it runs.</summary>
    public ModelBuilder Body(string attribute, ModelBuilder body, string outputs)
    {
        body.graph.Output.AddRange(outputs.Split(' ').Select(name => new ValueInfoProto { Name = name }));
        graph.Node[^1].Attribute.Add(new AttributeProto { Name = attribute, G = body.graph });
        return this;
    }

    /// <summary>A node "outputs = Operator inputs" with attributes of whole numbers; an input "-" is absent.</summary>
    public ModelBuilder Node(
        string type,
        string inputs,
        string outputs,
        params (string Name, long[] Values)[] attributes
    )
    {
        NodeProto node = new() { OpType = type, Name = $"the_{type}" };
        node.Input.AddRange(inputs.Length == 0 ? [] : inputs.Split(' ').Select(name => name == "-" ? "" : name));
        node.Output.AddRange(outputs.Split(' '));
        foreach ((string name, long[] values) in attributes)
        {
            AttributeProto attribute = new() { Name = name, I = values.Length == 1 ? values[0] : 0 };
            attribute.Ints.AddRange(values);
            node.Attribute.Add(attribute);
        }

        graph.Node.Add(node);
        return this;
    }

    public OnnxModel Read(string output, OnnxOptions? options = null)
    {
        graph.Output.Add(new ValueInfoProto { Name = output });
        ModelProto model = new() { IrVersion = 8, Graph = graph };
        model.OpsetImport.Add(new OperatorSetIdProto { Version = opset });
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        File.WriteAllBytes(path, model.ToByteArray());
        try
        {
            return OnnxModel.Read(path, options);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
