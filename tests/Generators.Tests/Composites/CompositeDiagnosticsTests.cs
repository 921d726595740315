using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Composites;

public class CompositeDiagnosticsTests
{
    [Theory]
    [InlineData("layer switch { Dense d [|when d.Units > 3|] => new Flat(), _ => null }")]
    [InlineData("layer switch { { Name: { [|Length: 3|] } } => new Flat(), _ => null }")]
    [InlineData("layer switch { { Name: [|['a', ..]|] } => new Flat(), _ => null }")]
    [InlineData("layer switch { MaxPool { Stride: [|{ Height: 2 }|] } => new Flat(), _ => null }")]
    [InlineData("layer switch { MaxPool { Stride: [|null|] } => new Flat(), _ => null }")]
    [InlineData("layer switch { [|Residual|] => new Flat(), _ => null }")]
    [InlineData("layer switch { [|Mine|] => new Flat(), _ => null }")]
    [InlineData("layer switch { Dense => [|throw new System.Exception()|], _ => null }")]
    [InlineData("layer switch { Dense => [|Shared|], _ => null }")]
    [InlineData("layer switch { Dense => new Epsilon([|Eps|]), _ => null }")]
    [InlineData("layer switch { Dense d => new Epsilon([|d.Units|]), _ => null }")]
    [InlineData("layer switch { Dense => [|new Epsilon() with { Eps = 1 }|], _ => null }")]
    [InlineData("[|layer.Name|] switch { \"a\" => new Flat(), _ => null }")]
    [InlineData("[|layer is Dense ? new Flat() : null|]")]
    [InlineData("[|Shared|]")]
    [InlineData("layer switch { Dense => [|layer switch { _ => new Flat() }|], _ => null }")]
    public void Other_syntax_is_reported_at_its_span(string body)
    {
        string message = Marked.Composite(
            "RC0013",
            $$"""
            [Composite] public sealed partial class C
            {
                public static Rule? For(Layer layer) => {{body}};
                static readonly Rule Shared = new Flat();
                static readonly float Eps = 1;
            }
            public sealed record Mine : Layer;
            """
        );
        Assert.Contains("is not understood in a composite", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "RC0013",
        "[Composite] public sealed partial class C { public static Rule? For(Layer l) { [|if (l is Dense) return new Flat();|] return null; } }"
    )]
    [InlineData("RC0013", "[|[Composite] public sealed partial class C { }|]")]
    [InlineData("RC0004", "[Composite] public sealed class [|C|] { public static Rule? For(Layer layer) => null; }")]
    [InlineData(
        "RC0018",
        "[Composite] public static partial class [|C|] { public static Rule? For(Layer layer) => null; }"
    )]
    [InlineData("RC0016", "public sealed partial class [|C|] { public static Rule? For(Layer layer) => null; }")]
    [InlineData(
        "RC0002",
        "[Composite] public sealed partial class C { public static Rule? For(Layer l) => null; static float Finish(float r, float [|y|]) => r * y; }"
    )]
    [InlineData(
        "RC0002",
        "[Composite] public sealed partial class C { public static Rule? For(Layer l) => null; static float Finish(float r, int [|x|]) => r * x; }"
    )]
    [InlineData(
        "RC0003",
        "[Composite] public sealed partial class C { public static Rule? For(Layer l) => null; static [|bool|] Finish(float r) => r > 0; }"
    )]
    [InlineData(
        "RC0001",
        "[Composite] public sealed partial class C { public static Rule? For(Layer l) => null; static float Finish(float r) => [|System.MathF.Cbrt(r)|]; }"
    )]
    public void A_declaration_is_reported_at_its_part(string id, string source) => Marked.Composite(id, source);

    [Theory]
    [InlineData(
        "public partial class Outer { [Composite] public sealed partial class C { public static Rule? For(Layer l) => null; } }",
        "Outer+C"
    )]
    [InlineData("[Composite] public sealed partial class C<T> { public static Rule? For(Layer l) => null; }", "C`1")]
    public void A_nested_or_generic_declaration_is_reported_at_its_name(string source, string name)
    {
        var found = Assert.Single(Compiled.CompileCleanly(source).ParseComposite(name).Diagnostics);
        Assert.Equal("RC0004", found.Id);
        Assert.Equal(1, found.Span.Length);
    }

    [Fact]
    public void Code_that_does_not_compile_is_left_to_the_compiler()
    {
        foreach (
            string body in new[]
            {
                "layer switch { Missing => null }",
                "new Missing()",
                "layer switch { Dense { Nothing: 3 } => null }",
                "new Epsilon(1, 2)",
            }
        )
        {
            var result = Compiled.Compile(Declared.CompositeSource(body)).ParseComposite();
            Assert.Null(result.Model);
            Assert.Empty(result.Diagnostics);
        }
    }
}
