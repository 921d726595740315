namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Several relevances at the output of each sample go down in one pass, as they do one by one.</summary>
public sealed class OutputColumnsTests
{
    private const int Samples = 3;
    private const int Columns = 4;
    private const int Outputs = 3;

    /// <summary>Kernels for one row and for several add in another order: some units in the last place.</summary>
    private const double Summation = 1e-6;

    [Fact]
    public void A_batch_equals_its_samples_whatever_the_threads()
    {
        InMemory compiled = InMemory.Compile(
            RoleFixture.Network
                + "[Composite] public sealed partial class Composed { public static Rule? For(Layer layer) => layer switch { Dense or Conv2d => new AlphaBeta(2, 1), _ => null }; }"
        );
        Random random = new(41);
        const int batch = 16;
        float[] inputs = RandomTensors.Fill(random, batch * RoleFixture.Inputs);
        float[] together = new float[inputs.Length];
        float[] alone = new float[inputs.Length];
        int[] targets = [.. Enumerable.Range(0, batch).Select(n => n % Outputs)];
        WeightSet weights = RoleFixture.Weights(random);
        using Explainer explainer = compiled.Explainer("Explains", weights, new() { Threads = 3 });
        using Explainer oneThread = compiled.Explainer("Explains", weights, new() { Threads = 1 });
        explainer.Explain(inputs, targets, together, start: OutputRelevance.One);
        oneThread.Explain(inputs, targets, alone, start: OutputRelevance.One);
        Assert.Equal(alone, together); // to the bit
        for (int n = 0; n < batch; n++)
        {
            Range sample = (n * RoleFixture.Inputs)..((n + 1) * RoleFixture.Inputs);
            float[] single = explainer.Explain(inputs[sample], targets[n], OutputRelevance.One).Relevance;
            Distance.Within(Summation, Array.ConvertAll(single, v => (double)v), together[sample]);
        }
    }

    [Theory]
    [InlineData("Conv2d => new AlphaBeta(2, 1), Dense => new GeneralizedGamma(0.25f)")]
    [InlineData("Dense or Conv2d => new ZPlus(), ReLU => new Rectified()")]
    [InlineData("Dense or Conv2d or AvgPool => new Bent()")]
    public void Many_output_relevances_equal_single_calls(string arms)
    {
        InMemory compiled = InMemory.Compile(
            RoleFixture.Network
                + $$"""
                [Rule] public sealed partial record Rectified : Rule
                {
                    [Percentile(60)] private float Tau(float x, float r) => x * r;
                    private float Backward(float r, float x, float tau) => x * r > tau ? r : 0;
                }
                [Rule] public sealed partial record Bent : Rule
                {
                    private float Contribution(float a, float w) => Tanh(a * w);
                    private float Share(float r, float z, float y) => y > 0 ? r / Away(z, 0.1f) : 0.1f * r;
                }
                [Composite] public sealed partial class Composed
                {
                    public static Rule? For(Layer layer) => layer switch { {{arms}}, _ => null };
                    public static float Finish(float r, float x) => r * x;
                }
                """
        );
        Random random = new(31);
        WeightSet weights = RoleFixture.Weights(random);
        float[] inputs = RandomTensors.Fill(random, Samples * RoleFixture.Inputs);
        float[] starts = RandomTensors.Fill(random, Samples * Columns * Outputs);
        float[] together = new float[Samples * Columns * RoleFixture.Inputs];
        using Explainer explainer = compiled.Explainer("Explains", weights);
        explainer.Explain(inputs, starts, together);
        Interpreter interpreter = compiled.Interpreter("Net", "Composed", weights);
        for (int n = 0; n < Samples; n++)
        for (int c = 0; c < Columns; c++)
        {
            int row = (n * Columns) + c;
            float[] input = inputs[(n * RoleFixture.Inputs)..((n + 1) * RoleFixture.Inputs)];
            float[] start = starts[(row * Outputs)..((row + 1) * Outputs)];
            float[] actual = together[(row * RoleFixture.Inputs)..((row + 1) * RoleFixture.Inputs)];
            Distance.Within(
                Summation,
                Array.ConvertAll(explainer.Explain(input, start).Relevance, v => (double)v),
                actual
            );
            Distance.Within(
                RoleFixture.Tolerance,
                interpreter.Explain(input, Array.ConvertAll(start, v => (double)v)).Relevance,
                actual
            );
        }
    }
}
