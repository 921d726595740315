using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

[Explainer<ResNet50, LrpZ>]
public sealed partial class ResNet50LrpZ;

[Explainer<ResNet50, Alpha1Beta0>]
public sealed partial class ResNet50Alpha1Beta0;

[Explainer<ResNet50, Alpha2Beta1>]
public sealed partial class ResNet50Alpha2Beta1;

[Explainer<ResNet50, Alpha5Beta4>]
public sealed partial class ResNet50Alpha5Beta4;

[Explainer<ResNet50, CompositeAlpha1Beta0>]
public sealed partial class ResNet50CompositeAlpha1Beta0;

[Explainer<ResNet50, CompositeAlpha2Beta1>]
public sealed partial class ResNet50CompositeAlpha2Beta1;

[Explainer<ResNet50, DeepTaylor>]
public sealed partial class ResNet50DeepTaylor;

[Explainer<ResNet50, ExcitationBackprop>]
public sealed partial class ResNet50ExcitationBackprop;

[Explainer<ResNet50, GuidedBackprop>]
public sealed partial class ResNet50GuidedBackprop;

[Explainer<ResNet50, Deconvnet>]
public sealed partial class ResNet50Deconvnet;

[Explainer<ResNet50, RectGrad>]
public sealed partial class ResNet50RectGrad;

[Explainer<ResNet50, PatternNet>]
public sealed partial class ResNet50PatternNet;

[Explainer<ResNet50, PatternAttribution>]
public sealed partial class ResNet50PatternAttribution;

[Explainer<ResNet50, DeepLiftRescale>]
public sealed partial class ResNet50DeepLiftRescale;

[Explainer<ResNet50, DeepLiftAblation>]
public sealed partial class ResNet50DeepLiftAblation;

[Explainer<ResNet50, PlainGradient>]
public sealed partial class ResNet50PlainGradient;

[Explainer<ResNet50, Yours>]
public sealed partial class ResNet50Yours;
