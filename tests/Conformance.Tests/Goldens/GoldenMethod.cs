namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>How a golden entry is computed: all samples' relevance, in the entry's order.</summary>
/// <param name="Interpreted">In double precision.</param>
/// <param name="Compiled">In float32.</param>
internal sealed record GoldenMethod(Func<GoldenCase, double[]> Interpreted, Func<GoldenCase, double[]> Compiled)
{
    /// <summary>A composite on the networks whose explainers are given, by the peers' start.</summary>
    /// <param name="a">The compiled explainer of network a; null where no entry is about it.</param>
    /// <param name="b">That of network b.</param>
    /// <param name="d">That of network d.</param>
    /// <param name="bias">What the explainers do with all biases; null where each rule decides.</param>
    public static GoldenMethod Of<TComposite>(
        Func<WeightSet, Explainer>? a = null,
        Func<WeightSet, Explainer>? b = null,
        Func<WeightSet, Explainer>? d = null,
        Bias? bias = null
    )
        where TComposite : IComposite =>
        new(
            golden => Interpret(golden, Interpreter<TComposite>(golden, new() { Bias = bias })),
            golden =>
                Run(
                    golden,
                    golden.Net switch
                    {
                        "a" => a!(golden.Weights),
                        "b" => b!(golden.Weights),
                        _ => d!(golden.Weights),
                    }
                )
        );

    /// <summary>The interpreter of a composite on an entry's network.</summary>
    public static Interpreter Interpreter<TComposite>(GoldenCase golden, InterpreterOptions? options = null)
        where TComposite : IComposite =>
        golden.Net switch
        {
            "a" => RuleCompiler.Interpreter.For<NetworkA, TComposite>(golden.Weights, options),
            "b" => RuleCompiler.Interpreter.For<NetworkB, TComposite>(golden.Weights, options),
            _ => RuleCompiler.Interpreter.For<NetworkD, TComposite>(golden.Weights, options),
        };

    private static double[] Interpret(GoldenCase golden, Interpreter interpreter) =>
        [
            .. golden.Targets.SelectMany(
                (target, n) =>
                    interpreter.Explain(golden.Input(n), target, golden.Start == OutputRelevance.Logit).Relevance
            ),
        ];

    private static double[] Run(GoldenCase golden, Explainer explainer)
    {
        using Explainer disposed = explainer;
        float[] relevance = new float[golden.Inputs.Length];
        explainer.Explain(golden.Inputs, golden.Targets, relevance, start: golden.Start);
        return Array.ConvertAll(relevance, v => (double)v);
    }
}
