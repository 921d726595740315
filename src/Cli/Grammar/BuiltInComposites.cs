using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A composite that --composite names: a type of the library, or rules.</summary>
/// <param name="Name">The name.</param>
/// <param name="Type">The type, or null where <paramref name="Rules"/> says what it is.</param>
/// <param name="Rules">Rules as --rules takes them.</param>
/// <param name="NeedsRange">Whether it needs bounds of the input wherever the first layer is a convolution.</param>
/// <param name="NeedsOperands">Whether a rule has a tensor without a value of its own, which --operands then gives.</param>
/// <param name="Carries">Whether it carries something up, for propagators, and sends no relevance down.</param>
internal sealed record BuiltInComposite(
    string Name,
    Type? Type,
    string? Rules,
    bool NeedsRange = false,
    bool NeedsOperands = false,
    bool Carries = false
)
{
    public static IReadOnlyList<BuiltInComposite> All { get; } =
    [
        new("gradient", typeof(PlainGradient), null),
        new("gradient-times-input", typeof(InputXGradient), null),
        new("saliency", typeof(Saliency), null),
        new("sensitivity", typeof(Sensitivity), null),
        new("lrp-0", null, "Any=Lrp0"),
        new("epsilon", null, "Any=Epsilon"),
        new("epsilon-plus", typeof(EpsilonPlus), null),
        new("epsilon-plus-flat", typeof(EpsilonPlusFlat), null),
        new("epsilon-alpha2-beta1", typeof(EpsilonAlpha2Beta1), null),
        new("epsilon-alpha2-beta1-flat", typeof(EpsilonAlpha2Beta1Flat), null),
        new("epsilon-gamma-box", typeof(EpsilonGammaBox), null, NeedsRange: true),
        new("alpha1-beta0", null, "Any=AlphaBeta(1, 0)"),
        new("alpha2-beta1", null, "Any=AlphaBeta(2, 1)"),
        new("alpha5-beta4", null, "Any=AlphaBeta(5, 4)"),
        new("z-plus", typeof(LrpZPlus), null),
        new("w-square", null, "Any=WSquare"),
        new("flat", null, "Any=Flat"),
        new("deep-taylor", typeof(DeepTaylor), null),
        new("deep-taylor-training-free", typeof(DeepTaylorTrainingFree), null),
        new("lrp-composite", typeof(LrpComposite), null),
        new("lrp-composite-alpha2-beta1", typeof(EpsilonAlpha2Beta1), null),
        new("excitation-backprop", typeof(ExcitationBackprop), null),
        new("excitation-backprop-without-bias", typeof(ExcitationBackpropWithoutBias), null),
        new("contrastive-excitation-backprop", typeof(ContrastiveExcitationBackprop), null),
        new("guided-backprop", typeof(GuidedBackprop), null),
        new("deconvnet", typeof(Deconvnet), null),
        new("rect-grad", typeof(RectGrad), null),
        new("deeplift-rescale", typeof(DeepLiftRescale), null),
        new("deeplift-rescale-gradient-pool", typeof(DeepLiftRescaleGradientPool), null),
        new("deeplift-reveal-cancel", typeof(DeepLiftRevealCancel), null),
        new("deeplift-reveal-cancel-gradient-pool", typeof(DeepLiftRevealCancelGradientPool), null),
        new("deeplift-genomics", typeof(DeepLiftGenomics), null),
        new("deeplift-ablation", typeof(DeepLiftAblation), null),
        new("pattern-net", typeof(PatternNet), null, NeedsOperands: true),
        new("pattern-attribution", typeof(PatternAttribution), null, NeedsOperands: true),
        new("captum-epsilon", typeof(CaptumLrpEpsilon), null),
        new("captum-epsilon-identity-norm", typeof(CaptumLrpEpsilonIdentityNorm), null),
        new("captum-gamma", typeof(CaptumLrpGamma), null),
        new("captum-alpha1-beta0", typeof(CaptumLrpAlpha1Beta0), null),
        new("innvestigate-z", typeof(InnvestigateLrpZ), null),
        new("innvestigate-epsilon", typeof(InnvestigateLrpEpsilon), null),
        new("innvestigate-alpha1-beta0", typeof(InnvestigateLrpAlpha1Beta0), null),
        new("innvestigate-alpha2-beta1", typeof(InnvestigateLrpAlpha2Beta1), null),
        new("innvestigate-w-square", typeof(InnvestigateLrpWSquare), null),
        new("innvestigate-flat", typeof(InnvestigateLrpFlat), null),
        new("innvestigate-preset-a", typeof(InnvestigatePresetA), null),
        new("innvestigate-preset-b", typeof(InnvestigatePresetB), null),
        new("innvestigate-preset-a-flat", typeof(InnvestigatePresetAFlat), null),
        new("innvestigate-preset-b-flat", typeof(InnvestigatePresetBFlat), null),
        new("innvestigate-deep-taylor", typeof(InnvestigateDeepTaylor), null),
        new("innvestigate-deep-taylor-bounded", typeof(InnvestigateDeepTaylorBounded), null, NeedsRange: true),
        new("adf-diagonal", typeof(AdfDiagonal), null, Carries: true),
        new("adf-low-rank", typeof(AdfLowRank), null, Carries: true),
        new("intervals", typeof(Intervals), null, Carries: true),
        new("values", typeof(Values), null, Carries: true),
    ];

    public static BuiltInComposite? Find(string name) => All.FirstOrDefault(c => c.Name == name);

    /// <summary>What to say of a name that is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="own">The composites of the rule file.</param>
    public static ToolException Unknown(string name, IReadOnlyList<string> own)
    {
        string[] names = [.. own, .. All.Select(c => c.Name), .. MethodSignature.BuiltIn.Select(m => m.Name)];
        int call = name.IndexOf('(');
        if (call > 0 && names.Contains(name[..call].Trim()))
            return ToolException.Use(
                $"the composite '{name[..call].Trim()}' takes no arguments; rules and methods do: --rules \"Any=AlphaBeta(2, 1)\""
            );
        return ToolException.Use(
            $"no composite is called '{name}'; {Nearest.Hint(name, names)}there are {string.Join(", ", names)}; "
                + "others are written with --rules or --rule-file"
        );
    }
}
