using RuleCompiler.Conformance.Tests.Compiled;

namespace RuleCompiler.Conformance.Tests.Models;

/// <summary>Assumed density filtering through trained models from ONNX files: batch norm, sums, pools of every kind.</summary>
public sealed class TrainedCarrierTests
{
    /// <summary>As of the logits themselves.</summary>
    private const double LogitTolerance = 1e-5;

    /// <summary>A variance is a sum of squares of the same terms, of which each has rounded.</summary>
    private const double MomentTolerance = 1e-4;

    private static readonly string[] Names = ["Fashion", "Detypify"];

    private static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.CompileWith(
            Names.Select(name => new ModelText($"{name}.onnx", TrainedModel.Of(name).Read.Text)),
            string.Concat(
                Names.Select(name =>
                    $"[Network, Onnx(\"{name}.onnx\")] public sealed partial class {name};\n"
                    + $"[Explainer<{name}, AdfDiagonal>] public sealed partial class {name}Adf;\n"
                )
            )
        )
    );

    public static TheoryData<string> Models => [.. Names];

    [Theory]
    [MemberData(nameof(Models))]
    public void Means_and_variances_are_carried_to_the_logits(string name)
    {
        TrainedModel model = TrainedModel.Of(name);
        using Propagator adf = Compiled.Value.Propagator($"{name}Adf", model.Read.Weights);
        float[] input = model.First;
        float[][] certain = adf.Propagate([input, new float[input.Length]]);
        double[] logits = model.Expected[..certain[0].Length];
        Distance.Within(LogitTolerance, logits, certain[0], $"{name}, without variance");
        Assert.All(certain[1], v => Assert.Equal(0, v));
        float[][] spread = adf.Propagate([input, Enumerable.Repeat(0.01f, input.Length).ToArray()]);
        Assert.All(spread[0], m => Assert.True(float.IsFinite(m)));
        Assert.All(spread[1], v => Assert.True(float.IsFinite(v) && v > 0));
    }

    [Fact]
    public void They_are_what_the_interpreter_carries()
    {
        TrainedModel model = TrainedModel.Of("Fashion");
        using Propagator adf = Compiled.Value.Propagator("FashionAdf", model.Read.Weights);
        float[] variances = RandomTensors.Fill(new(1), model.First.Length, 0, 0.05);
        float[][] found = adf.Propagate([model.First, variances]);
        InterpretedCarrier expected = Compiled
            .Value.Interpreter("Fashion", "RuleCompiler.AdfDiagonal", model.Read.Weights)
            .Propagate([Array.ConvertAll(model.First, v => (double)v), Array.ConvertAll(variances, v => (double)v)]);
        for (int m = 0; m < 2; m++)
            Distance.Within(MomentTolerance, expected.Members[m], found[m], $"member {m}");
    }
}
