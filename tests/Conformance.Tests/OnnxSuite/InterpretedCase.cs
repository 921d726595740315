namespace RuleCompiler.Conformance.Tests.OnnxSuite;

/// <summary>A network of the suite in the reference interpreter.</summary>
internal static class InterpretedCase
{
    /// <summary>The outputs [samples, output].</summary>
    public static double[] Predict(SuiteCase one)
    {
        Interpreter interpreter = new(
            one.Model.Graph,
            (float.NegativeInfinity, float.PositiveInfinity),
            _ => null,
            Defaults.Gradient,
            one.Model.Weights
        );
        int each = one.Input.Length / one.Samples;
        return
        [
            .. Enumerable
                .Range(0, one.Samples)
                .SelectMany(sample => interpreter.Predict(one.Input.AsSpan(sample * each, each))),
        ];
    }
}
