using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

/// <summary>The methods on Vgg16.</summary>
internal static class Vgg16Methods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("LRP-z", (weights, options) => new Vgg16LrpZ(weights, options)),
        new("LRP α1β0", (weights, options) => new Vgg16Alpha1Beta0(weights, options)),
        new("LRP α2β1", (weights, options) => new Vgg16Alpha2Beta1(weights, options)),
        new("LRP α5β4", (weights, options) => new Vgg16Alpha5Beta4(weights, options)),
        new("LRP CMP α1β0", (weights, options) => new Vgg16CompositeAlpha1Beta0(weights, options)),
        new("LRP CMP α2β1", (weights, options) => new Vgg16CompositeAlpha2Beta1(weights, options)),
        new("Deep Taylor", (weights, options) => new Vgg16DeepTaylor(weights, options)),
        new("Excitation BP", (weights, options) => new Vgg16ExcitationBackprop(weights, options)),
        new("Guided BP", (weights, options) => new Vgg16GuidedBackprop(weights, options)),
        new("Deconv", (weights, options) => new Vgg16Deconvnet(weights, options)),
        new("RectGrad", (weights, options) => new Vgg16RectGrad(weights, options)),
        new("PatternNet", (weights, options) => new Vgg16PatternNet(weights, options)),
        new("PatternAttribution", (weights, options) => new Vgg16PatternAttribution(weights, options)),
        new("DeepLIFT", (weights, options) => new Vgg16DeepLiftRescale(weights, options)),
        new("DeepLIFT ablation", (weights, options) => new Vgg16DeepLiftAblation(weights, options)),
        new("gradient", (weights, options) => new Vgg16PlainGradient(weights, options)),
        new("yours", (weights, options) => new Vgg16Yours(weights, options)),
    ];
}

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
