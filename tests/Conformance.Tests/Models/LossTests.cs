namespace RuleCompiler.Conformance.Tests.Models;

/// <summary>Where relevance goes that does not arrive: at every layer, to its biases and stabilisers and nowhere else.</summary>
public sealed class LossTests
{
    private const double Eps = Scalars.DefaultEps;

    [Theory]
    [InlineData(Bias.Keep)]
    [InlineData(Bias.Ignore)]
    public void Under_epsilon_a_layer_loses_what_bias_and_stabiliser_take(Bias bias)
    {
        TrainedModel model = TrainedModel.Of("Titanic");
        Interpreter interpreter = new(
            model.Read.Graph,
            (float.NegativeInfinity, float.PositiveInfinity),
            layer => layer is Dense ? new Epsilon() : null,
            Defaults.Relevance,
            model.Read.Weights,
            options: new() { Bias = bias }
        );
        InterpretedExplanation explanation = interpreter.Explain(model.First, model.Target);
        double[] activations = Array.ConvertAll(model.First, x => (double)x);
        for (int layer = 1; layer <= 3; layer++)
        {
            Tensor weight = model.Read.Weights[$"dense{layer}.weight"];
            double[] biases = Array.ConvertAll(model.Read.Weights[$"dense{layer}.bias"].Values, b => (double)b);
            double[] contributions = Product(weight, activations);
            double[] relevance = explanation.Layers[$"dense{layer}"][0];
            double arrives = (layer == 1 ? explanation.Relevance : explanation.Layers[$"relu{layer - 1}"][0]).Sum();
            double taken = 0;
            for (int k = 0; k < relevance.Length; k++)
            {
                double z = contributions[k] + (bias == Bias.Keep ? biases[k] : 0);
                double stabilised = z + (z >= 0 ? Eps : -Eps);
                taken += relevance[k] * (stabilised - contributions[k]) / stabilised;
            }

            Assert.InRange(Math.Abs(relevance.Sum() - arrives - taken), 0, 1e-10);
            activations = [.. contributions.Zip(biases, (c, b) => layer < 3 ? Math.Max(0, c + b) : c + b)];
        }

        Assert.All(model.Expected[..2].Zip(activations), pair => Assert.Equal(pair.First, pair.Second, 1e-9));
    }

    private static double[] Product(Tensor weight, double[] x) =>
        [
            .. Enumerable
                .Range(0, weight.Shape[0])
                .Select(k => Enumerable.Range(0, x.Length).Sum(j => weight.Values[(k * x.Length) + j] * x[j])),
        ];
}
