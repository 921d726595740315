using RuleCompiler;
using RuleCompiler.Cli.Networks;

namespace Rank1Study;

/// <summary>The methods on ResNet50.</summary>
internal static class ResNet50Methods
{
    public static IReadOnlyList<Method> All { get; } =
    [
        new("LRP-z", (weights, options) => new ResNet50LrpZ(weights, options)),
        new("LRP α1β0", (weights, options) => new ResNet50Alpha1Beta0(weights, options)),
        new("LRP α2β1", (weights, options) => new ResNet50Alpha2Beta1(weights, options)),
        new("LRP α5β4", (weights, options) => new ResNet50Alpha5Beta4(weights, options)),
        new("LRP CMP α1β0", (weights, options) => new ResNet50CompositeAlpha1Beta0(weights, options)),
        new("LRP CMP α2β1", (weights, options) => new ResNet50CompositeAlpha2Beta1(weights, options)),
        new("Deep Taylor", (weights, options) => new ResNet50DeepTaylor(weights, options)),
        new("Excitation BP", (weights, options) => new ResNet50ExcitationBackprop(weights, options)),
        new("Guided BP", (weights, options) => new ResNet50GuidedBackprop(weights, options)),
        new("Deconv", (weights, options) => new ResNet50Deconvnet(weights, options)),
        new("RectGrad", (weights, options) => new ResNet50RectGrad(weights, options)),
        new("PatternNet", (weights, options) => new ResNet50PatternNet(weights, options)),
        new("PatternAttribution", (weights, options) => new ResNet50PatternAttribution(weights, options)),
        new("DeepLIFT", (weights, options) => new ResNet50DeepLiftRescale(weights, options)),
        new("DeepLIFT ablation", (weights, options) => new ResNet50DeepLiftAblation(weights, options)),
        new("gradient", (weights, options) => new ResNet50PlainGradient(weights, options)),
        new("yours", (weights, options) => new ResNet50Yours(weights, options)),
    ];
}

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
