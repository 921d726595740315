using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Composites;

public class CompositeParserTests
{
    [Theory]
    [InlineData("Conv2d", "(kind Conv2d)")]
    [InlineData("Conv2d c", "(kind Conv2d)")]
    [InlineData("Conv2d _", "(kind Conv2d)")]
    [InlineData("Conv2d { }", "(kind Conv2d)")]
    [InlineData("Layer { IsFirst: true }", "(number IsFirst == 1)")]
    [InlineData("{ IsFirst: false } l", "(number IsFirst == 0)")]
    [InlineData("Layer and { IsLast: true }", "(number IsLast == 1)")]
    [InlineData("{ Name: \"conv1\" }", "(text Name == conv1)")]
    [InlineData("{ Name: \"conv1\" or \"conv 2\" }", "(or (text Name == conv1) (text Name == \"conv 2\"))")]
    [InlineData("{ Name: not \"\" }", "(not (text Name == \"\"))")]
    [InlineData("{ Name: not null }", "(not (not any))")]
    [InlineData(
        "Conv2d { Kernel: { Height: > 3, Width: <= 5 } }",
        "(and (kind Conv2d) (number Kernel.Height > 3) (number Kernel.Width <= 5))"
    )]
    [InlineData("Conv2d { Kernel.Height: >= 3 }", "(and (kind Conv2d) (number Kernel.Height >= 3))")]
    [InlineData("Conv2d { Pad: (1, _, < 2, _) }", "(and (kind Conv2d) (number Pad.Top == 1) (number Pad.Bottom < 2))")]
    [InlineData("Dense(10, _)", "(and (kind Dense) (number Units == 10))")]
    [InlineData("Dense(var n, true)", "(and (kind Dense) (number Bias == 1))")]
    [InlineData("Dense { Units: var n }", "(kind Dense)")]
    [InlineData(
        "Dense { Units: > 1 and (< 5 or 7) }",
        "(and (kind Dense) (number Units > 1) (or (number Units < 5) (number Units == 7)))"
    )]
    [InlineData("Dense { Units: N }", "(and (kind Dense) (number Units == 4))")]
    [InlineData(
        "Conv2d or (Dense and { IsLast: false })",
        "(or (kind Conv2d) (and (kind Dense) (number IsLast == 0)))"
    )]
    [InlineData("not Conv2d", "(not (kind Conv2d))")]
    [InlineData("not (Conv2d or Dense)", "(not (or (kind Conv2d) (kind Dense)))")]
    [InlineData("BatchNorm { Eps: > 1e-5f }", "(and (kind BatchNorm) (number Eps > 1E-05))")]
    [InlineData("not null", "(not (not any))")]
    [InlineData("Tanh _", "(kind Tanh)")]
    [InlineData("Multiply or Rearrange or Concat", "(or (or (kind Multiply) (kind Rearrange)) (kind Concat))")]
    [InlineData("LeakyReLU { Slope: > 0.1f }", "(and (kind LeakyReLU) (number Slope > 0.1))")]
    [InlineData("GELU(true)", "(and (kind GELU) (number Tanh == 1))")]
    [InlineData("Affine { Channels: 1 }", "(and (kind Affine) (number Channels == 1))")]
    public void Patterns_are_read(string pattern, string expected)
    {
        CompositeModel composite = Read($"layer switch {{ {pattern} => new Flat(), _ => null }}");
        Assert.Equal(expected, PatternText.Print(composite.Arms[0].Pattern).Print());
        Assert.Equal("RuleCompiler.Flat", composite.Arms[0].Rule!.RuleType);
    }

    [Fact]
    public void An_activation_is_each_of_its_kinds()
    {
        CompositeModel composite = Read("layer switch { Activation { IsFirst: false } => new Pass(), _ => null }");
        PatternModel.And and = Assert.IsType<PatternModel.And>(composite.Arms[0].Pattern);
        PatternModel.Or kinds = Assert.IsType<PatternModel.Or>(and.Parts[0]);
        Assert.Equal(
            Generators.Parsing.LayerKinds.Activations,
            kinds.Parts.Select(p => Assert.IsType<PatternModel.Kind>(p).LayerKind)
        );
    }

