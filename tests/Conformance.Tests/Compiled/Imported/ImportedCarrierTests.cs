using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Carriers through the layers that only imports have, compiled against interpreted.</summary>
public sealed class ImportedCarrierTests
{
    private const int Samples = 2;
    private const int Columns = 3;

    /// <summary>As for declared networks: a mean may be a difference of terms some ten times itself.</summary>
    private const double Tolerance = 1e-5;

    /// <summary>Two inputs of 6 and 4 units; dense rows, a padded transposition, a broadcast, a difference.</summary>
    private static readonly string Text = GraphTexts.Inputs(
        "(input x 2 3) (input y 4)",
        "(Rearrange l0 (from -1) (shape 2 3) (args) (map (extents 6) (read 0 1) (write 0 1)))",
        "(Rearrange l1 (from -1) (shape 4) (args) (map (extents 4) (read 6 1) (write 0 1)))",
        "(Dense l2 (from 0) (shape 2 4) (args (Units 4) (Bias 1)))",
        "(Affine l3 (from 2) (shape 2 4) (args (Channels 2)))",
        "(ReLU l4 (from 3) (shape 2 4) (args))",
        "(Rearrange l5 (from 4) (shape 4 3) (args) (map (extents 4 2) (read 0 1 4) (write 0 3 1)))",
        "(Reshape l6 (from 5) (shape 12) (args))",
        "(Concat l7 (from 1 6) (shape 16) (args) (map (extents 4) (read 3 -1) (write 3 4)) "
            + "(map (extents 4 3) (read 0 3 1) (write 0 4 1)))",
        "(Rearrange l8 (from 1) (shape 16) (args) (map (extents 4 4) (read 0 0 1) (write 0 4 1)))",
        "(Add l9 (from 7 8 7) (shape 16) (args) (signs 1 -1 1))",
        "(Reshape l10 (from 9) (shape 1 4 4) (args))",
        "(AvgPool l11 (from 10) (shape 1 2 2) (args (Kernel.Height 2) (Kernel.Width 2) (Stride.Height 2) "
            + "(Stride.Width 2) (Pad.Top 0) (Pad.Left 0) (Pad.Bottom 0) (Pad.Right 0) (CountIncludePad 0)))",
        "(BatchNorm l12 (from 11) (shape 1 2 2) (args (Eps 0.01)))",
        "(Flatten l13 (from 12) (shape 4) (args))",
        "(Dense l14 (from 13) (shape 3) (args (Units 3) (Bias 0)))"
    );

    private static readonly (string, int[])[] Weights =
    [
        ("l2.weight", [4, 3]),
        ("l2.bias", [4]),
        ("l3.weight", [2]),
        ("l3.bias", [2]),
        ("l12.scale", [1]),
        ("l12.shift", [1]),
        ("l12.mean", [1]),
        ("l14.weight", [3, 4]),
    ];

    private const string Carrier = """
        public readonly record struct LowRank(float Mean, float Own, [Columns] float Factor) : ICarrier<LowRank>
        {
            public static LowRank Constant => new(1, 0, 0);
        }
        [Rule] public sealed partial record Carry : Rule
        {
            private LowRank Forward(LowRank a, float w) => new(a.Mean * w, a.Own * w * w, a.Factor * w);
            private LowRank Forward(LowRank x)
            {
                float total = x.Own + SumColumns(x.Factor * x.Factor);
                float open = Phi(x.Mean / Sqrt(total + 0.01f));
                return new(Pos(x.Mean) + 0.1f * Sqrt(total), x.Own * open * open, x.Factor * open);
            }
        }
        [Rule] public sealed partial record Noisy : Rule
        {
            private LowRank Forward(LowRank a, float w) => new(a.Mean * w, a.Own * w * w + 0.25f * Abs(w), 2 * a.Factor * w + a.Own);
            private LowRank Forward(LowRank x) => new(x.Mean, x.Own, x.Factor);
        }
        [Network, Onnx("m.onnx")] public sealed partial class Net;
        [Explainer<Net, Carried>] public sealed partial class Propagates;

        """;

    [Theory]
    [InlineData("_ => new Carry()")]
    [InlineData("_ => new Noisy()")] // a formula that w = 1 leaves something of
    [InlineData("Rearrange => null, Concat => new Noisy(), _ => new Carry()")]
    [InlineData("Concat => null, Rearrange => new Noisy(), _ => new Carry()")]
    public void A_carrier_is_propagated_as_the_interpreter_does(string arms)
    {
        (InMemory compiled, WeightSet weights, float[][] given) = Compile(arms, spread: 0);
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        float[][] found = propagator.Propagate(given, Columns);
        new CarrierComparison(Samples).Check(compiled.Interpreter("Net", "Carried", weights), found, given, Tolerance);
    }

    [Theory]
    [InlineData("_ => new Carry()")]
    [InlineData("_ => new Noisy()")]
    public void Its_derivative_is_that_of_the_interpreter(string arms)
    {
        (InMemory compiled, WeightSet weights, float[][] given) = Compile(arms, spread: 0.05);
        using Propagator propagator = compiled.Propagator("Propagates", weights);
        Interpreter interpreter = compiled.Interpreter("Net", "Carried", weights);
        new GradientCheck(propagator, interpreter, [0, 0, Columns]).Holds(Tolerance, given, Samples, new(6));
    }

    private static (InMemory, WeightSet, float[][]) Compile(string arms, double spread)
    {
        InMemory compiled = InMemory.CompileWith(
            new ModelText("m.onnx", $"(model (notes) (sources) {Text})"),
            $$"""
            {{Carrier}}
            [Composite] public sealed partial class Carried { public static Rule? For(Layer layer) => layer switch { {{arms}} }; }
            """
        );
        const int inputs = 10;
        Random random = new(5);
        WeightSet weights = new(
            "random",
            [
                .. Weights.Select(w => new Tensor(w.Item1, w.Item2, RandomTensors.Fill(random, Count(w.Item2)))),
                new Tensor("l12.variance", [1], [0.75f]),
            ]
        );
        float[][] given =
        [
            RandomTensors.Fill(random, Samples * inputs),
            RandomTensors.Fill(random, Samples * inputs, spread, 0.3),
            RandomTensors.Fill(random, Samples * Columns * inputs, -0.5, 0.5),
        ];
        return (compiled, weights, given);
    }

    private static int Count(int[] shape) => shape.Aggregate(1, (count, extent) => count * extent);
}
