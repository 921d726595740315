using RuleCompiler;

namespace Rank1Study;

/// <summary>The methods on Mnist.</summary>
internal static class MnistMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("LRP-z", (weights, options) => new MnistLrpZ(weights, options)),
        new("LRP α1β0", (weights, options) => new MnistAlpha1Beta0(weights, options)),
        new("LRP α2β1", (weights, options) => new MnistAlpha2Beta1(weights, options)),
        new("LRP α5β4", (weights, options) => new MnistAlpha5Beta4(weights, options)),
        new("LRP CMP α1β0", (weights, options) => new MnistCompositeAlpha1Beta0(weights, options)),
        new("LRP CMP α2β1", (weights, options) => new MnistCompositeAlpha2Beta1(weights, options)),
        new("Deep Taylor", (weights, options) => new MnistDeepTaylor(weights, options)),
        new("Excitation BP", (weights, options) => new MnistExcitationBackprop(weights, options)),
        new("Guided BP", (weights, options) => new MnistGuidedBackprop(weights, options)),
        new("Deconv", (weights, options) => new MnistDeconvnet(weights, options)),
        new("RectGrad", (weights, options) => new MnistRectGrad(weights, options)),
        new("PatternNet", (weights, options) => new MnistPatternNet(weights, options)),
        new("PatternAttribution", (weights, options) => new MnistPatternAttribution(weights, options)),
        new("DeepLIFT", (weights, options) => new MnistDeepLiftRescale(weights, options)),
        new("DeepLIFT ablation", (weights, options) => new MnistDeepLiftAblation(weights, options)),
        new("gradient", (weights, options) => new MnistPlainGradient(weights, options)),
        new("yours", (weights, options) => new MnistYours(weights, options)),
    ];
}

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
