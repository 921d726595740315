namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The golden entries that are composites of rules.</summary>
internal static class RuleGoldens
{
    public static IReadOnlyDictionary<string, GoldenMethod> Methods { get; } =
        new Dictionary<string, GoldenMethod>
        {
            ["zennit.epsilon"] = GoldenMethod.Of<AllEpsilon>(w => new AllEpsilonOfA(w), w => new AllEpsilonOfB(w)),
            ["zennit.epsilon_0.25"] = GoldenMethod.Of<AllEpsilonQuarter>(
                w => new AllEpsilonQuarterOfA(w),
                w => new AllEpsilonQuarterOfB(w)
            ),
            ["zennit.gamma_0.25"] = GoldenMethod.Of<AllGamma>(w => new AllGammaOfA(w), w => new AllGammaOfB(w)),
            ["zennit.zplus"] = GoldenMethod.Of<AllZPlus>(w => new AllZPlusOfA(w), w => new AllZPlusOfB(w)),
            ["zennit.alphabeta_2_1"] = GoldenMethod.Of<AllAlphaBeta>(
                w => new AllAlphaBetaOfA(w),
                w => new AllAlphaBetaOfB(w)
            ),
            ["zennit.wsquare"] = GoldenMethod.Of<AllWSquare>(w => new AllWSquareOfA(w), w => new AllWSquareOfB(w)),
            ["zennit.first_zbox.rest_epsilon"] = GoldenMethod.Of<FirstZBox>(
                w => new FirstZBoxOfA(w),
                w => new FirstZBoxOfB(w)
            ),
            ["zennit.first_wsquare.rest_zplus"] = GoldenMethod.Of<FirstWSquare>(
                w => new FirstWSquareOfA(w),
                w => new FirstWSquareOfB(w)
            ),
            ["zennit.composite.epsilon_plus"] = GoldenMethod.Of<EpsilonPlus>(null, w => new EpsilonPlusOfB(w)),
            ["zennit.composite.epsilon_gamma_box"] = GoldenMethod.Of<EpsilonGammaBox>(
                null,
                w => new EpsilonGammaBoxOfB(w)
            ),
            ["zennit.composite.guided_backprop"] = GoldenMethod.Of<GuidedBackprop>(
                w => new GuidedBackpropOfA(w),
                w => new GuidedBackpropOfB(w)
            ),
            ["zennit.gradient"] = GoldenMethod.Of<PlainGradient>(
                w => new PlainGradientOfA(w),
                w => new PlainGradientOfB(w)
            ),
            ["captum.input_x_gradient"] = GoldenMethod.Of<InputXGradient>(
                w => new InputXGradientOfA(w),
                w => new InputXGradientOfB(w)
            ),
            ["captum.deconvolution"] = GoldenMethod.Of<Deconvnet>(w => new DeconvnetOfA(w), w => new DeconvnetOfB(w)),
            ["captum.lrp.epsilon"] = GoldenMethod.Of<CaptumLrpEpsilon>(
                w => new CaptumLrpEpsilonOfA(w),
                w => new CaptumLrpEpsilonOfB(w)
            ),
            ["captum.lrp.gamma_0.25"] = GoldenMethod.Of<CaptumLrpGamma>(
                w => new CaptumLrpGammaOfA(w),
                w => new CaptumLrpGammaOfB(w)
            ),
            ["captum.lrp.alpha1_beta0.nobias"] = GoldenMethod.Of<CaptumLrpAlpha1Beta0>(
                w => new CaptumLrpAlpha1Beta0OfA(w),
                w => new CaptumLrpAlpha1Beta0OfB(w),
                Bias.Ignore
            ),
            ["innvestigate.lrp.z"] = GoldenMethod.Of<InnvestigateLrpZ>(
                w => new InnvestigateLrpZOfA(w),
                w => new InnvestigateLrpZOfB(w)
            ),
            ["innvestigate.lrp.alpha_beta_2_1"] = GoldenMethod.Of<InnvestigateLrpAlpha2Beta1>(
                w => new InnvestigateLrpAlpha2Beta1OfA(w),
                w => new InnvestigateLrpAlpha2Beta1OfB(w)
            ),
            ["innvestigate.lrp.sequential_preset_a"] = GoldenMethod.Of<InnvestigatePresetA>(
                null,
                w => new InnvestigatePresetAOfB(w)
            ),
            ["innvestigate.deep_taylor.bounded"] = GoldenMethod.Of<InnvestigateDeepTaylorBounded>(
                w => new InnvestigateDeepTaylorBoundedOfA(w),
                w => new InnvestigateDeepTaylorBoundedOfB(w)
            ),
        };
}
