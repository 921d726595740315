namespace RuleCompiler.Conformance.Tests.Goldens;

[Explainer<NetworkA, AllEpsilon>]
public sealed partial class AllEpsilonOfA;

[Explainer<NetworkA, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfA;

[Explainer<NetworkA, AllGamma>]
public sealed partial class AllGammaOfA;

[Explainer<NetworkA, AllZPlus>]
public sealed partial class AllZPlusOfA;

[Explainer<NetworkA, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfA;

[Explainer<NetworkA, AllWSquare>]
public sealed partial class AllWSquareOfA;

[Explainer<NetworkA, FirstZBox>]
public sealed partial class FirstZBoxOfA;

[Explainer<NetworkA, FirstWSquare>]
public sealed partial class FirstWSquareOfA;

[Explainer<NetworkA, PlainGradient>]
public sealed partial class PlainGradientOfA;

[Explainer<NetworkA, InputXGradient>]
public sealed partial class InputXGradientOfA;

[Explainer<NetworkB, AllEpsilon>]
public sealed partial class AllEpsilonOfB;

[Explainer<NetworkB, AllEpsilonQuarter>]
public sealed partial class AllEpsilonQuarterOfB;

[Explainer<NetworkB, AllGamma>]
public sealed partial class AllGammaOfB;

[Explainer<NetworkB, AllZPlus>]
public sealed partial class AllZPlusOfB;

[Explainer<NetworkB, AllAlphaBeta>]
public sealed partial class AllAlphaBetaOfB;

[Explainer<NetworkB, AllWSquare>]
public sealed partial class AllWSquareOfB;

[Explainer<NetworkB, FirstZBox>]
public sealed partial class FirstZBoxOfB;

[Explainer<NetworkB, FirstWSquare>]
public sealed partial class FirstWSquareOfB;

[Explainer<NetworkB, EpsilonPlus>]
public sealed partial class EpsilonPlusOfB;

[Explainer<NetworkB, EpsilonGammaBox>]
public sealed partial class EpsilonGammaBoxOfB;

[Explainer<NetworkB, PlainGradient>]
public sealed partial class PlainGradientOfB;

[Explainer<NetworkB, InputXGradient>]
public sealed partial class InputXGradientOfB;

/// <summary>The compiled explainer of each of golden.json's entries.</summary>
internal static class GoldenExplainers
{
    public static Explainer Of(string net, string id, WeightSet weights) =>
        (net, id) switch
        {
            ("a", "zennit.epsilon") => new AllEpsilonOfA(weights),
            ("a", "zennit.epsilon_0.25") => new AllEpsilonQuarterOfA(weights),
            ("a", "zennit.gamma_0.25") => new AllGammaOfA(weights),
            ("a", "zennit.zplus") => new AllZPlusOfA(weights),
            ("a", "zennit.alphabeta_2_1") => new AllAlphaBetaOfA(weights),
            ("a", "zennit.wsquare") => new AllWSquareOfA(weights),
            ("a", "zennit.first_zbox.rest_epsilon") => new FirstZBoxOfA(weights),
            ("a", "zennit.first_wsquare.rest_zplus") => new FirstWSquareOfA(weights),
            ("a", "zennit.gradient") => new PlainGradientOfA(weights),
            ("a", "captum.input_x_gradient") => new InputXGradientOfA(weights),
            ("b", "zennit.epsilon") => new AllEpsilonOfB(weights),
            ("b", "zennit.epsilon_0.25") => new AllEpsilonQuarterOfB(weights),
            ("b", "zennit.gamma_0.25") => new AllGammaOfB(weights),
            ("b", "zennit.zplus") => new AllZPlusOfB(weights),
            ("b", "zennit.alphabeta_2_1") => new AllAlphaBetaOfB(weights),
            ("b", "zennit.wsquare") => new AllWSquareOfB(weights),
            ("b", "zennit.first_zbox.rest_epsilon") => new FirstZBoxOfB(weights),
            ("b", "zennit.first_wsquare.rest_zplus") => new FirstWSquareOfB(weights),
            ("b", "zennit.composite.epsilon_plus") => new EpsilonPlusOfB(weights),
            ("b", "zennit.composite.epsilon_gamma_box") => new EpsilonGammaBoxOfB(weights),
            ("b", "zennit.gradient") => new PlainGradientOfB(weights),
            ("b", "captum.input_x_gradient") => new InputXGradientOfB(weights),
            _ => throw new NotSupportedException(
                $"Declare the explainer of golden entry '{id}' on network '{net}' here."
            ),
        };
}
