using RuleCompiler;

namespace Rank1Study;

[Explainer<Fashion, LrpZ>]
public sealed partial class FashionLrpZ;

[Explainer<Fashion, Alpha1Beta0>]
public sealed partial class FashionAlpha1Beta0;

[Explainer<Fashion, Alpha2Beta1>]
public sealed partial class FashionAlpha2Beta1;

[Explainer<Fashion, Alpha5Beta4>]
public sealed partial class FashionAlpha5Beta4;

[Explainer<Fashion, CompositeAlpha1Beta0>]
public sealed partial class FashionCompositeAlpha1Beta0;

[Explainer<Fashion, CompositeAlpha2Beta1>]
public sealed partial class FashionCompositeAlpha2Beta1;

[Explainer<Fashion, DeepTaylor>]
public sealed partial class FashionDeepTaylor;

[Explainer<Fashion, ExcitationBackprop>]
public sealed partial class FashionExcitationBackprop;

[Explainer<Fashion, GuidedBackprop>]
public sealed partial class FashionGuidedBackprop;

[Explainer<Fashion, Deconvnet>]
public sealed partial class FashionDeconvnet;

[Explainer<Fashion, RectGrad>]
public sealed partial class FashionRectGrad;

[Explainer<Fashion, PatternNet>]
public sealed partial class FashionPatternNet;

[Explainer<Fashion, PatternAttribution>]
public sealed partial class FashionPatternAttribution;

[Explainer<Fashion, DeepLiftRescale>]
public sealed partial class FashionDeepLiftRescale;

[Explainer<Fashion, DeepLiftAblation>]
public sealed partial class FashionDeepLiftAblation;

[Explainer<Fashion, PlainGradient>]
public sealed partial class FashionPlainGradient;

[Explainer<Fashion, Yours>]
public sealed partial class FashionYours;
