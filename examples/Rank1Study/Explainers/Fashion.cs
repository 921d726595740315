using RuleCompiler;

namespace Rank1Study;

/// <summary>The methods on Fashion.</summary>
internal static class FashionMethods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("LRP-z", (weights, options) => new FashionLrpZ(weights, options)),
        new("LRP α1β0", (weights, options) => new FashionAlpha1Beta0(weights, options)),
        new("LRP α2β1", (weights, options) => new FashionAlpha2Beta1(weights, options)),
        new("LRP α5β4", (weights, options) => new FashionAlpha5Beta4(weights, options)),
        new("LRP CMP α1β0", (weights, options) => new FashionCompositeAlpha1Beta0(weights, options)),
        new("LRP CMP α2β1", (weights, options) => new FashionCompositeAlpha2Beta1(weights, options)),
        new("Deep Taylor", (weights, options) => new FashionDeepTaylor(weights, options)),
        new("Excitation BP", (weights, options) => new FashionExcitationBackprop(weights, options)),
        new("Guided BP", (weights, options) => new FashionGuidedBackprop(weights, options)),
        new("Deconv", (weights, options) => new FashionDeconvnet(weights, options)),
        new("RectGrad", (weights, options) => new FashionRectGrad(weights, options)),
        new("PatternNet", (weights, options) => new FashionPatternNet(weights, options)),
        new("PatternAttribution", (weights, options) => new FashionPatternAttribution(weights, options)),
        new("DeepLIFT", (weights, options) => new FashionDeepLiftRescale(weights, options)),
        new("DeepLIFT ablation", (weights, options) => new FashionDeepLiftAblation(weights, options)),
        new("gradient", (weights, options) => new FashionPlainGradient(weights, options)),
        new("yours", (weights, options) => new FashionYours(weights, options)),
    ];
}

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
