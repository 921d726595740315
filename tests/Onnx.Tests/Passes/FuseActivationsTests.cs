using RuleCompiler.OnnxImport;
using static RuleCompiler.Onnx.Tests.Passes.Drafts;

namespace RuleCompiler.Onnx.Tests.Passes;

public class FuseActivationsTests
{
    private static readonly int[] Shape = [2, 1, 2];
    private static readonly float SqrtHalf = (float)Math.Sqrt(0.5);

    [Fact]
    public void X_times_its_sigmoid_is_SiLU() =>
        Fuses("SiLU", Layer("ReLU", [-1], Shape), Layer("Sigmoid", [0], Shape), Multiply(1, 0, Shape));

    [Fact]
    public void A_sigmoid_of_something_else_is_a_gate() =>
        Fuses("Multiply", Layer("ReLU", [-1], Shape), Layer("Sigmoid", [-1], Shape), Multiply(0, 1, Shape));

    [Fact]
    public void HardSwish_may_be_divided_before_or_after()
    {
        DraftLayer clip = Layer("Clip", [0], Shape, ("Low", 0), ("High", 6));
        Fuses("HardSwish", Scaled(-1, 1, 3), clip, Multiply(-1, 1, Shape), Scaled(2, 1 / 6f));
        Fuses("HardSwish", Scaled(-1, 1, 3), clip, Scaled(1, 1 / 6f), Multiply(-1, 2, Shape));
        Fuses(
            "HardSwish",
            Layer("HardSigmoid", [-1], Shape, ("Alpha", 1 / 6.0), ("Beta", 0.5)),
            Multiply(-1, 0, Shape)
        );
    }

    [Fact]
    public void A_clip_to_six_over_six_is_HardSigmoid() =>
        Fuses("HardSigmoid", Scaled(-1, 1, 3), Layer("Clip", [0], Shape, ("Low", 0), ("High", 6)), Scaled(1, 1 / 6f));

    [Fact]
    public void The_half_of_GELU_may_stand_anywhere()
    {
        DraftLayer argument = Scaled(-1, SqrtHalf);
        DraftLayer erf = Layer("Erf", [0], Shape);
        Fuses("GELU", argument, erf, Scaled(1, 1, 1), Multiply(-1, 2, Shape), Scaled(3, 0.5f));
        Fuses("GELU", argument, erf, Scaled(1, 1, 1), Scaled(-1, 0.5f), Multiply(3, 2, Shape));
        Fuses("GELU", argument, erf, Scaled(1, 0.5f, 0.5f), Multiply(2, -1, Shape));
    }

    [Fact]
    public void GELU_may_be_written_with_a_hyperbolic_tangent()
    {
        DraftLayer sum = Layer("Add", [-1, 2], Shape);
        sum.Signs = [1, 1];
        Fuses(
            "GELU",
            Multiply(-1, -1, Shape),
            Multiply(0, -1, Shape),
            Scaled(1, 0.044715f),
            sum,
            Scaled(3, (float)Math.Sqrt(2 / Math.PI)),
            Layer("Tanh", [4], Shape),
            Scaled(5, 1, 1),
            Multiply(-1, 6, Shape),
            Scaled(7, 0.5f)
        );
    }

    /// <summary>The last layer is of a kind, and reads what the pattern was computed from.</summary>
    private static void Fuses(string kind, params DraftLayer[] layers)
    {
        // passes change layers; tests use some twice
        Draft draft = Of([.. layers.Select(Copy)]);
        DraftPasses.Run(draft);
        Assert.Equal(kind, draft.Layers[draft.Output].Kind);
        if (kind != "Multiply")
            Assert.Equal(layers[0].Kind == "ReLU" ? 2 : 1, draft.Layers.Count);
    }

    private static DraftLayer Copy(DraftLayer layer)
    {
        DraftLayer copy = Layer(layer.Kind, layer.From, layer.Shape, [.. layer.Arguments]);
        (copy.Signs, copy.Gates) = (layer.Signs, layer.Gates);
        foreach ((string parameter, ConstantTensor tensor) in layer.Weights)
            copy.Weights[parameter] = tensor;
        return copy;
    }
}
