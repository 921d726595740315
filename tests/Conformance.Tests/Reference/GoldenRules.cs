namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The composites of golden.json's entries.</summary>
internal static class GoldenRules
{
    /// <summary>An entry's rule of a layer, family, and what happens at the input.</summary>
    public static (Func<Layer, Rule?> Composite, Defaults Family, ScalarFunction? Finish) Of(string id) =>
        id switch
        {
            "zennit.epsilon" => All(new Epsilon(1e-6f)),
            "zennit.epsilon_0.25" => All(new Epsilon(0.25f)),
            // zennit's Gamma chooses its branch by the output's sign
            "zennit.gamma_0.25" => All(new GeneralizedGamma(0.25f)),
            "zennit.zplus" => All(new ZPlus()),
            "zennit.alphabeta_2_1" => All(new AlphaBeta(2, 1)),
            "zennit.wsquare" => All(new WSquare()),
            "zennit.first_zbox.rest_epsilon" => First(new ZBox(), new Epsilon()),
            "zennit.first_wsquare.rest_zplus" => First(new WSquare(), new ZPlus()),
            "zennit.composite.epsilon_plus" => (EpsilonPlus.For, Defaults.Relevance, null),
            "zennit.composite.epsilon_gamma_box" => (EpsilonGammaBox.For, Defaults.Relevance, null),
            "zennit.gradient" => (_ => null, Defaults.Gradient, null),
            "captum.input_x_gradient" => (
                _ => null,
                Defaults.Gradient,
                new ScalarFunction(["r", "x"], 1, (o, result) => result[0] = o[0] * o[1])
            ),
            _ => throw new NotSupportedException($"Write the composite of golden entry '{id}' here."),
        };

    private static (Func<Layer, Rule?>, Defaults, ScalarFunction?) All(Rule rule) => First(rule, rule);

    private static (Func<Layer, Rule?>, Defaults, ScalarFunction?) First(Rule first, Rule rest) =>
        (
            layer =>
                layer switch
                {
                    { IsFirst: true } => first,
                    Dense or Conv2d => rest,
                    _ => null,
                },
            Defaults.Relevance,
            null
        );
}
