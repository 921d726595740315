using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Laboratory.Tests.Pages;

public sealed class ConclusionTests
{
    [Fact]
    public void Says_which_methods_depend_on_the_class_and_what_was_proven()
    {
        Conclusion conclusion = Conclusion.From(
            [
                new("Gradient", 0.61, []),
                new("z⁺", 3e-9, ["fc2", "conv2", "conv1"]),
                new("Guided BP", 0.004, []),
                new("αβ", 0.05, ["conv1"]),
                new("Dead", double.NaN),
            ],
            "the input"
        );
        Assert.Equal(
            "z⁺ and Guided BP do not depend on the class they explain; αβ hardly does; Gradient does.",
            conclusion.Sentence
        );
        Assert.Collection(
            conclusion.Reasons,
            r =>
                Assert.StartsWith(
                    "Converged (1 − |cos| below 0.01 at the input): z⁺ (3·10⁻⁹) and Guided BP (0.004).",
                    r
                ),
            r => Assert.StartsWith("Close to it (between 0.01 and 0.1): αβ (0.05).", r),
            r => Assert.StartsWith("Not converged: Gradient (0.61).", r),
            r => Assert.StartsWith("Without a value at the input: Dead.", r),
            r => Assert.StartsWith("Proven before anything was measured: z⁺ (3 layers, fc2 to conv1).", r),
            r => Assert.Contains("too short a chain to converge here: αβ (conv1)", r),
            r => Assert.EndsWith("no non-negative chain is proven: Guided BP.", r)
        );
    }

    [Theory]
    [InlineData(new[] { 0.5 }, "m0 depends on the class it explains.")]
    [InlineData(new[] { 0.5, 0.6 }, "All 2 methods depend on the class they explain.")]
    [InlineData(new[] { 1e-4 }, "m0 does not depend on the class it explains.")]
    [InlineData(new[] { 1e-4, 0.0 }, "None of the 2 methods depends on the class it explains.")]
    [InlineData(new[] { 1e-4, 0.5 }, "m0 does not depend on the class it explains; m1 does.")]
    [InlineData(new[] { 0.1, 0.5, 0.0099 }, "m2 does not depend on the class it explains; m0 and m1 do.")]
    [InlineData(new[] { 0.01, 0.5, 0.0099 }, "m2 does not depend on the class it explains; m0 hardly does; m1 does.")]
    [InlineData(new[] { 0.01, 0.5, 0.09 }, "m0 and m2 hardly depend on the class they explain; m1 does.")]
    [InlineData(new[] { double.NaN }, "Nothing can be concluded: no method has a value at the lowest layer.")]
    public void The_sentence_is_about_the_methods_there_are(double[] measured, string sentence) =>
        Assert.Equal(
            sentence,
            Conclusion.From([.. measured.Select((v, i) => new MethodOutcome($"m{i}", v))], "conv1").Sentence
        );

    [Fact]
    public void Without_an_analysis_nothing_is_said_of_proofs() =>
        Assert.Single(Conclusion.From([new("m", 0.001)], "conv1").Reasons);

    [Fact]
    public void ConvergenceAtEachLocationIsNotThatOfTheWhole()
    {
        Conclusion found = Conclusion.From(
            [
                new("z⁺", 1e-6) { WholeInput = 1e-3 },
                new("CMP", 1e-5) { WholeInput = 0.5 },
                new("gradient", 0.6) { WholeInput = 0.9 },
            ],
            "conv1"
        );
        Assert.Equal(
            "z⁺ does not depend on the class it explains; CMP keeps of the class only how much goes where; gradient does.",
            found.Sentence
        );
        Assert.Contains(
            found.Reasons,
            reason => reason.StartsWith("Converged at each location, not as a whole: CMP (")
        );
        Assert.Equal(
            "CMP keeps of the class only how much goes where; gradient depends on the class it explains.",
            Conclusion
                .From([new("CMP", 1e-5) { WholeInput = 0.5 }, new("gradient", 0.6) { WholeInput = 0.9 }], "conv1")
                .Sentence
        );
    }

    [Fact]
    public void Nothing_measured_is_refused() =>
        Assert.Throws<ArgumentException>(() => Conclusion.From([], "the input"));
}
