using Microsoft.CodeAnalysis;
using Xunit.Abstractions;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Rules that the compiler calls conservative (RC0020) conserve on networks without biases.</summary>
/// <remarks>
/// Three ways to lose relevance are no fault of a rule's layer: the pool's default Norm keeps what reaches a window of
/// zeros, so that networks have no average pool here; αβ with β ≠ 0 sends too much where no contribution is negative,
/// so that it is tested on wide single layers; LRP-0 is undefined where all inputs of a unit are 0.
/// </remarks>
public sealed class ConservationTests(ITestOutputHelper output)
{
    /// <summary>Stabilisers of 1e-6 keep 1e-6 of sums near 1, at up to five layers and some sums near 0.01.</summary>
    private const double Tolerance = 1e-4;

    /// <summary>A logit below this is a difference of relevances far larger than itself.</summary>
    private const double LeastLogit = 0.2;

    private const int Architectures = 8;
    private const int WeightsOfEach = 5;

    private static readonly (string Name, string Rule)[] BuiltIn =
    [
        ("Epsilon", "Epsilon()"),
        ("Norm", "Norm()"),
        ("ZPlus", "ZPlus()"),
        ("Alpha1", "AlphaBeta(1, 0)"),
        ("Gamma", "Gamma(0.25f)"),
        ("Generalized", "GeneralizedGamma(0.25f)"),
        ("WSquare", "WSquare()"),
        ("Flat", "Flat()"),
        ("ZBox", "ZBox(-20, 20)"),
        ("Gradient", "Gradient()"),
        ("Input", "GradientTimesInput()"),
        ("Alpha3", "AlphaBeta(3, 1)"),
    ];

    [Fact]
    public void Rules_called_conservative_conserve_without_biases()
    {
        Architecture[] networks =
        [
            .. Enumerable
                .Range(0, 100)
                .Select(n => Architecture.Draw(2 * n, bias: false, least: 12))
                .Where(n => !n.Source.Contains("AvgPool"))
                .Take(Architectures),
        ];
        string source = string.Concat(networks.Select(n => n.Source)) + string.Concat(BuiltIn.Select(Composite));
        foreach (Architecture network in networks)
            source += string.Concat(
                BuiltIn.Select(r =>
                    $"[Explainer<{network.Name}, Use{r.Name}>] public sealed partial class {network.Name}{r.Name};\n"
                )
            );
        InMemory compiled = InMemory.Compile(source);
        HashSet<string> claimed =
        [
            .. networks.SelectMany(n =>
                BuiltIn.Where(r => IsClaimed(compiled, source, n, r.Name)).Select(r => n.Name + r.Name)
            ),
        ];
        List<string> wrong = [];
        int checks = 0;
        foreach (Architecture network in networks)
        foreach (string rule in BuiltIn.Select(r => r.Name).Where(r => claimed.Contains(network.Name + r)))
            checks += Check(compiled, network, rule, wrong);
        string[] rules = [.. BuiltIn.Select(r => r.Name).Where(r => claimed.Any(c => c.EndsWith(r)))];
        output.WriteLine($"{checks} checks; claimed of {string.Join(", ", rules)}");
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {checks}\n{string.Join("\n", wrong)}");
        Assert.True(checks > 150, $"{checks} checks");
        Assert.Contains("Epsilon", rules);
        Assert.Contains("ZPlus", rules);
        Assert.DoesNotContain("Alpha3", rules);
        Assert.DoesNotContain("Gradient", rules);
    }

    [Theory]
    [InlineData("AlphaBeta(2, 1)")]
    [InlineData("AlphaBeta(1.5f, 0.5f)")]
    [InlineData("Lrp0()")]
    public void AlphaBeta_and_Lrp0_conserve_at_one_wide_layer(string rule)
    {
        Architecture network = new(
            "Wide",
            "[Network(40)] public sealed partial class Wide { public static Layer[] Define() => [new Dense(3, Bias: false)]; }\n",
            40,
            -1,
            [("dense1", [3, 40])]
        );
        InMemory compiled = InMemory.Compile(
            network.Source
                + Composite(("Rule", rule))
                + "[Explainer<Wide, UseRule>] public sealed partial class WideRule;\n"
        );
        Assert.Contains(compiled.Diagnostics, d => d.Id == "RC0020");
        List<string> wrong = [];
        Assert.True(Check(compiled, network, "Rule", wrong) >= 3);
        Assert.True(wrong.Count == 0, string.Join("\n", wrong));
    }

    private static string Composite((string Name, string Rule) rule) =>
        $"[Composite] public sealed partial class Use{rule.Name} {{ public static Rule? For(Layer layer) => layer switch {{ Dense or Conv2d => new {rule.Rule}, _ => null }}; }}\n";

    private static int Check(InMemory compiled, Architecture network, string rule, List<string> wrong)
    {
        int checks = 0;
        for (int seed = 0; seed < WeightsOfEach; seed++)
        {
            Random random = new(seed);
            using Explainer explainer = compiled.Explainer(
                network.Name + rule,
                network.Draw(random, bias: false),
                new() { Threads = 1 }
            );
            float[] input = RandomTensors.Fill(random, network.Inputs, network.Low, 1);
            float[] logits = explainer.Predict(input);
            int target = Array.IndexOf(logits, logits.Max());
            if (logits[target] < LeastLogit)
                continue;
            double error = explainer.Explain(input, target).ConservationError;
            checks++;
            if (!(error <= Tolerance))
                wrong.Add($"{rule} {error:g3} of {logits[target]}, weights {seed}, {network.Source}");
        }

        return checks;
    }

    /// <summary>Whether the diagnostic at the explainer's line names every layer with weights.</summary>
    private static bool IsClaimed(InMemory compiled, string source, Architecture network, string rule)
    {
        string[] lines = ["", .. source.Split('\n')]; // the fixture's usings come first
        int line = Array.FindIndex(lines, l => l.EndsWith($" {network.Name}{rule};", StringComparison.Ordinal));
        return compiled.Diagnostics.Any(d =>
            d.Id == "RC0020"
            && d.Location.GetLineSpan().StartLinePosition.Line == line
            && network.Layers.All(l => d.GetMessage().Contains(l.Name))
        );
    }
}
