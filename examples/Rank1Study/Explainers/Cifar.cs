using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

/// <summary>The methods on Cifar.</summary>
internal static class CifarMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("LRP-z", (weights, options) => new CifarLrpZ(weights, options)),
        new("LRP α1β0", (weights, options) => new CifarAlpha1Beta0(weights, options)),
        new("LRP α2β1", (weights, options) => new CifarAlpha2Beta1(weights, options)),
        new("LRP α5β4", (weights, options) => new CifarAlpha5Beta4(weights, options)),
        new("LRP CMP α1β0", (weights, options) => new CifarCompositeAlpha1Beta0(weights, options)),
        new("LRP CMP α2β1", (weights, options) => new CifarCompositeAlpha2Beta1(weights, options)),
        new("Deep Taylor", (weights, options) => new CifarDeepTaylor(weights, options)),
        new("Excitation BP", (weights, options) => new CifarExcitationBackprop(weights, options)),
        new("Guided BP", (weights, options) => new CifarGuidedBackprop(weights, options)),
        new("Deconv", (weights, options) => new CifarDeconvnet(weights, options)),
        new("RectGrad", (weights, options) => new CifarRectGrad(weights, options)),
        new("PatternNet", (weights, options) => new CifarPatternNet(weights, options)),
        new("PatternAttribution", (weights, options) => new CifarPatternAttribution(weights, options)),
        new("DeepLIFT", (weights, options) => new CifarDeepLiftRescale(weights, options)),
        new("DeepLIFT ablation", (weights, options) => new CifarDeepLiftAblation(weights, options)),
        new("gradient", (weights, options) => new CifarPlainGradient(weights, options)),
        new("yours", (weights, options) => new CifarYours(weights, options)),
    ];
}

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
