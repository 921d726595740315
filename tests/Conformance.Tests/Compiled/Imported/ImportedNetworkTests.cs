namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Networks that are ONNX models, from the file to the explanation.</summary>
public sealed class ImportedNetworkTests
{
    private const string Declarations = """
        [Network(Low = 0, High = 1), Onnx("m.onnx")] public sealed partial class Net;
        [Explainer<Net, EpsilonPlus>] public sealed partial class Explains;

        """;

    private const string TwoInputs = """
        (model (notes) (sources) (graph (inputs (input left 3) (input right 1 2))
          (layers
            (Rearrange rearrange1 (from -1) (shape 3) (args) (map (extents 3) (read 0 1) (write 0 1)))
            (Rearrange rearrange2 (from -1) (shape 1 2) (args) (map (extents 2) (read 3 1) (write 0 1)))
            (Reshape reshape1 (from 1) (shape 2) (args))
            (Concat concat1 (from 0 2) (shape 5) (args) (map (extents 3) (read 0 1) (write 2 1)) (map (extents 2) (read 0 1) (write 0 1)))
            (Dense dense1 (from 3) (shape 2) (args (Units 2) (Bias 0))))))
        """;

    private static readonly string Mnist = Path.Combine(AppContext.BaseDirectory, "Data", "mnist-cnn.onnx");
    private static readonly string Fashion = Path.Combine(AppContext.BaseDirectory, "Data", "fashion-bn-cnn.onnx");

    [Theory]
    [InlineData("mnist-cnn.onnx")]
    [InlineData("fashion-bn-cnn.onnx")]
    public void A_model_is_explained_as_the_interpreter_does(string name)
    {
        string file = Path.Combine(AppContext.BaseDirectory, "Data", name);
        OnnxModel model = OnnxModel.Read(file);
        InMemory compiled = InMemory.CompileWith(new ModelText("m.onnx", model.Text), Declarations);
        using Explainer explainer = Load(compiled, file);
        Assert.Equal("1,28,28", string.Join(",", Assert.Single(explainer.Inputs).Shape));

        float[] picture = RandomTensors.Fill(new Random(3), 28 * 28, 0, 1);
        InterpretedExplanation expected = compiled
            .Interpreter("Net", "RuleCompiler.EpsilonPlus", model.Weights)
            .Explain(picture, 3);
        Explanation found = explainer.Explain(picture, 3);
        Distance.Within(1e-5, expected.Logits, found.Logits, "the logits");
        // as for the declared networks: the ε-rules of the dense layers divide by sums near zero
        Distance.Within(1e-4, expected.Relevance, found.Relevance, "the relevance");
        Assert.Equal(found.Relevance, found.RelevanceOf(explainer.Inputs[0].Name));
    }

    [Fact]
    public void Another_model_is_refused_with_the_layer_that_differs()
    {
        InMemory compiled = InMemory.CompileWith(new ModelText("m.onnx", OnnxModel.Read(Mnist).Text), Declarations);
        WeightMismatchException e = Assert.Throws<WeightMismatchException>(() => Load(compiled, Fashion));
        Assert.StartsWith(
            $"{Fashion} is not the model that 'Net' was compiled from: its graph differs at layer 'conv1', Conv2d {{",
            e.Message
        );
        Assert.Equal("conv1", e.Layer);
    }

    [Fact]
    public void The_output_that_was_compiled_is_loaded()
    {
        OnnxModel model = OnnxModel.Read(Mnist, new OnnxOptions { Output = "logits" });
        Assert.Equal("logits", model.Graph.OutputName);
        InMemory compiled = InMemory.CompileWith(new ModelText("m.onnx", model.Text), Declarations);
        using Explainer explainer = Load(compiled, Mnist);
        Assert.Equal([10], explainer.OutputShape);
    }

    [Fact]
    public void Several_inputs_are_one_flat_input_with_names()
    {
        InMemory compiled = InMemory.CompileWith(
            new ModelText("m.onnx", TwoInputs),
            """
            [Network, Onnx("m.onnx")] public sealed partial class Net;
            [Explainer<Net, InputXGradient>] public sealed partial class Explains;
            """
        );
        WeightSet weights = new("memory", [new("dense1.weight", [2, 5], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10])]);
        using Explainer explainer = compiled.Explainer("Explains", weights);
        Assert.Equal(["left", "right"], explainer.Inputs.Select(i => i.Name));
        Assert.Equal([0, 3], explainer.Inputs.Select(i => i.Offset));
        Assert.Equal([1, 2], explainer.Inputs[1].Shape);
        Assert.Equal([5], explainer.InputShape);

        Explanation e = explainer.Explain([1, 1, 1, 2, 2], 0, OutputRelevance.One);
        Assert.Equal([3f, 4, 5], e.RelevanceOf("left"));
        Assert.Equal([2f, 4], e.RelevanceOf("right"));
        ArgumentException unknown = Assert.Throws<ArgumentException>(() => e.RelevanceOf("middle"));
        Assert.Contains("its inputs are 'left', 'right'", unknown.Message);
    }

    private static Explainer Load(InMemory compiled, string file) =>
        (Explainer)
            compiled
                .Type("Explains")
                .GetMethod("Load", [typeof(string), typeof(ExplainerOptions)])!
                .Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, [file, null], null)!;
}
