using System.Reflection;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The composites of the literature on every device of ILGPU against the processor's kernels.</summary>
[Collection("emulation")]
public sealed class SuiteTests
{
    /// <summary>
    /// Two ways of rounding in float32, relative to the greatest value. Rules that share by sums of either sign divide by
    /// some that nearly cancel: the compiled composites differ as much from the interpreter in double.
    /// </summary>
    private const double Tolerance = 5e-4;

    private static readonly Type[] Explainers =
    [
        .. typeof(SuiteTests).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(Explainer))).OrderBy(t => t.Name),
    ];

    /// <summary>Every composite on every device.</summary>
    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> data = [];
            foreach (int device in SuiteDevices.Numbers)
            {
                foreach (Type explainer in Explainers)
                    data.Add(device, explainer.Name);
            }
            return data;
        }
    }

    /// <summary>Every device.</summary>
    public static TheoryData<int> Devices => [.. SuiteDevices.Numbers];

    [Theory]
    [MemberData(nameof(Cases))]
    public void CompositesAreThoseOfTheProcessor(int device, string composite)
    {
        using Explainer expected = Make<Explainer>(composite),
            actual = Make<Explainer>(composite, device);
        Random random = new(5);
        const int Samples = 5; // more than a dense layer takes one by one
        float[] inputs = SmallNetwork.Numbers(random, Samples * SmallNetwork.Inputs, 0, 1);
        int[] targets = [0, 1, 2, 1, 0];
        float[] single = inputs[..SmallNetwork.Inputs];
        Near(expected.Predict(inputs), actual.Predict(inputs), 1e-5);
        Near(expected.Explain(single, 1).Relevance, actual.Explain(single, 1).Relevance, Tolerance);
        float[] one = new float[inputs.Length],
            other = new float[inputs.Length];
        expected.Explain(inputs, targets, one);
        actual.Explain(inputs, targets, other);
        Assert.Contains(one, r => r != 0);
        Near(one, other, Tolerance);
    }

    [Theory]
    [MemberData(nameof(Devices))]
    public void MomentsAreThoseOfTheProcessor(int device)
    {
        using Propagator expected = Make<Propagator>(nameof(MomentsOfSmall)),
            actual = Make<Propagator>(nameof(MomentsOfSmall), device);
        Random random = new(6);
        float[] mean = SmallNetwork.Numbers(random, SmallNetwork.Inputs, 0, 1),
            variance = SmallNetwork.Numbers(random, SmallNetwork.Inputs, 0, 0.05);
        float[][] one = expected.Propagate([mean, variance]),
            other = actual.Propagate([mean, variance]);
        for (int m = 0; m < one.Length; m++)
            Near(one[m], other[m], 1e-5);
        CarrierGradient should = expected.Gradient([mean, variance], outputs => outputs),
            found = actual.Gradient([mean, variance], outputs => outputs);
        for (int m = 0; m < one.Length; m++)
            Near(should.Gradients[m], found.Gradients[m], 1e-4);
    }

    private static T Make<T>(string name, int? device = null)
    {
        ExplainerOptions options = new() { Device = device is { } number ? SuiteDevices.Of(number) : null };
        Type type = typeof(SuiteTests).Assembly.GetTypes().Single(t => t.Name == name);
        object[] arguments = [SmallNetwork.Weights(), options];
        BindingFlags flags = BindingFlags.DoNotWrapExceptions | BindingFlags.Instance | BindingFlags.Public;
        return (T)Activator.CreateInstance(type, flags, null, arguments, null)!;
    }

    /// <summary>The greatest difference, relative to the greatest value.</summary>
    private static void Near(float[] expected, float[] actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Length);
        double scale = expected.Max(Math.Abs),
            worst = expected.Zip(actual, (e, a) => double.IsNaN(a) ? double.PositiveInfinity : Math.Abs(e - a)).Max();
        Assert.True(worst <= tolerance * scale, $"off by {worst:g3} of {scale:g3}");
    }
}
