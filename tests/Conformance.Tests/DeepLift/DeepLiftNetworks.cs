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

[Explainer<NetworkB, DeepLiftRevealCancelGradientPool>]
public sealed partial class RevealCancelGradientPoolOfB;
