namespace RuleCompiler.Cli.Grammar;

/// <summary>How often methods ask the network, in words.</summary>
internal static class MethodCosts
{
    private const string Ends = "a forward pass, and one for each reference";

    private static readonly Dictionary<string, string> Asks = new()
    {
        ["feature-ablation"] = $"a forward pass for each group and reference, {Ends}",
        ["grad-cam"] = "one gradient",
        ["gradient-shap"] = $"Samples gradients, {Ends}",
        ["guided-grad-cam"] = "one gradient, one guided backpropagation",
        ["integrated-gradients"] = $"Steps gradients for each reference, {Ends}",
        ["kernel-shap"] = $"at most Samples forward passes for each reference, {Ends}",
        ["layer-grad-cam"] = "one gradient",
        ["lime"] = "at most Samples forward passes",
        ["occlusion"] = $"a forward pass for each window and reference, {Ends}",
        ["shapley"] = "2ⁿ forward passes for each reference, n groups",
        ["shapley-sampling"] = $"(groups − 1) · Permutations forward passes for each reference, {Ends}",
        ["smooth-grad"] = "Samples gradients",
        ["tabular-lime"] = "Samples forward passes",
        ["var-grad"] = "Samples gradients",
    };

    public static string Of(string method) => Asks[method];
}
