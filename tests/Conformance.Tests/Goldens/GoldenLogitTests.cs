using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>The golden networks' outputs, which are well conditioned: sums of at most 8192 products.</summary>
public sealed class GoldenLogitTests
{
    [Theory]
    [InlineData("a_s1_x1.npz")]
    [InlineData("a_s2_x2.npz")]
    [InlineData("b_s1_x1.npz")]
    [InlineData("d_s1_x1.npz")]
    public void Logits_are_the_peers(string file)
    {
        GoldenCase golden = new(file, "zennit.gradient");
        Interpreter interpreter = GoldenMethod.Interpreter<PlainGradient>(golden);
        using Explainer explainer = golden.Net switch
        {
            "a" => new PlainGradientOfA(golden.Weights),
            "b" => new PlainGradientOfB(golden.Weights),
            _ => new PlainGradientOfD(golden.Weights),
        };
        Near.Same(golden.Logits, [.. golden.Targets.SelectMany((_, n) => interpreter.Predict(golden.Input(n)))], 1e-12);
        Near.Same(golden.Logits, Array.ConvertAll(explainer.Predict(golden.Inputs), v => (double)v), 1e-4);
    }
}
