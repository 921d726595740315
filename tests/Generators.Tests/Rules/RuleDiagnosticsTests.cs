using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Rules;

/// <summary>What is wrong with a rule is said where it stands.</summary>
public sealed class RuleDiagnosticsTests
{
    private const string Share = "float Share(float r, float z) => r / Away(z);";

    private static string Rule(string members, string parameters = "") =>
        $"[Rule] public sealed partial record R({parameters}) : Rule {{ {members} }}";

    [Theory]
    [InlineData("float Contribution(float a, float w) { [|for (;;) { }|] }")]
    [InlineData("float Contribution(float a, float w) { [|a = w;|] return a; }")]
    [InlineData("float Contribution(float a, float w) => [|System.MathF.Cbrt(a)|] * w;")]
    [InlineData("float Contribution(float a, float w) => a * [|(w % 2)|];")]
    [InlineData("float Contribution(float a, float w) => [|a switch { > 0 => w, _ => 0 }|];")]
    [InlineData("float Contribution(float a, float w) => a * [|new float[] { 1 }[0]|];")]
    [InlineData("static float f; float Contribution(float a, float w) => a * [|f|];")]
    public void SyntaxOutsideOfTheLanguage(string contribution)
    {
        // the parentheses belong to no operation: the span is what stands inside
        string source = Rule($"{contribution} {Share}").Replace("[|(w % 2)|]", "([|w % 2|])", StringComparison.Ordinal);
        Assert.Contains("is not understood in a rule", Marked.Rule("RC0001", source), StringComparison.Ordinal);
    }

    [Fact]
    public void ARecursiveMethod() =>
        Marked.Rule(
            "RC0001",
            Rule($"float F(float x) => [|F(x)|]; float Contribution(float a, float w) => F(a) * w; {Share}")
        );

    [Theory]
    [InlineData(
        "float Contribution(float a, float [|weight|]) => a * weight;",
        "'weight' is no operand that Contribution can read; name one of a, w, a0"
    )]
    [InlineData("float Contribution(float a, string [|w|]) => a;", "'string w'")]
    [InlineData("float Contribution(float a, float w, float [|z|]) => a * w + z;", "name one of a, w, a0")]
    public void AnUnknownOperand(string contribution, string message) =>
        Assert.Contains(message, Marked.Rule("RC0002", Rule($"{contribution} {Share}")), StringComparison.Ordinal);

    [Theory]
    [InlineData("Mean Maximum(Mean x, float [|other|]) => x;", "float other")]
    [InlineData("Mean Maximum(Mean x, Mean [|y|]) => x;", "'y'")]
    [InlineData("Mean Maximum(Mean x, Mean other, System.Func<float, float> [|f|]) => x;", "x, other")]
    public void AMaximumOfSomethingElseThanTwoCarriers(string maximum, string message)
    {
        const string carrier =
            "public record struct Mean(float M) : ICarrier<Mean> { public static Mean Constant => new(1); } ";
        Assert.Contains(message, Marked.Rule("RC0002", carrier + Rule(maximum)), StringComparison.Ordinal);
    }

    [Fact]
    public void AnAttributeBindsAnOperandOfAnotherName()
    {
        var result = Compiled
            .CompileCleanly(
                Rule($"float Contribution([Operand(\"a\")] float activation, float w) => activation * w; {Share}")
            )
            .ParseRule();
        Assert.Empty(result.Diagnostics);
        Assert.True(result.Model!.Find(Generators.Models.Verb.Contribution)!.Reads("a"));
    }

    [Theory]
    [InlineData(
        "[|string|] Contribution(float a, float w) => \"\"; float Share(float r, float z) => r;",
        "a float, a tuple of floats or a role type"
    )]
    [InlineData(
        "float Contribution(float a, float w) => a * w; [|(float, float)|] Share(float r, float z) => (r, z);",
        "one float"
    )]
    [InlineData("(float, float) Contribution(float a, float w) => (a, w); [|float|] Share(float r) => r;", "2 floats")]
    [InlineData("[|(float, float)|] Backward(float r) => (r, r);", "one float")]
    [InlineData("[|float|] Forward(float x) => x;", "ICarrier")]
    [InlineData("[|float|] Maximum(float x, float other) => Max(x, other);", "ICarrier")]
    public void AWrongReturnType(string members, string expected) =>
        Assert.Contains(expected, Marked.Rule("RC0003", Rule(members)), StringComparison.Ordinal);

