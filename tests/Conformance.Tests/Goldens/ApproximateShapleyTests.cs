namespace RuleCompiler.Conformance.Tests.Goldens;

/// <summary>Methods that approach Shapley values, against exact.shapley8 within a tenth of the greatest value.</summary>
public sealed class ApproximateShapleyTests
{
    public static TheoryData<string, AttributionMethod> Methods =>
        new()
        {
            { "a_s1_x1.npz", new KernelShap() }, // all 254 coalitions
            { "a_s1_x1.npz", new KernelShap(Samples: 200) },
            { "a_s1_x1.npz", new ShapleySampling(Permutations: 200) },
            { "a_s2_x2.npz", new KernelShap(Samples: 200) },
            { "a_s2_x2.npz", new ShapleySampling(Permutations: 200) },
            { "b_s1_x1.npz", new KernelShap(Samples: 200) },
            { "b_s1_x1.npz", new ShapleySampling(Permutations: 50) },
        };

    [Theory]
    [MemberData(nameof(Methods))]
    public void Sampled_values_are_within_a_tenth(string file, AttributionMethod method)
    {
        GoldenCase golden = new(file, "exact.shapley8");
        using Explainer explainer = AskingGoldens.Compiled(golden);
        double error = golden.Error(AskingGoldens.Run(golden, method, explainer, AskingGoldens.Grouped));
        Assert.True(error <= 0.1, $"off by {error:g3} of the greatest value");
    }

    [Theory]
    [InlineData("a_s1_x1.npz")]
    [InlineData("a_s2_x2.npz")]
    public void Kernel_shap_of_all_coalitions_is_exact(string file)
    {
        GoldenCase golden = new(file, "exact.shapley8");
        Interpreter interpreter = AskingGoldens.Interpreter(golden);
        double error = golden.Error(AskingGoldens.Run(golden, new KernelShap(), interpreter, AskingGoldens.Grouped));
        Assert.True(error <= 1e-10, $"off by {error:g3} of the greatest value"); // the manifest's tolerance of the sums
    }
}
