using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

[Explainer<Cifar, LrpZ>]
public sealed partial class CifarLrpZ;

[Explainer<Cifar, Alpha1Beta0>]
public sealed partial class CifarAlpha1Beta0;

[Explainer<Cifar, Alpha2Beta1>]
public sealed partial class CifarAlpha2Beta1;

[Explainer<Cifar, Alpha5Beta4>]
public sealed partial class CifarAlpha5Beta4;

[Explainer<Cifar, CompositeAlpha1Beta0>]
public sealed partial class CifarCompositeAlpha1Beta0;

[Explainer<Cifar, CompositeAlpha2Beta1>]
public sealed partial class CifarCompositeAlpha2Beta1;

[Explainer<Cifar, DeepTaylor>]
public sealed partial class CifarDeepTaylor;

[Explainer<Cifar, ExcitationBackprop>]
public sealed partial class CifarExcitationBackprop;

[Explainer<Cifar, GuidedBackprop>]
public sealed partial class CifarGuidedBackprop;

[Explainer<Cifar, Deconvnet>]
public sealed partial class CifarDeconvnet;

[Explainer<Cifar, RectGrad>]
public sealed partial class CifarRectGrad;

[Explainer<Cifar, PatternNet>]
public sealed partial class CifarPatternNet;

[Explainer<Cifar, PatternAttribution>]
public sealed partial class CifarPatternAttribution;

[Explainer<Cifar, DeepLiftRescale>]
public sealed partial class CifarDeepLiftRescale;

[Explainer<Cifar, DeepLiftAblation>]
public sealed partial class CifarDeepLiftAblation;

[Explainer<Cifar, PlainGradient>]
public sealed partial class CifarPlainGradient;

[Explainer<Cifar, Yours>]
public sealed partial class CifarYours;
