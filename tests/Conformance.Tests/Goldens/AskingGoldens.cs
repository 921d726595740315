using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The golden entries of methods that ask a network many times.</summary>
internal static class AskingGoldens
{
    public static IReadOnlyDictionary<string, GoldenMethod> Methods { get; } =
        new Dictionary<string, GoldenMethod>
        {
            ["zennit.integrated_gradients"] = Of(_ => new IntegratedGradients(
                Steps: 20,
                Quadrature: Quadrature.RiemannRight
            )),
            ["zennit.smoothgrad"] = Of(_ => new SmoothGrad(Samples: 5), Noisy),
            ["captum.integrated_gradients.gausslegendre_50"] = Of(
                // in double precision the rounding of Captum's weights shows
                _ => new IntegratedGradients(Quadrature: Quadrature.CaptumGaussLegendre)
            ),
            ["captum.occlusion"] = Of(golden => new Occlusion(golden.Net == "a" ? [2] : [3, 8, 8])),
            ["captum.layer_gradcam"] = Of(_ => new LayerGradCam("relu4")),
            ["exact.shapley8"] = Of(_ => new ExactShapley(), Grouped),
            ["captum.lime.enumerated.ols"] = Of(_ => new Lime(), Grouped),
        };

    /// <summary>The manifest's eight groups: the last has the numbers that are left; a picture has 4 × 2 tiles.</summary>
    public static int[] Groups(string net) =>
        net == "a"
            ? [.. Enumerable.Range(0, 10).Select(j => Math.Min(j, 7))]
            : [.. Enumerable.Range(0, 3 * 32 * 32).Select(j => (j / 32 % 32 / 8 * 2) + (j % 32 / 16))];

    /// <summary>The interpreter of a network's gradient.</summary>
    public static Interpreter Interpreter(GoldenCase golden) =>
        golden.Net == "a"
            ? RuleCompiler.Interpreter.For<NetworkA, PlainGradient>(golden.Weights)
            : RuleCompiler.Interpreter.For<NetworkB, PlainGradient>(golden.Weights);

    /// <summary>The compiled gradient of a network.</summary>
    public static Explainer Compiled(GoldenCase golden) =>
        golden.Net == "a" ? new PlainGradientOfA(golden.Weights) : new PlainGradientOfB(golden.Weights);

    /// <summary>What a method gives for all of an entry's inputs, one after another.</summary>
    public static double[] Run(
        GoldenCase golden,
        AttributionMethod method,
        IExplainable network,
        Func<GoldenCase, int, AttributionOptions>? options = null
    )
    {
        List<double> results = [];
        for (int n = 0; n < golden.Targets.Length; n++)
        {
            Attribution attribution = method.Attribute(
                network,
                golden.Input(n),
                golden.Targets[n],
                options?.Invoke(golden, n)
            );
            results.AddRange(attribution.GroupValues ?? attribution.Relevance);
        }

        return [.. results];
    }

    /// <summary>The groups as an option.</summary>
    public static AttributionOptions Grouped(GoldenCase golden, int input) => new() { Groups = Groups(golden.Net) };

    private static GoldenMethod Of(
        Func<GoldenCase, AttributionMethod> method,
        Func<GoldenCase, int, AttributionOptions>? options = null
    ) =>
        new(
            golden => Run(golden, method(golden), Interpreter(golden), options),
            golden =>
            {
                using Explainer explainer = Compiled(golden);
                return Run(golden, method(golden), explainer, options);
            }
        );

    /// <summary>The manifest's noise: sums of twelve even numbers, one array for all inputs.</summary>
    private static AttributionOptions Noisy(GoldenCase golden, int input) =>
        new()
        {
            Noise = (sample, noise) =>
            {
                double[] all = GoldenGenerator.Normal12($"{golden.Net}/smoothgrad/{sample}", golden.Inputs.Length);
                for (int j = 0; j < noise.Length; j++)
                    noise[j] = (float)all[(input * golden.InputSize) + j];
            },
        };
}
