using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Onnx;

public class GraphTextTests
{
    [Fact]
    public void A_convolution_has_all_its_numbers()
    {
        Node conv = Read(
            """
            (Conv2d c (from -1) (shape 6 3 4) (args (Channels 6) (Kernel.Height 3) (Kernel.Width 2) (Stride.Height 2)
              (Stride.Width 1) (Pad.Top 1) (Pad.Left 2) (Pad.Bottom 3) (Pad.Right 4) (Dilation.Height 1) (Dilation.Width 2)
              (Groups 2) (Bias 0)))
            """,
            "(input x 2 5 5)"
        )
            .Nodes.Single();
        Assert.Equal(new WindowModel(3, 2, 2, 1, 1, 2, 3, 4, 1, 2, 2), conv.Window);
        Assert.Equal((6, false, "c"), (conv.Units, conv.HasBias, conv.Name));
        Assert.Equal([Graph.NetworkInput], conv.Inputs);
    }

    [Fact]
    public void Numbers_are_those_of_the_layers()
    {
        Graph graph = Read(
            """
            (BatchNorm norm (from -1) (shape 4) (args (Eps 1E-05)))
            (Affine affine (from 0) (shape 4) (args (Channels 2)))
            (PReLU prelu (from 1) (shape 4) (args (Channels 4)))
            (LeakyReLU leaky (from 2) (shape 4) (args (Slope 0.10000000149011612)))
            (Clip clip (from 3) (shape 4) (args (Low -Infinity) (High 6)))
            (Reshape reshape (from 4) (shape 2 2) (args))
            (MaxPool pool (from 5) (shape 1) (args (Kernel.Height 2) (Kernel.Width 2) (Stride.Height 1) (Stride.Width 1)
              (Pad.Top 0) (Pad.Left 0) (Pad.Bottom 0) (Pad.Right 0) (Dilation.Height 3) (Dilation.Width 2)))
            """
        );
        Assert.Equal(1e-5, Of("norm").Eps);
        Assert.Equal((2, true), (Of("affine").Channels, Of("affine").HasBias));
        Assert.Equal(4, Of("prelu").Channels);
        Assert.Equal([new ArgumentModel("Slope", 0.1)], Of("leaky").Numbers);
        Assert.Equal(0.1, GraphProperties.Number(Of("leaky"), "Slope"));
        Assert.Equal(2, GraphProperties.Number(Of("affine"), "Channels"));
        Assert.Equal([double.NegativeInfinity, 6], Of("clip").Numbers.Select(n => n.Value));
        Assert.Equal([2, 2], Of("reshape").Target);
        Assert.Equal((3, 2), (Of("pool").Window!.DilationHeight, Of("pool").Window!.DilationWidth));

        Node Of(string name) => graph.Find(name)!;
    }

    [Fact]
    public void Branches_say_what_they_do_with_each_input()
    {
        Graph graph = Read(
            """
            (ReLU a (from -1) (shape 4) (args))
            (Add sum (from -1 0) (shape 4) (args) (signs 1 -1))
            (Multiply product (from 0 1) (shape 4) (args) (gates 0 1))
            (Rearrange turned (from 2) (shape 2 2) (args) (map (extents 2 2) (read 0 1 2) (write 3 0 -1)))
            (Concat both (from -1 3) (shape 8) (args) (map (extents 4) (read 0 1) (write 0 1)) (map (extents 4) (read 0 1) (write 4 1)))
            """
        );
        Assert.Equal([1, -1], graph.Nodes[1].Signs);
        Assert.Equal([-1, 0], graph.Nodes[1].Inputs);
        Assert.Equal([false, true], graph.Nodes[2].Gates);
        StridedMap map = Assert.Single(graph.Nodes[3].Maps);
        Assert.Equal([2, 2], map.Extents);
        Assert.Equal((0, 3), (map.Read, map.Write));
        Assert.Equal([1, 2], map.ReadStrides);
        Assert.Equal([0, -1], map.WriteStrides);
        Assert.Equal(2, graph.Nodes[4].Maps.Count);
        Assert.Equal([8], graph.Nodes[4].Target);
    }

    [Fact]
    public void Several_inputs_are_one_vector()
    {
        Graph graph = Read("(ReLU a (from -1) (shape 28) (args))", "(input x 4) (input \"y z\" 2 3 4)");
        Assert.Equal([28], graph.InputShape);
    }

