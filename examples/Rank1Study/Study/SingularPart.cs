using RuleCompiler;
using RuleCompiler.Laboratory.Operators;
using RuleCompiler.Laboratory.Pages;

namespace Rank1Study;

/// <summary>σ₁/σ₂ of the map from the outputs to each layer below, and of neighbouring layers' members (Fig. 3).</summary>
internal static class SingularPart
{
    public static LineChart Chains(Studied network, Action<string> say)
    {
        float[] image = network.Images.First(1);
        List<LineSeries> curves = [];
        string[] layers = [];
        foreach (Method method in network.Methods.Where(method => method.IsLinear))
        {
            say($"{network.Name}, {method.Name}: singular values");
            using Explainer explainer = network.Open(method, network.Weights);
            string top = explainer.ConvergenceLayers[^1];
            string[] below = [.. explainer.ConvergenceLayers.SkipLast(1).Reverse()];
            layers = [.. below, "input"];
            curves.Add(
                new(
                    method.Name,
                    [.. below.Append(null).Select(layer => Ratio(PropagationOperator.Of(explainer, image, top, layer)))]
                )
            );
        }

        return new("How dominant one direction is: σ₁/σ₂ from the outputs down", layers, curves)
        {
            ValueTitle = "σ₁/σ₂",
            Scale = ValueScale.Logarithmic,
            Note =
                "One image. A map of rank 1 has an infinite ratio. Methods that are not linear in relevance have none.",
        };
    }

    /// <summary>Weights and patterns of the convolutions, in execution order.</summary>
    public static (InterLayer Weights, InterLayer Patterns) Members(Studied network)
    {
        Tensor[] weights = Convolutions(network);
        IReadOnlyDictionary<string, float[]> patterns = network.Patterns;
        return (
            InterLayer.Of([.. weights.Select(KernelSlices.Middle)]),
            InterLayer.Of([
                .. weights.Select(weight =>
                    KernelSlices.Middle(new(weight.Name, weight.Shape, patterns[$"{LayerOf(weight)}.Pattern"]))
                ),
            ])
        );
    }

    /// <summary>Weights beside patterns: the paper's explanation of why PatternNet converges.</summary>
    public static LineChart Chart(Studied network, (InterLayer Weights, InterLayer Patterns) members)
    {
        Tensor[] weights = Convolutions(network);
        return new(
            "Inter-layer members T of the convolutions",
            [.. weights.Zip(weights.Skip(1), (low, high) => $"{LayerOf(low)}–{LayerOf(high)}").Reverse()],
            [
                new("weights", [.. members.Weights.InterLayerRatios.Reverse()]),
                new("patterns", [.. members.Patterns.InterLayerRatios.Reverse()]),
            ]
        )
        {
            CategoryTitle = "neighbouring layers, from the top down",
            ValueTitle = "σ₁/σ₂ of T",
            Scale = ValueScale.Logarithmic,
        };
    }

    private static Tensor[] Convolutions(Studied network) =>
        [.. network.Weights.Where(tensor => tensor.Shape.Length == 4)];

    private static string LayerOf(Tensor weight) => weight.Name.Split('.')[0];

    private static double Ratio(PropagationOperator map) => SingularValues.Of(map).Ratio;
}