    [Theory]
    [InlineData("new Epsilon()", "RuleCompiler.Epsilon", "Eps=1E-06")]
    [InlineData("new Epsilon(0.25f)", "RuleCompiler.Epsilon", "Eps=0.25")]
    [InlineData("new Epsilon(0.1f)", "RuleCompiler.Epsilon", "Eps=0.1")]
    [InlineData("new Epsilon(Eps: 1)", "RuleCompiler.Epsilon", "Eps=1")]
    [InlineData("new Epsilon { Eps = 2 }", "RuleCompiler.Epsilon", "Eps=2")]
    [InlineData("new AlphaBeta(Beta: 0, Alpha: 1)", "RuleCompiler.AlphaBeta", "Alpha=1 Beta=0")]
    [InlineData("new AlphaBeta(N / 2f)", "RuleCompiler.AlphaBeta", "Alpha=2 Beta=1")]
    [InlineData("new ZBox(High: 1)", "RuleCompiler.ZBox", "Low=-Infinity High=1")]
    [InlineData("new A.B.Mine()", "A.B.Mine", "")]
    [InlineData("(new Flat())", "RuleCompiler.Flat", "")]
    [InlineData("(Rule?)new Flat()", "RuleCompiler.Flat", "")]
    public void Rules_are_read_with_all_their_parameters(string rule, string type, string arguments)
    {
        foreach (string body in new[] { $"layer switch {{ _ => {rule} }}", rule })
        {
            ArmModel arm = Assert.Single(Read(body).Arms);
            Assert.Equal(new PatternModel.Any(), arm.Pattern);
            Assert.Equal(type, arm.Rule!.RuleType);
            Assert.Equal(
                arguments,
                string.Join(" ", arm.Rule.Arguments.Select(a => FormattableString.Invariant($"{a.Name}={a.Value}")))
            );
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("default")]
    [InlineData("(Rule?)null")]
    [InlineData("layer switch { _ => null }")]
    [InlineData("layer switch { var x => default(Rule) }")]
    public void Null_leaves_a_layer_to_the_family(string body) =>
        Assert.Equal(new ArmModel(new PatternModel.Any(), null), Assert.Single(Read(body).Arms));

    [Fact]
    public void A_block_body_that_returns_is_read_as_well()
    {
        var result = Compiled
            .CompileCleanly(
                "[Composite] public sealed partial class C { public static Rule? For(Layer l) { return l switch { Dense => new Flat(), _ => null }; } }"
            )
            .ParseComposite();
        Assert.Empty(result.Diagnostics);
        Assert.Equal(2, result.Model!.Arms.Count);
    }

    [Fact]
    public void The_attributes_say_family_and_sources()
    {
        Assert.False(Read("null").GradientFamily);
        CompositeModel composite = Declared.Composite(
            "null",
            "Composite(Defaults = Defaults.Gradient), Source(\"key\", Eq = \"1\"), Source(\"other\")"
        );
        Assert.True(composite.GradientFamily);
        Assert.Equal([new CitationModel("key", "1"), new CitationModel("other", "")], composite.Citations);
    }

    [Fact]
    public void Finish_is_read_as_an_expression()
    {
        var result = Compiled
            .CompileCleanly(
                "[Composite] public sealed partial class C { public static Rule? For(Layer layer) => null; static float Finish(float r, float x, float x0) => r * (x - x0); }"
            )
            .ParseComposite();
        Assert.Empty(result.Diagnostics);
        Assert.Equal("(Mul r (Sub x x0))", ExprText.Print(result.Model!.Finish!).Print());
        Assert.Null(Read("null").Finish);
    }

    [Fact]
    public void Composites_of_the_library_are_read()
    {
        var compilation = Compiled.Compile(
            string.Join("\n", LibraryComposites().Select(File.ReadAllText))
                .Replace("namespace RuleCompiler;", "", StringComparison.Ordinal)
        );
        foreach (string name in LibraryComposites().Select(path => Path.GetFileNameWithoutExtension(path)))
        {
            var result = compilation.ParseComposite(name);
            Assert.Empty(result.Diagnostics);
            Assert.NotEmpty(result.Model!.Arms);
        }
    }

    private static IEnumerable<string> LibraryComposites() =>
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "RuleDsl", "Composites"), "*.cs");

    private static CompositeModel Read(string body)
    {
        var result = Compiled
            .CompileCleanly(
                $$"""
                [Composite] public sealed partial class C { const int N = 4; public static Rule? For(Layer layer) => {{body}}; }
                namespace A.B { public sealed record Mine : Rule; }
                """
            )
            .ParseComposite();
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }
}