    [Theory]
    [InlineData("(Softmax a (from -1) (shape 4) (args))", "the layer kind 'Softmax' is not known")]
    [InlineData("(2 a (from -1) (shape 4) (args))", "the layer kind '2' is not known")]
    [InlineData("(ReLU a (from 0) (shape 4) (args))", "the layer 'a' reads none or a later one")]
    [InlineData("(ReLU a (from) (shape 4) (args))", "the layer 'a' reads none or a later one")]
    [InlineData("(ReLU a (from -1 -1) (shape 4) (args))", "says something else of its 2 inputs")]
    [InlineData("(Add a (from -1 -1) (shape 4) (args) (signs 1))", "says something else of its 2 inputs")]
    [InlineData("(Add a (from -1) (shape 4) (args) (signs 2))", "says something else of its 1 inputs")]
    [InlineData("(Rearrange a (from -1) (shape 4) (args))", "says something else of its 1 inputs")]
    [InlineData("(Rearrange a (from -1) (shape 4) (args) (map (extents 4) (read 0) (write 0 1)))", "strides")]
    [InlineData("(ReLU \"\" (from -1) (shape 4) (args))", "layer 0 has no name")]
    [InlineData("(ReLU a (from -1) (shape 4) (args)) (ReLU a (from 0) (shape 4) (args))", "two layers are called 'a'")]
    [InlineData("(Dense a (from -1) (shape 4) (args))", "")]
    [InlineData("(ReLU a (from x) (shape 4) (args))", "")]
    [InlineData("(ReLU a (from -1) (shape 99999999999) (args))", "")]
    [InlineData("", "the graph has no layers")]
    public void Another_text_is_no_graph(string layers, string message) =>
        Assert.Contains(message, Assert.Throws<FormatException>(() => Read(layers)).Message, StringComparison.Ordinal);

    [Fact]
    public void Ends_are_marked_as_in_declared_networks()
    {
        NetworkModel network = Resolved(
            Imported.Small,
            "[Network(Low = 0, High = 1), Onnx(\"m.onnx\")] public sealed partial class N;"
        );
        Graph graph = LowerNetwork.Of(network).Graph;
        Assert.True(graph.Nodes[0] is { IsFirst: true, IsLast: true, HasBoundedInput: true });
        Assert.True(graph.Nodes[1] is { IsFirst: false, IsLast: false });
    }

    [Fact]
    public void The_canonical_text_depends_on_the_graph_alone()
    {
        const string blanks =
            "(model (notes) (graph   (inputs (input x 4))\n (layers (ReLU \"a\" (from -1) (shape 4) (args)))))";
        string canonical = Imported.File(blanks).Graph!;
        Assert.Equal("(graph (inputs (input x 4)) (layers (ReLU a (from -1) (shape 4) (args))))", canonical);
        Assert.Equal(canonical, SExpr.Parse(canonical).Print());
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", GraphHash.Of("abc"));
    }

    [Fact]
    public void A_stamp_carries_the_graph()
    {
        NetworkModel network = Resolved(
            Imported.Small,
            "[Network(4, Low = 0), Onnx(\"m.onnx\")] public sealed partial class N;"
        );
        NetworkModel read = NetworkStamp.Parse(network.Type, NetworkStamp.Print(network));
        Assert.Equal(network, read);
        Assert.NotNull(read.Onnx!.Text);
    }

    [Fact]
    public void A_generated_network_has_the_graph_and_its_stamp()
    {
        Imported
            .Driver(("/p/obj/rulecompiler/m.onnx.network", Imported.Small))
            .RunGeneratorsAndUpdateCompilation(Compiled.Compile(Imported.Source), out Compilation output, out _);
        Assert.DoesNotContain(output.GetDiagnostics(), d => d.Severity == DiagnosticSeverity.Error);
        Type network = output.Load().GetType("N")!;
        LayerGraph graph = (LayerGraph)network.GetProperty("Graph")!.GetValue(null)!;
        Assert.Equal(["dense1", "relu1"], graph.Layers.Select(l => l.Layer.Name));
        Assert.Equal([4], graph.InputShape);
        Assert.Equal("{layer}.{parameter}", network.GetProperty("WeightsPattern")!.GetValue(null));

        // as another compilation reads it
        NetworkModel referenced = Compiled
            .Compile("", MetadataReference.CreateFromImage(output.WithAssemblyName("Library").Image()))
            .ParseNetwork()
            .Model!;
        Assert.Equal(Resolved(Imported.Small), referenced);
    }

    internal static NetworkModel Resolved(string text, string source = Imported.Source)
    {
        ResolvedNetwork resolved = ResolveNetwork.Of(
            Imported.Network(source),
            new[] { Imported.File(text) }.ToEquatable()
        );
        Assert.Empty(resolved.Problems);
        return resolved.Model!;
    }

    private static Graph Read(string layers, string inputs = "(input x 4)") =>
        GraphText.Read(Imported.Network(), Imported.File(Imported.Model(layers, inputs)).Graph!);
}
