using RuleCompiler.Conformance.Tests.Reference;

namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Compiled explainers of a residual network against the interpreter, layer by layer.</summary>
public sealed class ResidualNetworkTests
{
    private const int Inputs = 3 * 12 * 12;

    [Fact]
    public void Epsilon_plus() => Agree<EpsilonPlus>(new ResidualEpsilonPlus(ResidualNetwork.Weights));

    [Fact]
    public void Gradient() => Agree<PlainGradient>(new ResidualGradient(ResidualNetwork.Weights));

    [Fact]
    public void Epsilon_alpha_beta_flat() =>
        Agree<EpsilonAlpha2Beta1Flat>(new ResidualAlphaBeta(ResidualNetwork.Weights));

    private static void Agree<TComposite>(Explainer explainer)
        where TComposite : IComposite
    {
        using Explainer disposed = explainer;
        Interpreter interpreter = Interpreter.For<ResidualNetwork, TComposite>(ResidualNetwork.Weights);
        for (int n = 0; n < 3; n++)
        {
            float[] input = TestNetworks.Numbers($"residual/x{n}", Inputs, 0, 1);
            Explanation compiled = explainer.Explain(input, target: n, layers: true);
            InterpretedExplanation reference = interpreter.Explain(input, n);
            Near.Same(reference.Logits, Doubles(compiled.Logits), 1e-5);
            // 1e-4: sums and batch norms that stand alone share like the ε-rule, by sums of any sign that may be
            // near zero; a layer that is wrong is off by a tenth and more.
            Near.Same(reference.Relevance, Doubles(compiled.Relevance), 1e-4);
            Assert.Equal(reference.Layers.Keys.Order(), compiled.Layers.Keys.Order());
            foreach ((string layer, double[][] channels) in reference.Layers)
                Near.Same(channels.Single(), Doubles(compiled.Layers[layer]), 1e-4);
            // sums of float32 products, as the logits are
            foreach ((string layer, double[] values) in reference.Values)
                Near.Same(values, Doubles(compiled.Values[layer]), 1e-5);
        }
    }

    private static double[] Doubles(float[] values) => Array.ConvertAll(values, v => (double)v);
}
