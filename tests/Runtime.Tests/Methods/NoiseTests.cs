using RuleCompiler.Runtime.Tests.Explaining;

namespace RuleCompiler.Runtime.Tests.Methods;

/// <summary>SmoothGrad and VarGrad against their definitions, with noise that the test knows.</summary>
public sealed class NoiseTests
{
    private static readonly double[] Input = [0.5, -1.5, 2];

    private static readonly FunctionNetwork Cubes = new(
        [3],
        x => x.Sum(v => v * v * v),
        x => [.. x.Select(v => 3 * v * v)]
    );

    private static readonly AttributionOptions Known = new()
    {
        Noise = (sample, noise) =>
        {
            for (int j = 0; j < noise.Length; j++)
                noise[j] = Math.Sin((7 * sample) + j);
        },
    };

    [Theory]
    [InlineData(NoiseScale.OfRange, true)]
    [InlineData(NoiseScale.OfRange, false)]
    [InlineData(NoiseScale.Absolute, false)]
    public void Smooth_grad_is_the_mean(NoiseScale scale, bool lastIsInput)
    {
        double[][] gradients = Gradients(5, 0.2 * (scale == NoiseScale.OfRange ? 3.5 : 1), lastIsInput);
        double[] expected = [.. Enumerable.Range(0, 3).Select(j => gradients.Average(g => g[j]))];
        SmoothGrad method = new(5, NoiseLevel: 0.2, Scale: scale, LastIsInput: lastIsInput);
        Near.Same(expected, method.Attribute(Cubes, Input, 0, Known).Relevance, 1e-14);
    }

    [Fact]
    public void Var_grad_is_the_variance()
    {
        double[][] gradients = Gradients(6, 0.1 * 3.5, lastIsInput: false);
        double[] expected =
        [
            .. Enumerable
                .Range(0, 3)
                .Select(j => gradients.Average(g => Math.Pow(g[j] - gradients.Average(h => h[j]), 2))),
        ];
        Near.Same(expected, new VarGrad(6).Attribute(Cubes, Input, 0, Known).Relevance, 1e-12);
    }

    [Fact]
    public void One_sample_is_the_gradient() =>
        Assert.Equal(Input.Select(v => 3 * v * v), new SmoothGrad(1).Attribute(Cubes, Input, 0).Relevance);

    [Fact]
    public void Normal_noise_has_the_expected_gradient()
    {
        // E[3(v + σz)²] = 3v² + 3σ²
        SmoothGrad method = new(20000, NoiseLevel: 0.5, Scale: NoiseScale.Absolute, LastIsInput: false);
        Near.Same(Input.Select(v => (3 * v * v) + 0.75), method.Attribute(Cubes, Input, 0).Relevance, 0.02);
    }

    private static double[][] Gradients(int samples, double deviation, bool lastIsInput) =>
        [
            .. Enumerable
                .Range(0, samples)
                .Select(n =>
                    Input
                        .Select((v, j) => v + (lastIsInput && n == samples - 1 ? 0 : deviation * Math.Sin((7 * n) + j)))
                        .Select(v => 3 * v * v)
                        .ToArray()
                ),
        ];
}
