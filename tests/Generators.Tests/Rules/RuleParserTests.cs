using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Rules;

/// <summary>What a rule's methods become, and that stamps and equality keep it.</summary>
public sealed class RuleParserTests
{
    private const string Source =
        "[Rule(Bias = Bias.Ignore), Source(\"k\", Eq = \"1\")] public sealed partial record R(float G = 0.1f, [PerInput] float Low = 0) : Rule "
        + "{ (float P, float N) Contribution(float a, float w) { var p = a * Half(w); return (Pos(p) - Low, G * Neg(p)); } "
        + "static float Half(float x) => x / 2; "
        + "(float P, float N) Share(float r, (float P, float N) z) => (r / Away(z.P), z.N < 0 ? r / z.N : 0); }";

    private static RuleModel Read(string source)
    {
        var result = Compiled.CompileCleanly(source).ParseRule();
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }

    private static string[] Formulas(string source, Verb verb) =>
        Read(source).Find(verb)!.Results.Select(Formula.Print).ToArray();

    [Fact]
    public void LocalsHelpersTuplesAndParametersAreRead()
    {
        Assert.Equal(["(a·w/2)⁺ − Low", "G·(a·w/2)⁻"], Formulas(Source, Verb.Contribution));
        Assert.Equal(["r/Away(z.0, 0.000001)", "(z.1 < 0) ? r/z.1 : 0"], Formulas(Source, Verb.Share));
        RuleModel rule = Read(Source);
        Assert.Equal(BiasUse.Ignore, rule.Bias);
        Assert.Equal(2, rule.Slots);
        // 0.1f is the 0.1 that the source prints
        Assert.Equal([new("G", ParameterKind.Scalar, 0.1), new("Low", ParameterKind.PerInput, 0)], rule.Parameters);
        Assert.Equal([new("k", "1")], rule.Citations);
    }

    [Fact]
    public void AnEarlyReturnIsAChoice()
    {
        string rule =
            "[Rule] public sealed partial record R : Rule { float Backward(float r, float x) { if (x > 0) return r; else return 0; } }";
        Assert.Equal(["(0 < x) ? r : 0"], Formulas(rule, Verb.Backward));
        Assert.Equal(
            ["(0 < x) ? r : 0"],
            Formulas(rule.Replace("else return 0;", "return 0;", StringComparison.Ordinal), Verb.Backward)
        );
    }

    [Fact]
    public void DoublesAreAsGoodAsFloats() =>
        Assert.Equal(
            ["a·w⁺"],
            Formulas(
                "[Rule] public sealed partial record R : Rule { double Contribution(double a, double w) => a * Pos(w); double Share(double r) => r; }",
                Verb.Contribution
            )
        );

    public static TheoryData<string> BuiltIn =>
        new(
            typeof(Rule)
                .Assembly.GetTypes()
                .Where(t => t.IsSubclassOf(typeof(Rule)))
                .Select(t => t.Name)
                .Order()
                .ToArray()
        );

    [Theory]
    [MemberData(nameof(BuiltIn))]
    public void StampsOfBuiltInRulesRoundTrip(string name)
    {
        var compilation = Compiled.CompileCleanly("class Empty;");
        var result = compilation.ParseRule($"RuleCompiler.{name}");
        Assert.Empty(result.Diagnostics);
        RuleModel rule = result.Model!;
        Assert.Equal(rule, RuleStamp.Parse(rule.Type, RuleStamp.Print(rule)));
    }

    [Fact]
    public void EqualAndMovedRulesAreEqual()
    {
        Assert.Equal(Read(Source), Read(Source));
        Assert.Equal(Read(Source).GetHashCode(), Read("// moved\n\nclass Other;\n" + Source).GetHashCode());
        Assert.Equal(Read(Source), Read("// moved\n\nclass Other;\n" + Source));
    }

    [Theory]
    [InlineData("0.1f", "0.2f")]
    [InlineData("[PerInput] ", "")]
    [InlineData("x / 2", "x / 3")]
    [InlineData("z.N < 0", "z.N <= 0")]
    [InlineData("(Bias = Bias.Ignore)", "")]
    [InlineData("\"k\"", "\"l\"")]
    public void ADifferentRuleDiffers(string before, string after) =>
        Assert.NotEqual(Read(Source), Read(Source.Replace(before, after, StringComparison.Ordinal)));
}
