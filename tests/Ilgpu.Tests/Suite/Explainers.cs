namespace RuleCompiler.Ilgpu.Tests;

// the composites of the literature, and rules of no paper; the generator prints their kernels into this assembly

[Explainer<SmallNetwork, CaptumLrpEpsilon>]
public sealed partial class ByCaptumLrpEpsilon;

[Explainer<SmallNetwork, CaptumLrpEpsilonIdentityNorm>]
public sealed partial class ByCaptumLrpEpsilonIdentityNorm;

[Explainer<SmallNetwork, CaptumLrpGamma>]
public sealed partial class ByCaptumLrpGamma;

[Explainer<SmallNetwork, CaptumLrpAlpha1Beta0>]
public sealed partial class ByCaptumLrpAlpha1Beta0;

[Explainer<SmallNetwork, InnvestigateLrpZ>]
public sealed partial class ByInnvestigateLrpZ;

[Explainer<SmallNetwork, InnvestigateLrpEpsilon>]
public sealed partial class ByInnvestigateLrpEpsilon;

[Explainer<SmallNetwork, InnvestigateLrpAlpha1Beta0>]
public sealed partial class ByInnvestigateLrpAlpha1Beta0;

[Explainer<SmallNetwork, InnvestigateLrpAlpha2Beta1>]
public sealed partial class ByInnvestigateLrpAlpha2Beta1;

[Explainer<SmallNetwork, InnvestigateLrpWSquare>]
public sealed partial class ByInnvestigateLrpWSquare;

[Explainer<SmallNetwork, InnvestigateLrpFlat>]
public sealed partial class ByInnvestigateLrpFlat;

[Explainer<SmallNetwork, InnvestigatePresetA>]
public sealed partial class ByInnvestigatePresetA;

[Explainer<SmallNetwork, InnvestigatePresetB>]
public sealed partial class ByInnvestigatePresetB;

[Explainer<SmallNetwork, InnvestigatePresetAFlat>]
public sealed partial class ByInnvestigatePresetAFlat;

[Explainer<SmallNetwork, InnvestigatePresetBFlat>]
public sealed partial class ByInnvestigatePresetBFlat;

[Explainer<SmallNetwork, InnvestigateDeepTaylor>]
public sealed partial class ByInnvestigateDeepTaylor;

[Explainer<SmallNetwork, InnvestigateDeepTaylorBounded>]
public sealed partial class ByInnvestigateDeepTaylorBounded;

[Explainer<SmallNetwork, LrpComposite>]
public sealed partial class ByLrpComposite;

[Explainer<SmallNetwork, LrpZPlus>]
public sealed partial class ByLrpZPlus;

[Explainer<SmallNetwork, DeepTaylorTrainingFree>]
public sealed partial class ByDeepTaylorTrainingFree;

[Explainer<SmallNetwork, ExcitationBackprop>]
public sealed partial class ByExcitationBackprop;

[Explainer<SmallNetwork, ExcitationBackpropWithoutBias>]
public sealed partial class ByExcitationBackpropWithoutBias;

[Explainer<SmallNetwork, ContrastiveExcitationBackprop>]
public sealed partial class ByContrastiveExcitationBackprop;

[Explainer<SmallNetwork, GuidedBackprop>]
public sealed partial class ByGuidedBackprop;

[Explainer<SmallNetwork, Deconvnet>]
public sealed partial class ByDeconvnet;

[Explainer<SmallNetwork, RectGrad>]
public sealed partial class ByRectGrad;

[Explainer<SmallNetwork, EpsilonPlus>]
public sealed partial class ByEpsilonPlus;

[Explainer<SmallNetwork, EpsilonPlusFlat>]
public sealed partial class ByEpsilonPlusFlat;

[Explainer<SmallNetwork, EpsilonGammaBox>]
public sealed partial class ByEpsilonGammaBox;

[Explainer<SmallNetwork, EpsilonAlpha2Beta1>]
public sealed partial class ByEpsilonAlpha2Beta1;

[Explainer<SmallNetwork, EpsilonAlpha2Beta1Flat>]
public sealed partial class ByEpsilonAlpha2Beta1Flat;

[Explainer<SmallNetwork, PlainGradient>]
public sealed partial class ByPlainGradient;

[Explainer<SmallNetwork, InputXGradient>]
public sealed partial class ByInputXGradient;

[Explainer<SmallNetwork, Saliency>]
public sealed partial class BySaliency;

[Explainer<SmallNetwork, Curious>]
public sealed partial class ByCurious;

[Explainer<SmallNetwork, AdfDiagonal>]
public sealed partial class MomentsOfSmall;
