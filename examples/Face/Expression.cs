using RuleCompiler;

namespace FaceExample;

/// <summary>Depthwise-separable convolutions and sums of branches; its input is a photograph less a mean.</summary>
[Network, Onnx("face-expression.onnx")]
public sealed partial class Expression;

[Explainer<Expression, InputXGradient>]
public sealed partial class GradientExplainer;

[Explainer<Expression, EpsilonGammaSquare>]
public sealed partial class GammaExplainer;

/// <summary>w² at the pixels, γ in the convolutions, ε above: relevance keeps both signs.</summary>
[Composite]
public sealed partial class EpsilonGammaSquare
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Conv2d { IsFirst: true } => new WSquare(),
            Conv2d => new GeneralizedGamma(0.25f),
            Dense => new Epsilon(),
            _ => null,
        };
}
