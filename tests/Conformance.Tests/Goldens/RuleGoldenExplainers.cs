namespace RuleCompiler.Conformance.Tests.Goldens;

[Explainer<NetworkA, AllEpsilon>]
public sealed partial class AllEpsilonOfA;

[Explainer<NetworkB, AllEpsilon>]
public sealed partial class AllEpsilonOfB;

[Explainer<NetworkA, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfA;

[Explainer<NetworkB, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfB;

[Explainer<NetworkA, AllGamma>]
public sealed partial class AllGammaOfA;

[Explainer<NetworkB, AllGamma>]
public sealed partial class AllGammaOfB;

[Explainer<NetworkA, AllZPlus>]
public sealed partial class AllZPlusOfA;

[Explainer<NetworkB, AllZPlus>]
public sealed partial class AllZPlusOfB;

[Explainer<NetworkA, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfA;

[Explainer<NetworkB, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfB;

[Explainer<NetworkA, AllWSquare>]
public sealed partial class AllWSquareOfA;

[Explainer<NetworkB, AllWSquare>]
public sealed partial class AllWSquareOfB;

[Explainer<NetworkA, FirstZBox>]
public sealed partial class FirstZBoxOfA;

[Explainer<NetworkB, FirstZBox>]
public sealed partial class FirstZBoxOfB;

[Explainer<NetworkA, FirstWSquare>]
public sealed partial class FirstWSquareOfA;

[Explainer<NetworkB, FirstWSquare>]
public sealed partial class FirstWSquareOfB;

[Explainer<NetworkB, EpsilonPlus>]
public sealed partial class EpsilonPlusOfB;

[Explainer<NetworkB, EpsilonGammaBox>]
public sealed partial class EpsilonGammaBoxOfB;

[Explainer<NetworkA, GuidedBackprop>]
public sealed partial class GuidedBackpropOfA;

[Explainer<NetworkB, GuidedBackprop>]
public sealed partial class GuidedBackpropOfB;

[Explainer<NetworkA, PlainGradient>]
public sealed partial class PlainGradientOfA;

[Explainer<NetworkB, PlainGradient>]
public sealed partial class PlainGradientOfB;

[Explainer<NetworkA, InputXGradient>]
public sealed partial class InputXGradientOfA;

[Explainer<NetworkB, InputXGradient>]
public sealed partial class InputXGradientOfB;

[Explainer<NetworkA, Deconvnet>]
public sealed partial class DeconvnetOfA;

[Explainer<NetworkB, Deconvnet>]
public sealed partial class DeconvnetOfB;

[Explainer<NetworkA, CaptumLrpEpsilon>]
public sealed partial class CaptumLrpEpsilonOfA;

[Explainer<NetworkB, CaptumLrpEpsilon>]
public sealed partial class CaptumLrpEpsilonOfB;

[Explainer<NetworkA, CaptumLrpGamma>]
public sealed partial class CaptumLrpGammaOfA;

[Explainer<NetworkB, CaptumLrpGamma>]
public sealed partial class CaptumLrpGammaOfB;

[Explainer<NetworkA, CaptumLrpAlpha1Beta0>(Bias = Bias.Ignore)]
public sealed partial class CaptumLrpAlpha1Beta0OfA;

[Explainer<NetworkB, CaptumLrpAlpha1Beta0>(Bias = Bias.Ignore)]
public sealed partial class CaptumLrpAlpha1Beta0OfB;

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
