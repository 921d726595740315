namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The golden entries that are composites of rules.</summary>
internal static class RuleGoldens
{
    public static IReadOnlyDictionary<string, GoldenMethod> Methods { get; } =
        new Dictionary<string, GoldenMethod>
        {
            ["zennit.epsilon"] = GoldenMethod.Of<AllEpsilon>(
                a: w => new AllEpsilonOfA(w),
                b: w => new AllEpsilonOfB(w),
                d: w => new AllEpsilonOfD(w)
            ),
            ["zennit.epsilon_0.25"] = GoldenMethod.Of<AllEpsilonQuarter>(
                a: w => new AllEpsilonQuarterOfA(w),
                b: w => new AllEpsilonQuarterOfB(w),
                d: w => new AllEpsilonQuarterOfD(w)
            ),
            ["zennit.gamma_0.25"] = GoldenMethod.Of<AllGamma>(
                a: w => new AllGammaOfA(w),
                b: w => new AllGammaOfB(w),
                d: w => new AllGammaOfD(w)
            ),
            ["zennit.zplus"] = GoldenMethod.Of<AllZPlus>(
                a: w => new AllZPlusOfA(w),
                b: w => new AllZPlusOfB(w),
                d: w => new AllZPlusOfD(w)
            ),
            ["zennit.alphabeta_2_1"] = GoldenMethod.Of<AllAlphaBeta>(
                a: w => new AllAlphaBetaOfA(w),
                b: w => new AllAlphaBetaOfB(w),
                d: w => new AllAlphaBetaOfD(w)
            ),
            ["zennit.wsquare"] = GoldenMethod.Of<AllWSquare>(
                a: w => new AllWSquareOfA(w),
                b: w => new AllWSquareOfB(w),
                d: w => new AllWSquareOfD(w)
            ),
            ["zennit.first_zbox.rest_epsilon"] = GoldenMethod.Of<FirstZBox>(
                a: w => new FirstZBoxOfA(w),
                b: w => new FirstZBoxOfB(w),
                d: w => new FirstZBoxOfD(w)
            ),
            ["zennit.first_wsquare.rest_zplus"] = GoldenMethod.Of<FirstWSquare>(
                a: w => new FirstWSquareOfA(w),
                b: w => new FirstWSquareOfB(w),
                d: w => new FirstWSquareOfD(w)
            ),
            ["zennit.composite.epsilon_plus"] = GoldenMethod.Of<EpsilonPlus>(
                b: w => new EpsilonPlusOfB(w),
                d: w => new EpsilonPlusOfD(w)
            ),
            ["zennit.composite.epsilon_gamma_box"] = GoldenMethod.Of<EpsilonGammaBox>(
                b: w => new EpsilonGammaBoxOfB(w),
                d: w => new EpsilonGammaBoxOfD(w)
            ),
            ["zennit.composite.epsilon_plus_flat"] = GoldenMethod.Of<EpsilonPlusFlat>(d: w => new EpsilonPlusFlatOfD(
                w
            )),
            ["zennit.composite.epsilon_alpha2_beta1"] = GoldenMethod.Of<EpsilonAlpha2Beta1>(
                d: w => new EpsilonAlpha2Beta1OfD(w)
            ),
            ["zennit.composite.epsilon_alpha2_beta1_flat"] = GoldenMethod.Of<EpsilonAlpha2Beta1Flat>(
                d: w => new EpsilonAlpha2Beta1FlatOfD(w)
            ),
            ["zennit.composite.guided_backprop"] = GoldenMethod.Of<GuidedBackprop>(
                a: w => new GuidedBackpropOfA(w),
                b: w => new GuidedBackpropOfB(w),
                d: w => new GuidedBackpropOfD(w)
            ),
            ["zennit.composite.excitation_backprop"] = GoldenMethod.Of<ExcitationBackprop>(
                d: w => new ExcitationBackpropOfD(w)
            ),
            ["zennit.composite.excitation_backprop.nobias"] = GoldenMethod.Of<ExcitationBackpropWithoutBias>(
                d: w => new ExcitationBackpropWithoutBiasOfD(w)
            ),
            ["zennit.gradient"] = GoldenMethod.Of<PlainGradient>(
                a: w => new PlainGradientOfA(w),
                b: w => new PlainGradientOfB(w),
                d: w => new PlainGradientOfD(w)
            ),
            ["zennit.nocanon.epsilon"] = GoldenMethod.Of<EpsilonWithoutCanonizer>(
                d: w => new EpsilonWithoutCanonizerOfD(w)
            ),
            ["zennit.nocanon.zplus"] = GoldenMethod.Of<ZPlusWithoutCanonizer>(d: w => new ZPlusWithoutCanonizerOfD(w)),
            ["captum.input_x_gradient"] = GoldenMethod.Of<InputXGradient>(
                a: w => new InputXGradientOfA(w),
                b: w => new InputXGradientOfB(w),
                d: w => new InputXGradientOfD(w)
            ),
            ["captum.deconvolution"] = GoldenMethod.Of<Deconvnet>(
                a: w => new DeconvnetOfA(w),
                b: w => new DeconvnetOfB(w),
                d: w => new DeconvnetOfD(w)
            ),
            ["captum.lrp.epsilon"] = GoldenMethod.Of<CaptumLrpEpsilon>(
                a: w => new CaptumLrpEpsilonOfA(w),
                b: w => new CaptumLrpEpsilonOfB(w),
                d: w => new CaptumLrpEpsilonOfD(w)
            ),
            ["captum.lrp.gamma_0.25"] = GoldenMethod.Of<CaptumLrpGamma>(
                a: w => new CaptumLrpGammaOfA(w),
                b: w => new CaptumLrpGammaOfB(w),
                d: w => new CaptumLrpGammaOfD(w)
            ),
            ["captum.lrp.alpha1_beta0.nobias"] = GoldenMethod.Of<CaptumLrpAlpha1Beta0>(
                a: w => new CaptumLrpAlpha1Beta0WithoutBiasOfA(w),
                b: w => new CaptumLrpAlpha1Beta0WithoutBiasOfB(w),
                bias: Bias.Ignore
            ),
            ["captum.lrp.alpha1_beta0"] = GoldenMethod.Of<CaptumLrpAlpha1Beta0>(d: w => new CaptumLrpAlpha1Beta0OfD(w)),
            ["innvestigate.lrp.z"] = GoldenMethod.Of<InnvestigateLrpZ>(
                a: w => new InnvestigateLrpZOfA(w),
                b: w => new InnvestigateLrpZOfB(w)
            ),
            ["innvestigate.lrp.alpha_beta_2_1"] = GoldenMethod.Of<InnvestigateLrpAlpha2Beta1>(
                a: w => new InnvestigateLrpAlpha2Beta1OfA(w),
                b: w => new InnvestigateLrpAlpha2Beta1OfB(w)
            ),
            ["innvestigate.lrp.sequential_preset_a"] = GoldenMethod.Of<InnvestigatePresetA>(
                b: w => new InnvestigatePresetAOfB(w)
            ),
            ["innvestigate.deep_taylor.bounded"] = GoldenMethod.Of<InnvestigateDeepTaylorBounded>(
                a: w => new InnvestigateDeepTaylorBoundedOfA(w),
                b: w => new InnvestigateDeepTaylorBoundedOfB(w)
            ),
        };
}
