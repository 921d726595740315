namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>How a golden entry is computed: all samples' relevance, in the entry's order.</summary>
/// <param name="Interpreted">In double precision.</param>
/// <param name="Compiled">In float32.</param>
internal sealed record GoldenMethod(Func<GoldenCase, double[]> Interpreted, Func<GoldenCase, double[]> Compiled)
{
    /// <summary>A composite on networks a and b, by the peers' start.</summary>
    /// <param name="a">The compiled explainer of network a; null where no entry is about it.</param>
    /// <param name="b">The compiled explainer of network b.</param>
    /// <param name="bias">What the explainers do with all biases; null where each rule decides.</param>
    public static GoldenMethod Of<TComposite>(
        Func<WeightSet, Explainer>? a,
        Func<WeightSet, Explainer> b,
        Bias? bias = null
    )
        where TComposite : IComposite =>
        new(
            golden => Interpret(golden, Interpreter<TComposite>(golden, bias)),
            golden => Run(golden, (golden.Net == "a" ? a! : b)(golden.Weights))
        );

    private static Interpreter Interpreter<TComposite>(GoldenCase golden, Bias? bias)
        where TComposite : IComposite
    {
        var options = new InterpreterOptions { Bias = bias };
        return golden.Net == "a"
            ? RuleCompiler.Interpreter.For<NetworkA, TComposite>(golden.Weights, options)
            : RuleCompiler.Interpreter.For<NetworkB, TComposite>(golden.Weights, options);
    }

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
