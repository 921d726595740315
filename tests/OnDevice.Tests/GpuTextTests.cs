using RuleCompiler.Conformance.Tests.Compiled;

namespace RuleCompiler.OnDevice.Tests;

/// <summary>Explainers with the kernels that GPUs are given, on a device of any sort, against the processor's.</summary>
public sealed class GpuTextTests
{
    // both float32, in other orders of their sums; see the tolerance of CompositeTests
    private const double Tolerance = 5e-4;

    // few samples take other kernels of dense layers than many do
    private const int Batch = 18;

    [Theory]
    [InlineData(nameof(InnvestigateLrpAlpha2Beta1))]
    [InlineData(nameof(InnvestigateDeepTaylorBounded))]
    [InlineData(nameof(CaptumLrpGamma))]
    [InlineData(nameof(RectGrad))]
    public void ABatchIsWhatTheProcessorSays(string composite)
    {
        InMemory compiled = CompositeTests.Compiled.Value;
        WeightSet weights = CompositeTests.Weights();
        using Explainer processor = compiled.Explainer($"Explains{composite}", weights, new() { Device = null }),
            device = compiled.Explainer(
                $"Explains{composite}",
                weights,
                new() { Device = GpuTexts.On(Device.OpenCl()) }
            );
        foreach (int samples in new[] { 1, Batch })
        {
            float[] inputs = RandomTensors.Fill(new(samples), samples * CompositeTests.Inputs, 0, 1);
            double[] expected = Array.ConvertAll(Relevance(processor, inputs, samples), r => (double)r);
            Distance.Within(Tolerance, expected, Relevance(device, inputs, samples), $"{samples} samples");
        }
    }

    private static float[] Relevance(Explainer explainer, float[] inputs, int samples)
    {
        float[] relevance = new float[inputs.Length];
        explainer.Explain(inputs, [.. Enumerable.Range(0, samples).Select(n => n % 4)], relevance);
        return relevance;
    }
}
