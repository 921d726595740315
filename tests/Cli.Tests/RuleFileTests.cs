namespace RuleCompiler.Cli.Tests;

/// <summary>--rule-file: a file of the user's, compiled by the very generator.</summary>
public sealed class RuleFileTests : IDisposable
{
    private const string Halves = """
        using RuleCompiler;
        using static RuleCompiler.Scalars;

        namespace Mine;

        [Rule]
        public sealed partial record Halves(float Part = 0.5f) : Rule
        {
            float Contribution(float a, float w) => a * w * Part;

            float Share(float r, float z) => r / Away(z);
        }

        [Composite]
        public sealed partial class MyComposite
        {
            public static Rule? For(Layer layer) => layer switch { Dense or Conv2d => new Halves(), _ => null };
        }
        """;

    private readonly Workplace _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void ItsRulesAndCompositesAreThere()
    {
        string file = _place.Write("Mine.cs", Halves);
        float[] rules = _place.Relevance("--rule-file", file, "--rules", "Any=Halves(Part: 0.5)");
        Assert.Equal(rules, _place.Relevance("--rule-file", file, "--composite", "MyComposite"));
    }

    [Fact]
    public void UsingsMayBeLeftOut()
    {
        string file = _place.Write(
            "Short.cs",
            "[Rule] public sealed partial record Mine : Rule { float Contribution(float a, float w) => Pos(a * w); float Share(float r, float z) => r / Away(z); }"
        );
        Assert.Equal(
            _place.Relevance("--rules", "Any=ZPlus"),
            _place.Relevance("--rule-file", file, "--rules", "Any=Mine")
        );
    }

    [Fact]
    public void AnOperandThatIsNoneIsShownWithItsLine()
    {
        string file = _place.Write(
            "Bad.cs",
            Halves.Replace("float w)", "float weight)").Replace("a * w", "a * weight")
        );
        Outcome outcome = Run(file, "Any=Halves");
        Assert.Equal(1, outcome.Code);
        string[] lines = outcome.Error.TrimEnd().Split('\n');
        Assert.StartsWith(
            $"{file}:9:39: error RC0002: 'weight' is no operand that Contribution can read",
            lines[0],
            StringComparison.Ordinal
        );
        Assert.Equal("  9 |     float Contribution(float a, float weight) => a * weight * Part;", lines[1]);
        Assert.Equal($"    | {new string(' ', 38)}^^^^^^", lines[2].TrimEnd());
        Assert.Equal($"rulec: {file} has 1 error; correct the lines above", lines[^1]);
    }

    [Fact]
    public void WhatCSharpRefusesIsShownToo()
    {
        string file = _place.Write("Worse.cs", Halves.Replace("r / Away(z)", "r / Awry(z)"));
        Outcome outcome = Run(file, "Any=Halves");
        Assert.Equal(1, outcome.Code);
        Assert.Contains($"{file}:11:", outcome.Error, StringComparison.Ordinal);
        Assert.Contains("^^^^", outcome.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void AParameterIsCheckedAgainstTheRule() =>
        Run(_place.Write("Mine.cs", Halves), "Any=Halves(Whole: 1)")
            .IsRefused(2, "Halves has no parameter 'Whole': it is Halves(Part: 0.5f)");

    [Fact]
    public void ACompositeThatIsNoneNamesThoseOfTheFile() =>
        Workplace
            .Run("check", "mnist", "--rule-file", _place.Write("Mine.cs", Halves), "--composite", "MyComposit")
            .IsRefused(2, "did you mean MyComposite");

    private static Outcome Run(string file, string rules) =>
        Workplace.Run("check", "mnist", "--rule-file", file, "--rules", rules);
}