    [Theory]
    [InlineData("[Rule] public sealed record [|R|] : Rule { float Backward(float r) => r; }")]
    [InlineData("[Rule] public sealed partial record [|R|]<T> : Rule { float Backward(float r) => r; }", "R`1")]
    public void ATypeThatCannotBeCompleted(string source, string name = "R")
    {
        if (name == "R")
            Marked.Rule("RC0004", source);
        else
            Assert.Contains(
                Compiled.Compile(source.Replace("[|", "").Replace("|]", "")).ParseRule(name).Diagnostics,
                d => d.Id == "RC0004"
            );
    }

    [Theory]
    [InlineData("float Contribution(float a, float w) => a * w;", "no Share")]
    [InlineData("float Share(float r) => r;", "no Contribution")]
    [InlineData("float Something() => 1;", "no method")]
    [InlineData(
        "float Contribution(float a, float w) => a * w; float Share(float r) => r; float Spread(float w, float s) => w * s;",
        "Spread and Collect"
    )]
    public void AnIncompleteRule(string members, string message) =>
        Assert.Contains(
            message,
            Marked.Rule("RC0011", $"[Rule] public sealed partial record [|R|] : Rule {{ {members} }}"),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("float Contribution(float a, float w) => [|(int)(a * 10)|] * w;")]
    [InlineData("float Contribution(float a, float w) { int n = 3; return [|n / 2|] * a * w; }")]
    [InlineData("float G { get; init; } = 2; float Contribution(float a, float w) => [|G|] * a * w;")]
    public void WhatCSharpWouldComputeOtherwise(string contribution) =>
        Marked.Rule("RC0001", Rule($"{contribution} {Share}"));

    [Fact]
    public void APropertyThatIsComputedIsRead()
    {
        var result = Compiled
            .CompileCleanly(
                Rule(
                    $"float Half => G / 2; float Contribution(float a, float w) => Half * a * w; {Share}",
                    "float G = 1"
                )
            )
            .ParseRule();
        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void AFormulaThatDoublesAtEachStep()
    {
        string steps = string.Concat(Enumerable.Range(1, 30).Select(i => $"float t{i} = t{i - 1} * t{i - 1} + a; "));
        string source = Rule($"float Contribution(float a, float w) {{ float t0 = w; {steps} return t30; }} {Share}");
        Assert.Contains(Compiled.Compile(source).ParseRule().Diagnostics, d => d.Id == "RC0001");
    }

    [Theory]
    [InlineData(
        "(float, float) Contribution(float a, float w) => (a, w); (float, float) Share(float r, float [|z|]) => (r, z);",
        "2 floats"
    )]
    [InlineData(
        "float Contribution(float a, float w) => a * w; float Share(float r, (float A, float B) [|z|]) => r / z.A;",
        "one float"
    )]
    [InlineData(
        "float Contribution((float A, float B) [|a|], float w) => a.A * w; float Share(float r) => r;",
        "one float"
    )]
    [InlineData("float Backward((float A, float B) [|r|]) => r.A;", "one float")]
    public void AnOperandOfTheWrongShape(string members, string expected) =>
        Assert.Contains(expected, Marked.Rule("RC0002", Rule(members)), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "float Contribution(float a, float w) => a * w; float [|Share|](float r, float z) => r / Away(z) * P;",
        "[PerWeight] float P = 1"
    )]
    [InlineData(
        "float Contribution(float a, float w) => a * w; float [|Share|](float r, float z) => r / Away(z) * P;",
        "[PerInput] float P = 1"
    )]
    [InlineData("float [|Backward|](float r) => r * P;", "[PerWeight] float P = 1")]
    public void ATensorWhereItHasNoValue(string members, string parameter) =>
        Marked.Rule("RC0002", Rule(members, parameter));

    [Fact]
    public void AVerbTwice() =>
        Assert.Contains(
            "two methods",
            Marked.Rule("RC0011", Rule("float Backward(float r) => r; double [|Backward|](double r) => r;")),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("float r = 1")]
    [InlineData("[PerInput] float w = 1")]
    public void AParameterCalledLikeAnOperand(string parameter) =>
        Assert.Contains(
            "called like an operand",
            Marked.Rule(
                "RC0011",
                $"[Rule] public sealed partial record [|R|]({parameter}) : Rule {{ float Backward(float x) => x; }}"
            ),
            StringComparison.Ordinal
        );
}
