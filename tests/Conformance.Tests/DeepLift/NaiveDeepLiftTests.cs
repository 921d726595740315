using RuleCompiler.Conformance.Tests.Compiled;
using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.DeepLift;

/// <summary>The rules of DeepLIFT against the papers' formulas written out for networks of dense layers.</summary>
public sealed class NaiveDeepLiftTests
{
    private const int Networks = 20;

    public static TheoryData<string> Functions() => ["ReLU", "Sigmoid", "Tanh", "SiLU", "Softplus"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Rescale_is_the_papers(string function)
    {
        foreach (Case drawn in Draw(function))
            Compare(drawn, DeepLiftRescale.For, DeepLiftRescale.FinishBody, drawn.Naive.Rescale);
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void RevealCancel_is_the_papers(string function)
    {
        foreach (Case drawn in Draw(function))
            Compare(drawn, DeepLiftRevealCancel.For, DeepLiftRevealCancel.FinishBody, drawn.Naive.RevealCancel);
    }

    /// <summary>The rules are one and the same formula in compiled code: network a, from random references.</summary>
    [Fact]
    public void Compiled_rules_are_the_papers()
    {
        var golden = new Goldens.GoldenCase("a_s1_x1.npz", "captum.deeplift.zero");
        double[][][] weights = [.. Names.Select(n => Rows(golden.Weights, $"{n}.weight"))];
        double[][] biases = [.. Names.Select(n => Doubles(golden.Weights, $"{n}.bias"))];
        NaiveDeepLift naive = new(weights, biases, x => Math.Max(x, 0));
        using Explainer rescale = new RescaleOfA(golden.Weights);
        using Explainer revealCancel = new RevealCancelOfA(golden.Weights);
        Random random = new(11);
        for (int n = 0; n < Networks; n++)
        {
            float[] x = RandomTensors.Fill(random, 10, -1, 1);
            float[] x0 = RandomTensors.Fill(random, 10, -1, 1);
            x0[n % 10] = x[n % 10]; // an input that does not differ
            double[] exact = Array.ConvertAll(x, v => (double)v);
            double[] exact0 = Array.ConvertAll(x0, v => (double)v);
            int target = n % 10;
            Distance.Within(1e-5, naive.Rescale(exact, exact0, target), rescale.Explain(x, target, reference: x0).Relevance);
            Distance.Within(
                1e-5,
                naive.RevealCancel(exact, exact0, target),
                revealCancel.Explain(x, target, reference: x0).Relevance
            );
        }
    }

    private static readonly string[] Names = ["fc1", "fc2", "fc3"];

    private static double[] Doubles(WeightSet weights, string name) =>
        Array.ConvertAll(weights.Tensors.Single(t => t.Name == name).Values.ToArray(), v => (double)v);

    private static double[][] Rows(WeightSet weights, string name) => [.. Doubles(weights, name).Chunk(10)];

    private static void Compare(
        Case drawn,
        Func<Layer, Rule?> composite,
        ScalarFunction? finish,
        Func<double[], double[], int, double[]> naive
    )
    {
        var interpreter = new Interpreter(
            drawn.Layers,
            [drawn.X.Length],
            (float.NegativeInfinity, float.PositiveInfinity),
            composite,
            Defaults.Gradient,
            drawn.Weights,
            finish,
            new() { Reference = drawn.X0 }
        );
        double[] x = Array.ConvertAll(drawn.X, v => (double)v);
        double[] x0 = Array.ConvertAll(drawn.X0, v => (double)v);
        double[] expected = naive(x, x0, 1);
        double[] found = interpreter.Explain(drawn.X, 1, timesLogit: false).Relevance;
        Near.Same(expected, found, 1e-9);
        Assert.Equal(drawn.Naive.Predict(x)[1] - drawn.Naive.Predict(x0)[1], found.Sum(), 1e-6);
    }

    private static IEnumerable<Case> Draw(string function)
    {
        (Func<Layer> layer, Func<double, double> f) = Of(function);
        for (int seed = 0; seed < Networks; seed++)
        {
            Random random = new(seed);
            int[] widths = [.. Enumerable.Range(0, random.Next(3, 6)).Select(_ => random.Next(2, 9))];
            int depth = widths.Length - 1;
            List<(string, int[], float[])> tensors = [];
            double[][][] weights = new double[depth][][];
            double[][] biases = new double[depth][];
            List<Layer> layers = [];
            for (int l = 0; l < depth; l++)
            {
                float[] w = RandomTensors.Fill(random, widths[l] * widths[l + 1], -1, 1);
                float[] b = RandomTensors.Fill(random, widths[l + 1], -0.5, 0.5);
                tensors.Add(($"dense{l + 1}.weight", [widths[l + 1], widths[l]], w));
                tensors.Add(($"dense{l + 1}.bias", [widths[l + 1]], b));
                weights[l] = [.. w.Select(v => (double)v).Chunk(widths[l])];
                biases[l] = Array.ConvertAll(b, v => (double)v);
                layers.Add(new Dense(widths[l + 1]));
                if (l < depth - 1)
                    layers.Add(layer());
            }

            yield return new(
                [.. layers],
                TestNetworks.Tensors([.. tensors]),
                new NaiveDeepLift(weights, biases, f),
                RandomTensors.Fill(random, widths[0], -1, 1),
                RandomTensors.Fill(random, widths[0], -1, 1)
            );
        }
    }

    private static (Func<Layer>, Func<double, double>) Of(string function) =>
        function switch
        {
            "ReLU" => (() => new ReLU(), x => Math.Max(x, 0)),
            "Sigmoid" => (() => new Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
            "Tanh" => (() => new RuleCompiler.Tanh(), Math.Tanh),
            "SiLU" => (() => new SiLU(), x => x / (1 + Math.Exp(-x))),
            "Softplus" => (() => new Softplus(), x => Math.Log(1 + Math.Exp(x))),
            _ => throw new ArgumentOutOfRangeException(nameof(function)),
        };

    private sealed record Case(Layer[] Layers, WeightSet Weights, NaiveDeepLift Naive, float[] X, float[] X0);
}
