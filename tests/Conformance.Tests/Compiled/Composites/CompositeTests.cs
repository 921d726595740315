using RuleCompiler.Conformance.Tests.Reference;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Every composite of the literature, compiled, against the interpreter, on a network with every kind of layer.</summary>
public sealed class CompositeTests(ITestOutputHelper output)
{
    internal const int Inputs = 2 * 12 * 12;

    /// <summary>
    /// Float32 against double, relative to the greatest value. Rules that share by sums of either sign, at sums of branches
    /// and batch norms too, divide by some that nearly cancel: measured 1e-7 to 1.2e-4, where a wrong layer is off by a
    /// tenth and more.
    /// </summary>
    private const double Tolerance = 5e-4;

    internal const string Network = """
        [Network(2, 12, 12, Low = 0, High = 1)] public sealed partial class Net
        {
            public static Layer[] Define() =>
                [
                    new Conv2d(6, 3, Pad: 1), new BatchNorm(), new ReLU(), new MaxPool(2),
                    new Residual([new Conv2d(8, 3, Pad: 1, Stride: 2), new BatchNorm(), new ReLU(), new Conv2d(8, 3, Pad: 1)], [new Conv2d(8, 1, Stride: 2), new BatchNorm()]),
                    new ReLU(), new AvgPool(3, Stride: 2, Pad: 1), new BatchNorm(), new ReLU(), new Flatten(),
                    new Dense(20), new ReLU(), new Dense(4),
                ];
        }

        """;

    private static readonly string[] Composites =
    [
        nameof(CaptumLrpEpsilon),
        nameof(CaptumLrpEpsilonIdentityNorm),
        nameof(CaptumLrpGamma),
        nameof(CaptumLrpAlpha1Beta0),
        nameof(InnvestigateLrpZ),
        nameof(InnvestigateLrpEpsilon),
        nameof(InnvestigateLrpAlpha1Beta0),
        nameof(InnvestigateLrpAlpha2Beta1),
        nameof(InnvestigateLrpWSquare),
        nameof(InnvestigateLrpFlat),
        nameof(InnvestigatePresetA),
        nameof(InnvestigatePresetB),
        nameof(InnvestigatePresetAFlat),
        nameof(InnvestigatePresetBFlat),
        nameof(InnvestigateDeepTaylor),
        nameof(InnvestigateDeepTaylorBounded),
        nameof(LrpComposite),
        nameof(LrpZPlus),
        nameof(DeepTaylorTrainingFree),
        nameof(ExcitationBackprop),
        nameof(ExcitationBackpropWithoutBias),
        nameof(ContrastiveExcitationBackprop),
        nameof(GuidedBackprop),
        nameof(Deconvnet),
        nameof(RectGrad),
    ];

    internal static readonly Lazy<InMemory> Compiled = new(() =>
        InMemory.Compile(
            Network
                + string.Concat(
                    Composites.Select(c => $"[Explainer<Net, {c}>] public sealed partial class Explains{c};\n")
                )
        )
    );

    public static TheoryData<string> Names { get; } = [.. Composites];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiled_is_what_the_interpreter_says(string composite)
    {
        WeightSet weights = Weights();
        Interpreter interpreter = Compiled.Value.Interpreter("Net", $"RuleCompiler.{composite}", weights);
        using Explainer explainer = Compiled.Value.Explainer($"Explains{composite}", weights);
        double worst = 0;
        for (int n = 0; n < 4; n++)
        {
            float[] x = TestNetworks.Numbers($"composites/x{n}", Inputs, 0, 1);
            InterpretedExplanation expected = interpreter.Explain(x, n);
            Assert.Contains(expected.Relevance, r => r != 0);
            worst = Math.Max(worst, Distance.Of(expected.Relevance, explainer.Explain(x, n).Relevance));
        }

        output.WriteLine($"{composite}: {worst:g3}");
        Assert.True(worst <= Tolerance, $"off by {worst:g3}");
    }

    internal static WeightSet Weights() =>
        TestNetworks.Tensors([
            .. Layer("conv1", [6, 2, 3, 3]),
            .. Norm("batchnorm1", 6),
            .. Layer("conv2", [8, 6, 3, 3]),
            .. Norm("batchnorm2", 8),
            .. Layer("conv3", [8, 8, 3, 3]),
            .. Layer("conv4", [8, 6, 1, 1]),
            .. Norm("batchnorm3", 8),
            .. Norm("batchnorm4", 8),
            .. Layer("dense1", [20, 32]),
            .. Layer("dense2", [4, 20]),
        ]);

    private static IEnumerable<(string, int[], float[])> Layer(string name, int[] shape)
    {
        int count = shape.Aggregate((a, b) => a * b);
        double bound = Math.Sqrt(6.0 * shape[0] / count);
        yield return ($"{name}.weight", shape, TestNetworks.Numbers($"composites/{name}.w", count, -bound, bound));
        yield return ($"{name}.bias", [shape[0]], TestNetworks.Numbers($"composites/{name}.b", shape[0], -0.1, 0.1));
    }

    private static IEnumerable<(string, int[], float[])> Norm(string name, int channels) =>
        from parameter in new[] { "scale", "shift", "mean", "variance" }
        let spread = parameter is "scale" or "variance"
        select (
            $"{name}.{parameter}",
            new[] { channels },
            TestNetworks.Numbers($"composites/{name}.{parameter}", channels, spread ? 0.5 : -0.2, spread ? 1.5 : 0.2)
        );
}
