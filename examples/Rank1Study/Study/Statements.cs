using System.Globalization;
using RuleCompiler.Laboratory;
using RuleCompiler.Laboratory.Chains;
using RuleCompiler.Laboratory.Operators;
using RuleCompiler.Laboratory.Pages;

namespace Rank1Study;

/// <summary>The paper's statements on convergence, tested on the rows of the study.</summary>
internal static class Statements
{
    private static readonly string[] Converging =
    [
        "LRP α1β0",
        "LRP α2β1",
        "Deep Taylor",
        "Excitation BP",
        "Guided BP",
        "Deconv",
        "RectGrad",
        "PatternNet",
        "PatternAttribution",
        "DeepLIFT ablation",
    ];

    private static readonly string[] Diverse = ["LRP-z", "gradient", "DeepLIFT"];

    /// <summary>Those on one network.</summary>
    public static IEnumerable<Statement> Of(Studied network, IReadOnlyList<StudyRow> rows)
    {
        ILookup<string, StudyRow> paths = rows.Where(row => row.Network == network.Name).ToLookup(row => row.Method);
        foreach (string method in Converging)
        {
            yield return Compare(
                $"{method} converges past 0.99 (section 4, Fig. 5)",
                First(method),
                value => value < Conclusion.Converged
            );
        }

        foreach (string method in Diverse)
            yield return Compare(
                $"{method} does not converge (section 4)",
                First(method),
                value => value > Conclusion.Converged
            );
        yield return new(
            "LRP α5β4 converges less than α2β1 (section 4)",
            network.Name,
            $"{Text(First("LRP α5β4"))} beside {Text(First("LRP α2β1"))}",
            First("LRP α5β4") > First("LRP α2β1")
        );
        foreach (string method in new[] { "LRP CMP α1β0", "LRP CMP α2β1" })
        {
            double dense = paths[method].Last(row => row.Layer.StartsWith("dense", StringComparison.Ordinal)).Median;
            yield return new(
                $"{method} converges only below the dense layers (section 5, Fig. 6c)",
                network.Name,
                $"{Text(dense)} at the lowest dense layer, {Text(First(method))} at the first convolution",
                dense > Conclusion.Converged && First(method) < Conclusion.Converged
            );
        }

        Statement Compare(string claim, double value, Func<double, bool> holds) =>
            new(claim, network.Name, $"1 − |cos| = {Text(value)}", double.IsNaN(value) ? null : holds(value));

        double First(string method) => paths[method].SkipLast(1).Last().Median;
    }

    /// <summary>Those on the sanity checks of a trained network.</summary>
    public static IEnumerable<Statement> Of(
        Studied network,
        IReadOnlyList<StudyRow> rows,
        IReadOnlyList<SanityResult> checks
    )
    {
        ILookup<string, StudyRow> paths = rows.Where(row => row.Network == network.Name).ToLookup(row => row.Method);
        SanityResult[] converging =
        [
            .. checks.Where(check => paths[check.Method].SkipLast(1).Last().Median < Conclusion.Converged),
        ];
        SanityResult[] rest = [.. checks.Except(converging)];
        yield return new(
            "Methods that converge give almost the same map for another class, the others an SSIM of 0.4 to 0.8 (Fig. 4a)",
            network.Name,
            $"{Range(converging, check => check.Logit.Ssim.Mean)} beside {Range(rest, check => check.Logit.Ssim.Mean)}",
            converging.Length == 0
                ? null
                : converging.All(check => check.Logit.Ssim.Mean > 0.9) && rest.All(check => check.Logit.Ssim.Mean < 0.9)
        );
        yield return new(
            "Their maps stay the same where the dense layers are random, those of the others do not (Fig. 4b)",
            network.Name,
            $"{Range(converging, AfterDense)} beside {Range(rest, AfterDense)}",
            converging.Length == 0
                ? null
                : converging.All(check => AfterDense(check) > 0.9) && rest.All(check => AfterDense(check) < 0.9)
        );
    }

    /// <summary>The one on patterns.</summary>
    public static Statement Of(Studied network, (InterLayer Weights, InterLayer Patterns) members)
    {
        double[] patterns = [.. members.Patterns.LayerRatios.Where(ratio => !double.IsNaN(ratio))],
            weights = [.. members.Weights.LayerRatios.Where(ratio => !double.IsNaN(ratio))];
        return new(
            "σ₁/σ₂ of almost all pattern matrices is above 6 (section 3.2, Fig. 3)",
            network.Name,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{patterns.Count(ratio => ratio > 6)} of {patterns.Length}, {patterns.Min():F1} to {patterns.Max():F1}; weights {weights.Min():F1} to {weights.Max():F1}"
            ),
            patterns.Count(ratio => ratio > 6) >= 0.8 * patterns.Length
        );
    }

    /// <summary>Those on random chains.</summary>
    public static IEnumerable<Statement> Of(IReadOnlyList<ChainSeries> kinds, IReadOnlyList<ChainSeries> betas)
    {
        foreach (string name in new[] { "non-negative", "positive", "stochastic" })
        {
            double seventh = kinds.Single(kind => kind.Name == name).OneMinusCosine[6];
            yield return new(
                $"A chain of {name} matrices is one vector up to floating point after 7 (Fig. 7a)",
                "random",
                $"1 − cos = {Text(seventh)}",
                seventh < 1e-14
            );
        }

        int last = betas[0].OneMinusCosine.Count - 2; // three channels are the input's: any three directions look alike
        yield return new(
            "Chains of αW⁺ + βW⁻ converge for β < 4 (Fig. 7b)",
            "random",
            string.Join(", ", betas.Select(beta => $"{beta.Name}: {Text(beta.OneMinusCosine[last])}")),
            betas.Take(3).All(beta => beta.OneMinusCosine[last] < Conclusion.Converged)
        );
    }

    private static double AfterDense(SanityResult check) =>
        check.Cascade.Steps.Last(step => step.Layer.StartsWith("dense", StringComparison.Ordinal)).Ssim.Mean;

    private static string Range(SanityResult[] checks, Func<SanityResult, double> of) =>
        checks.Length == 0
            ? "none"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{checks.Length} methods {checks.Min(of):F2} to {checks.Max(of):F2}"
            );

    private static string Text(double value) => value.ToString("0.0e+0", CultureInfo.InvariantCulture);
}
