using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

[Explainer<Vgg16, LrpZ>]
public sealed partial class Vgg16LrpZ;

[Explainer<Vgg16, Alpha1Beta0>]
public sealed partial class Vgg16Alpha1Beta0;

[Explainer<Vgg16, Alpha2Beta1>]
public sealed partial class Vgg16Alpha2Beta1;

[Explainer<Vgg16, Alpha5Beta4>]
public sealed partial class Vgg16Alpha5Beta4;

[Explainer<Vgg16, CompositeAlpha1Beta0>]
public sealed partial class Vgg16CompositeAlpha1Beta0;

[Explainer<Vgg16, CompositeAlpha2Beta1>]
public sealed partial class Vgg16CompositeAlpha2Beta1;

[Explainer<Vgg16, DeepTaylor>]
public sealed partial class Vgg16DeepTaylor;

[Explainer<Vgg16, ExcitationBackprop>]
public sealed partial class Vgg16ExcitationBackprop;

[Explainer<Vgg16, GuidedBackprop>]
public sealed partial class Vgg16GuidedBackprop;

[Explainer<Vgg16, Deconvnet>]
public sealed partial class Vgg16Deconvnet;

[Explainer<Vgg16, RectGrad>]
public sealed partial class Vgg16RectGrad;

[Explainer<Vgg16, PatternNet>]
public sealed partial class Vgg16PatternNet;

[Explainer<Vgg16, PatternAttribution>]
public sealed partial class Vgg16PatternAttribution;

[Explainer<Vgg16, DeepLiftRescale>]
public sealed partial class Vgg16DeepLiftRescale;

[Explainer<Vgg16, DeepLiftAblation>]
public sealed partial class Vgg16DeepLiftAblation;

[Explainer<Vgg16, PlainGradient>]
public sealed partial class Vgg16PlainGradient;

[Explainer<Vgg16, Yours>]
public sealed partial class Vgg16Yours;
