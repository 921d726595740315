namespace RuleCompiler.Conformance.Tests.Goldens;

[Explainer<NetworkA, AllEpsilon>]
public sealed partial class AllEpsilonOfA;

[Explainer<NetworkB, AllEpsilon>]
public sealed partial class AllEpsilonOfB;

[Explainer<NetworkD, AllEpsilon>]
public sealed partial class AllEpsilonOfD;

[Explainer<NetworkA, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfA;

[Explainer<NetworkB, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfB;

[Explainer<NetworkD, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfD;

[Explainer<NetworkA, AllGamma>]
public sealed partial class AllGammaOfA;

[Explainer<NetworkB, AllGamma>]
public sealed partial class AllGammaOfB;

[Explainer<NetworkD, AllGamma>]
public sealed partial class AllGammaOfD;

[Explainer<NetworkA, AllZPlus>]
public sealed partial class AllZPlusOfA;

[Explainer<NetworkB, AllZPlus>]
public sealed partial class AllZPlusOfB;

[Explainer<NetworkD, AllZPlus>]
public sealed partial class AllZPlusOfD;

[Explainer<NetworkA, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfA;

[Explainer<NetworkB, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfB;

[Explainer<NetworkD, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfD;

[Explainer<NetworkA, AllWSquare>]
public sealed partial class AllWSquareOfA;

[Explainer<NetworkB, AllWSquare>]
public sealed partial class AllWSquareOfB;

[Explainer<NetworkD, AllWSquare>]
public sealed partial class AllWSquareOfD;

[Explainer<NetworkA, FirstZBox>]
public sealed partial class FirstZBoxOfA;

[Explainer<NetworkB, FirstZBox>]
public sealed partial class FirstZBoxOfB;

[Explainer<NetworkD, FirstZBox>]
public sealed partial class FirstZBoxOfD;

[Explainer<NetworkA, FirstWSquare>]
public sealed partial class FirstWSquareOfA;

[Explainer<NetworkB, FirstWSquare>]
public sealed partial class FirstWSquareOfB;

[Explainer<NetworkD, FirstWSquare>]
public sealed partial class FirstWSquareOfD;

[Explainer<NetworkB, EpsilonPlus>]
public sealed partial class EpsilonPlusOfB;

[Explainer<NetworkD, EpsilonPlus>]
public sealed partial class EpsilonPlusOfD;

[Explainer<NetworkB, EpsilonGammaBox>]
public sealed partial class EpsilonGammaBoxOfB;

[Explainer<NetworkD, EpsilonGammaBox>]
public sealed partial class EpsilonGammaBoxOfD;

[Explainer<NetworkD, EpsilonPlusFlat>]
public sealed partial class EpsilonPlusFlatOfD;

[Explainer<NetworkD, EpsilonAlpha2Beta1>]
public sealed partial class EpsilonAlpha2Beta1OfD;

[Explainer<NetworkD, EpsilonAlpha2Beta1Flat>]
public sealed partial class EpsilonAlpha2Beta1FlatOfD;

[Explainer<NetworkA, GuidedBackprop>]
public sealed partial class GuidedBackpropOfA;

[Explainer<NetworkB, GuidedBackprop>]
public sealed partial class GuidedBackpropOfB;

[Explainer<NetworkD, GuidedBackprop>]
public sealed partial class GuidedBackpropOfD;

[Explainer<NetworkD, ExcitationBackprop>]
public sealed partial class ExcitationBackpropOfD;

[Explainer<NetworkD, ExcitationBackpropWithoutBias>]
public sealed partial class ExcitationBackpropWithoutBiasOfD;

[Explainer<NetworkA, PlainGradient>]
public sealed partial class PlainGradientOfA;

[Explainer<NetworkB, PlainGradient>]
public sealed partial class PlainGradientOfB;

[Explainer<NetworkD, PlainGradient>]
public sealed partial class PlainGradientOfD;

[Explainer<NetworkD, EpsilonWithoutCanonizer>]
public sealed partial class EpsilonWithoutCanonizerOfD;

[Explainer<NetworkD, ZPlusWithoutCanonizer>]
public sealed partial class ZPlusWithoutCanonizerOfD;

[Explainer<NetworkA, InputXGradient>]
public sealed partial class InputXGradientOfA;

[Explainer<NetworkB, InputXGradient>]
public sealed partial class InputXGradientOfB;

[Explainer<NetworkD, InputXGradient>]
public sealed partial class InputXGradientOfD;

[Explainer<NetworkA, Deconvnet>]
public sealed partial class DeconvnetOfA;

[Explainer<NetworkB, Deconvnet>]
public sealed partial class DeconvnetOfB;

[Explainer<NetworkD, Deconvnet>]
public sealed partial class DeconvnetOfD;

[Explainer<NetworkA, CaptumLrpEpsilon>]
public sealed partial class CaptumLrpEpsilonOfA;

[Explainer<NetworkB, CaptumLrpEpsilon>]
public sealed partial class CaptumLrpEpsilonOfB;

[Explainer<NetworkD, CaptumLrpEpsilon>]
public sealed partial class CaptumLrpEpsilonOfD;

[Explainer<NetworkA, CaptumLrpGamma>]
public sealed partial class CaptumLrpGammaOfA;

[Explainer<NetworkB, CaptumLrpGamma>]
public sealed partial class CaptumLrpGammaOfB;

[Explainer<NetworkD, CaptumLrpGamma>]
public sealed partial class CaptumLrpGammaOfD;

[Explainer<NetworkA, CaptumLrpAlpha1Beta0>(Bias = Bias.Ignore)]
public sealed partial class CaptumLrpAlpha1Beta0WithoutBiasOfA;

[Explainer<NetworkB, CaptumLrpAlpha1Beta0>(Bias = Bias.Ignore)]
public sealed partial class CaptumLrpAlpha1Beta0WithoutBiasOfB;

[Explainer<NetworkD, CaptumLrpAlpha1Beta0>]
public sealed partial class CaptumLrpAlpha1Beta0OfD;

[Explainer<NetworkA, InnvestigateLrpZ>]
public sealed partial class InnvestigateLrpZOfA;

[Explainer<NetworkB, InnvestigateLrpZ>]
public sealed partial class InnvestigateLrpZOfB;

[Explainer<NetworkA, InnvestigateLrpAlpha2Beta1>]
public sealed partial class InnvestigateLrpAlpha2Beta1OfA;

[Explainer<NetworkB, InnvestigateLrpAlpha2Beta1>]
public sealed partial class InnvestigateLrpAlpha2Beta1OfB;

[Explainer<NetworkB, InnvestigatePresetA>]
public sealed partial class InnvestigatePresetAOfB;

[Explainer<NetworkA, InnvestigateDeepTaylorBounded>]
public sealed partial class InnvestigateDeepTaylorBoundedOfA;

[Explainer<NetworkB, InnvestigateDeepTaylorBounded>]
public sealed partial class InnvestigateDeepTaylorBoundedOfB;
