using RuleCompiler;

namespace Rank1Study;

[Explainer<Mnist, LrpZ>]
public sealed partial class MnistLrpZ;

[Explainer<Mnist, Alpha1Beta0>]
public sealed partial class MnistAlpha1Beta0;

[Explainer<Mnist, Alpha2Beta1>]
public sealed partial class MnistAlpha2Beta1;

[Explainer<Mnist, Alpha5Beta4>]
public sealed partial class MnistAlpha5Beta4;

[Explainer<Mnist, CompositeAlpha1Beta0>]
public sealed partial class MnistCompositeAlpha1Beta0;

[Explainer<Mnist, CompositeAlpha2Beta1>]
public sealed partial class MnistCompositeAlpha2Beta1;

[Explainer<Mnist, DeepTaylor>]
public sealed partial class MnistDeepTaylor;

[Explainer<Mnist, ExcitationBackprop>]
public sealed partial class MnistExcitationBackprop;

[Explainer<Mnist, GuidedBackprop>]
public sealed partial class MnistGuidedBackprop;

[Explainer<Mnist, Deconvnet>]
public sealed partial class MnistDeconvnet;

[Explainer<Mnist, RectGrad>]
public sealed partial class MnistRectGrad;

[Explainer<Mnist, PatternNet>]
public sealed partial class MnistPatternNet;

[Explainer<Mnist, PatternAttribution>]
public sealed partial class MnistPatternAttribution;

[Explainer<Mnist, DeepLiftRescale>]
public sealed partial class MnistDeepLiftRescale;

[Explainer<Mnist, DeepLiftAblation>]
public sealed partial class MnistDeepLiftAblation;

[Explainer<Mnist, PlainGradient>]
public sealed partial class MnistPlainGradient;

[Explainer<Mnist, Yours>]
public sealed partial class MnistYours;
