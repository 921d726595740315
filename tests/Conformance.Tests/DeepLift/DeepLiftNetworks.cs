using RuleCompiler.Conformance.Tests.Goldens;

namespace RuleCompiler.Conformance.Tests.DeepLift;

[Explainer<NetworkA, DeepLiftRescale>]
public sealed partial class RescaleOfA;

[Explainer<NetworkB, DeepLiftRescale>]
public sealed partial class RescaleOfB;

[Explainer<NetworkB, DeepLiftRescaleGradientPool>]
public sealed partial class RescaleGradientPoolOfB;

[Explainer<NetworkA, DeepLiftRevealCancel>]
public sealed partial class RevealCancelOfA;

[Explainer<NetworkA, DeepLiftAblation>]
public sealed partial class AblationOfA;

[Explainer<ResidualNetwork, DeepLiftRescale>]
public sealed partial class ResidualRescale;

[Explainer<ResidualNetwork, DeepLiftRevealCancel>]
public sealed partial class ResidualRevealCancel;

/// <summary>As the deeplift package: RevealCancel at every nonlinearity, the gradient through maximum pools.</summary>
[Composite(Defaults = Defaults.Gradient, Start = OutputRelevance.One)]
public sealed partial class RevealCancelGradientPool
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d => new DeepLiftLinear(),
            Activation => new RevealCancel(),
            _ => null,
        };

    private static float Finish(Multipliers r, float x, float x0) =>
        r.Pos * Scalars.Pos(x - x0) + r.Neg * Scalars.Neg(x - x0);
}

[Explainer<NetworkB, RevealCancelGradientPool>]
public sealed partial class RevealCancelGradientPoolOfB;
