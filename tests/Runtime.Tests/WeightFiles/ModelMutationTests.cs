using Google.Protobuf;
using RuleCompiler.WeightFiles.Onnx;
using DataLocation = RuleCompiler.WeightFiles.Onnx.TensorProto.Types.DataLocation;

namespace RuleCompiler.Runtime.Tests;

/// <summary>ONNX models whose structure is damaged: read for their weights, and imported as networks.</summary>
public sealed class ModelMutationTests : IDisposable
{
    /// <summary>The model has 3 kB; what shapes and constants claim is bounded, and not by the file's length alone.</summary>
    private const long MaxAllocated = 64 << 20;

    private readonly TemporaryFolder folder = new();
    private readonly string path;

    public ModelMutationTests()
    {
        Directory.CreateDirectory(folder["model"]);
        path = folder["model/a.onnx"];
        folder.Write("secret.bin", new byte[4096]);
        File.CreateSymbolicLink(folder["model/link.bin"], folder["secret.bin"]);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void TheSampleIsSound()
    {
        OnnxModel model = Import(SampleModel.Make());
        Assert.Equal([2, 6, 6], model.Graph.InputShape);
        Assert.Equal([5], model.Graph.Layers[^1].Shape);
        Assert.Contains(model.Weights, tensor => tensor.Name == "conv1.weight");
    }

    [Fact]
    public void WeightsOfDamagedStructures() => Check(Structure, WeightFile.Read);

    [Fact]
    public void DamagedStructures() => Check(Structure, path => OnnxModel.Read(path));

    [Fact]
    public void DamagedBytes()
    {
        byte[] sample = SampleModel.Make().ToByteArray();
        Check(random => Mutations.Bytes(sample, random), path => OnnxModel.Read(path));
    }

    [Theory]
    [InlineData("../secret.bin", "not inside")]
    [InlineData("a/../../secret.bin", "not inside")]
    [InlineData("/etc/hostname", "not inside")]
    [InlineData("", "not inside")]
    [InlineData("link.bin", "symbolic link")]
    [InlineData("missing.bin", "no such file")]
    public void NothingOutsideTheFolderIsImported(string location, string message)
    {
        ModelProto model = SampleModel.Make();
        TensorProto kernel = model.Graph.Initializer[0];
        kernel.RawData = ByteString.Empty;
        kernel.DataLocation = DataLocation.External;
        kernel.ExternalData.Add(new StringStringEntryProto { Key = "location", Value = location });
        WeightFileException error = Assert.Throws<WeightFileException>(() => Import(model));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ACycleIsNamed()
    {
        ModelProto model = SampleModel.Make();
        model.Graph.Node[0].Input[0] = "o";
        WeightFileException error = Assert.Throws<WeightFileException>(() => Import(model));
        Assert.Contains("depends on its own output", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("node", error.Place, StringComparison.Ordinal);
    }

    /// <summary>Doubling a constant again and again must not take memory that doubles again and again.</summary>
    [Theory]
    [InlineData("Concat")]
    [InlineData("ConstantOfShape")]
    [InlineData("Expand")]
    public void ConstantsDoNotGrowWithoutBound(string type)
    {
        ModelProto model = SampleModel.Make();
        GraphProto graph = model.Graph;
        graph.Initializer.Add(
            new TensorProto
            {
                Name = "large",
                DataType = 7,
                Dims = { 1 },
                Int64Data = { 1 << 24 },
            }
        );
        string last = type == "Concat" ? "wb" : "large";
        for (int i = 0; i < 40; i++)
        {
            string[] inputs = type switch
            {
                "Concat" => [last, last],
                "Expand" => ["low", "large"],
                _ => ["large"],
            };
            NodeProto node = SampleFiles.Node(type, inputs, $"grown{i}", ("axis", 0, 0));
            graph.Node.Add(node);
            last = type == "Concat" ? node.Output[0] : last;
        }

        graph.Node.Add(
            new NodeProto
            {
                OpType = "Concat",
                Input = { Enumerable.Range(0, 40).Select(i => $"grown{i}") },
                Output = { "all" },
                Attribute = { new AttributeProto { Name = "axis" } },
            }
        );
        graph.Node.Add(SampleFiles.Node("ReduceSum", ["all", "index"], "sum"));
        graph.Node.Add(SampleFiles.Node("Add", ["y", "sum"], "end"));
        graph.Output[0].Name = "end";
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.ThrowsAny<Exception>(() => Import(model));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1L << 30);
    }

    /// <summary>A shape of very many axes must not take time that grows with their square.</summary>
    [Fact]
    public void ShapesHaveFewAxes()
    {
        ModelProto model = SampleModel.Make();
        GraphProto graph = model.Graph;
        graph.Initializer.Add(
            new TensorProto
            {
                Name = "ones",
                DataType = 7,
                Dims = { 1_000_000 },
                Int64Data = { Enumerable.Repeat(1L, 999_999).Append(-1) },
            }
        );
        graph.Node.Add(SampleFiles.Node("Reshape", ["y", "ones"], "deep"));
        graph.Node.Add(SampleFiles.Node("Squeeze", ["deep"], "end"));
        graph.Output[0].Name = "end";
        Assert.IsType<OnnxUnsupportedException>(Record.Exception(() => Import(model)));
    }

    private void Check(Func<Random, byte[]> next, Func<string, object> read) =>
        Mutations.Check(path, next, read, MaxAllocated);

    private static byte[] Structure(Random random) => new ModelMutations(random).Of(SampleModel.Make()).ToByteArray();

    private OnnxModel Import(ModelProto model)
    {
        File.WriteAllBytes(path, model.ToByteArray());
        return OnnxModel.Read(path);
    }
}
