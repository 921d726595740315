using static RuleCompiler.Conformance.Tests.Reference.GraphTexts;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Random networks of all kinds: the gradient family is the gradient, relevance is conserved.</summary>
public sealed class RandomGraphTests
{
    private const int Networks = 60;

    [Fact]
    public void The_gradient_family_is_the_gradient()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            var graph = new RandomGraph(seed);
            Interpreter interpreter = Run(graph.Text, Defaults.Gradient, graph.Tensors);
            double[] outputs = [1, -2, 3];
            (float[] input, double[] numerical) = Smooth(new Random(seed), interpreter, outputs);
            double[] gradient = interpreter.Explain(input, outputs).Relevance;
            double scale = Math.Max(numerical.Max(Math.Abs), 1e-3); // a network may be flat
            double worst = numerical.Zip(gradient, (n, g) => Math.Abs(n - g)).Max();
            Assert.True(worst <= 1e-5 * scale, $"seed {seed}: off by {worst / scale:g3}\n{graph.Text}");
        }
    }

    [Fact]
    public void All_kinds_are_drawn()
    {
        var drawn = new HashSet<string>(Enumerable.Range(0, Networks).SelectMany(seed => new RandomGraph(seed).Kinds));
        string[] kinds =
        [
            .. typeof(Layer)
                .Assembly.GetTypes()
                .Where(type => type.IsSubclassOf(typeof(Layer)) && !type.IsAbstract)
                .Select(type => type.Name),
        ];
        // a Residual is an Add here, a global mean a mean, and the other two change no value
        Assert.Equal(["Dropout", "Flatten", "GlobalAvgPool", "Residual"], kinds.Except(drawn).Order());
    }

    [Fact]
    public void Relevance_is_conserved_where_values_are_weighed_moved_and_multiplied()
    {
        for (int seed = 0; seed < Networks; seed++)
        {
            var graph = new RandomGraph(seed, linear: true);
            LayerGraph read = LayerGraph.Parse(graph.Text);
            var interpreter = new Interpreter(
                read,
                TestNetworks.Unbounded,
                layer => layer is Dense or Conv2d ? new Epsilon(1e-12f) : null,
                Defaults.Relevance,
                TestNetworks.Tensors(graph.Tensors)
            );
            float[] input = Inputs(new Random(seed));
            double[] above = interpreter.Predict(input);
            double[] relevance = interpreter.Explain(input, above).Relevance;
            double size = relevance.Sum(Math.Abs) + above.Sum(Math.Abs);
            double lost = Math.Abs(relevance.Sum() - above.Sum()) / size;
            // pools, sums and products stabilise by 1e-6 against values that may be a thousandth of the greatest
            Assert.True(lost <= 1e-3, $"seed {seed}: lost {lost:g3}\n{graph.Text}");
        }
    }

    /// <summary>
    /// An input and the derivative there by central differences of two steps. Where they disagree a kink is within a
    /// step, and another input is drawn.
    /// </summary>
    private static (float[] Input, double[] Gradient) Smooth(Random random, Interpreter interpreter, double[] outputs)
    {
        for (int trial = 0; trial < 50; trial++)
        {
            float[] input = Inputs(random);
            double[] coarse = Differences(interpreter, input, outputs, 1f / 8192);
            double[] fine = Differences(interpreter, input, outputs, 1f / 16384);
            double scale = Math.Max(fine.Max(Math.Abs), 1e-3);
            if (fine.Zip(coarse, (f, c) => Math.Abs(f - c)).Max() <= 5e-6 * scale)
                return (input, fine);
        }

        throw new InvalidOperationException("Every input is near a kink.");
    }

    private static double[] Differences(Interpreter interpreter, float[] input, double[] outputs, float step)
    {
        var gradient = new double[input.Length];
        for (int j = 0; j < input.Length; j++)
        {
            gradient[j] = (At(j, step) - At(j, -step)) / (2.0 * step);
        }

        return gradient;

        double At(int j, float by)
        {
            float[] moved = [.. input];
            moved[j] += by; // exact: inputs are multiples of the step
            return interpreter.Predict(moved).Zip(outputs, (y, r) => y * r).Sum();
        }
    }

    /// <summary>Values of 32 different sizes, none 0: at ties and kinks themselves no two steps would disagree.</summary>
    private static float[] Inputs(Random random)
    {
        int[] sizes = [.. Enumerable.Range(1, 1024)];
        random.Shuffle(sizes);
        return [.. sizes.Take(32).Select(size => (random.Next(2) == 0 ? -size : size) / 512f)];
    }
}
