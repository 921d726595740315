using RuleCompiler.Conformance.Tests.DeepLift;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The golden entries of DeepLIFT: the peers take the gradient through the maximum pools of network b.</summary>
internal static class DeepLiftGoldens
{
    public static IReadOnlyDictionary<string, GoldenMethod> Methods { get; } =
        new Dictionary<string, GoldenMethod>
        {
            ["captum.deeplift.zero"] = GoldenMethod.Of<DeepLiftRescaleGradientPool>(
                w => new RescaleOfA(w),
                w => new RescaleGradientPoolOfB(w)
            ),
            ["deeplift.reveal_cancel"] = GoldenMethod.Of<DeepLiftRevealCancelGradientPool>(
                w => new RevealCancelOfA(w),
                w => new RevealCancelGradientPoolOfB(w)
            ),
        };
}
