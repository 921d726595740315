using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class NetworkDiagnosticsTests
{
    [Theory]
    [InlineData("=> [new ReLU(), [|Shared|]]; static readonly Layer Shared = new ReLU();")]
    [InlineData("=> [|Shared|]; static readonly Layer[] Shared = [new ReLU()];")]
    [InlineData("=> [new Conv2d([|Width|], 3)]; static readonly int Width = 3;")]
    [InlineData("=> [new Conv2d([|System.Environment.ProcessorCount|], 3)];")]
    [InlineData("=> [new Conv2d(3, ([|Width|], 3))]; static int Width => 3;")]
    [InlineData("{ [|var units = 3;|] return [new Dense(units)]; }")]
    [InlineData("{ [|if (true) { }|] return [new ReLU()]; }")]
    [InlineData("=> [.. [|System.Linq.Enumerable.Repeat(new ReLU(), 3)|]];")]
    [InlineData("=> [[|new ReLU() with { Name = \"a\" }|]];")]
    [InlineData("=> [new ReLU() { [|IsFirst = true|] }];")]
    [InlineData("=> [[|new Mine()|]]; sealed record Mine : Layer;")]
    [InlineData("=> Deep(0); static Layer[] Deep(int n) => [.. [|Deep(n + 1)|]];")]
    [InlineData("=> Deep(1); static Layer[] Deep(int n) => [new Dense([|1 / (n - 1)|])];")]
    [InlineData("=> Deep(1); static Layer[] Deep(int n) => [new ReLU() { Name = $\"a[|{n:X}|]\" }];")]
    [InlineData("=> [|[]|];")]
    [InlineData("=> [|[.. None()]|]; static Layer[] None() => [];")]
    [InlineData("=> [new Residual([|null|]!)];")]
    [InlineData("=> [new Reshape([|Extents|])]; static readonly int[] Extents = [784];")]
    [InlineData("=> [new Reshape(784, [|System.Environment.ProcessorCount|])];")]
    public void Other_syntax_is_reported_at_its_span(string define)
    {
        string message = Marked.Network("RC0012", InClass(define));
        Assert.Contains("is not understood in a network", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Code_that_does_not_compile_is_left_to_the_compiler()
    {
        foreach (
            string define in new[]
            {
                "=> [new Dense(Missing)];",
                "=> [new Dense()];",
                "=> [Missing()];",
                "=> [new Missing()];",
            }
        )
        {
            var result = Compiled.Compile(InClass(define)).ParseNetwork();
            Assert.Null(result.Model);
            Assert.DoesNotContain(result.Diagnostics, d => d.Id != "RC0017");
        }
    }

    [Fact]
    public void A_network_without_layers_method_is_reported() =>
        Marked.Network("RC0012", "[|[Network(1)] public sealed partial class N { }|]");

    [Theory]
    [InlineData("[Network(1)] public sealed class [|N|] { public static Layer[] Define() => [new ReLU()]; }", "RC0004")]
    [InlineData(
        "[Network(1)] public sealed partial class [|N|] { public static Layer[] Define() => [new ReLU()]; }",
        "RC0017"
    )]
    [InlineData("public sealed partial class [|N|] { public static Layer[] Define() => [new ReLU()]; }", "RC0016")]
    [InlineData(
        "[Network(1), Weights([|\"a.{layer}\"|])] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "RC0008"
    )]
    [InlineData(
        "[[|Network(1, -2)|]] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "RC0006"
    )]
    [InlineData(
        "[[|Network(0)|]] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "RC0006"
    )]
    [InlineData(
        "[[|Network|]] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "RC0006"
    )]
    [InlineData(
        "[[|Network(1, Low = 1, High = 0)|]] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }",
        "RC0006"
    )]
    public void A_declaration_is_reported_at_its_part(string source, string id) => Marked.Network(id, source);

    [Theory]
    [InlineData("RC0009", "[new ReLU() { Name = \"a\" }, [|new ReLU() { Name = \"a\" }|]]", "'a'")]
    [InlineData("RC0009", "[new ReLU() { Name = \"relu2\" }, [|new ReLU()|]]", "'relu2'")]
    [InlineData("RC0006", "[[|new Dense(10)|]]", "[features] but gets [1,28,28]")]
    [InlineData("RC0006", "[new Flatten(), [|new Conv2d(3, 3)|]]", "[C,H,W] but gets [784]")]
    [InlineData("RC0006", "[new Flatten(), [|new GlobalAvgPool()|], new Dense(1)]", "[C,H,W] but gets [784]")]
    [InlineData(
        "RC0006",
        "[[|new Conv2d(3, 31, Pad: 1)|]]",
        "spans 31×31 but its padded input is only 30×30 (input [1,28,28])"
    )]
    [InlineData("RC0006", "[[|new Conv2d(3, 3, Dilation: 14)|]]", "spans 29×29")]
    [InlineData("RC0006", "[[|new Conv2d(3, 2147483647, Dilation: 2147483647)|]]", "spans")]
    [InlineData(
        "RC0006",
        "[new Conv2d(6, 1), [|new Conv2d(6, 1, Groups: 4)|]]",
        "4 groups do not divide both the 6 channels of its input [6,28,28] and its 6 own"
    )]
    [InlineData(
        "RC0006",
        "[[|new Residual([new Conv2d(2, 1)])|]]",
        "ends with shape [2,28,28] but its shortcut with [1,28,28]"
    )]
    [InlineData("RC0006", "[[|new Conv2d(2000000000, 1)|], new Flatten()]", "more elements than an array can hold")]
    [InlineData("RC0019", "[new Residual([new ReLU(), [|new Add()|]])]", "one input only")]
    [InlineData("RC0019", "[[|new Multiply()|]]", "is a Multiply, which no list of layers can say; export the network")]
    [InlineData("RC0019", "[[|new Rearrange()|]]", "is a Rearrange, which no list of layers can say")]
    [InlineData("RC0019", "[[|new Concat()|]]", "is a Concat, which no list of layers can say")]
    [InlineData("RC0006", "[[|new Reshape(3, 3)|]]", "has not as many elements as its input [1,28,28]")]
    [InlineData("RC0006", "[[|new Affine(3)|]]", "3 channels do not divide")]
    [InlineData("RC0019", "[new Flatten(), [|new Dense(0)|]]", "has 0 units")]
    [InlineData("RC0019", "[[|new Conv2d(-1, 3)|]]", "has -1 channels")]
    [InlineData("RC0019", "[[|new Conv2d(1, 0)|]]", "has 0 kernel rows")]
    [InlineData("RC0019", "[[|new Conv2d(1, (1, -2))|]]", "has -2 kernel columns")]
    [InlineData("RC0019", "[[|new Conv2d(1, 1, Stride: 0)|]]", "has 0 as vertical stride")]
    [InlineData("RC0019", "[[|new Conv2d(1, 1, Dilation: (1, 0))|]]", "has 0 as horizontal dilation")]
    [InlineData("RC0019", "[[|new Conv2d(1, 1, Groups: 0)|]]", "has 0 groups")]
    [InlineData("RC0019", "[[|new Conv2d(1, 1, Pad: (0, 0, -1, 0))|]]", "has -1 rows or columns of padding")]
    [InlineData("RC0019", "[[|new MaxPool(2, Pad: 2)|]]", "padding as large as its window")]
    public void A_layer_that_does_not_fit_is_reported_once(string id, string layers, string message) =>
        Assert.Contains(message, Marked.Network(id, Declared.NetworkSource(layers)), StringComparison.Ordinal);

    [Fact]
    public void A_layer_is_found_in_nested_blocks_and_called_methods()
    {
        Marked.Network(
            "RC0019",
            InClass(
                """
                => [new Residual(Shortcut: [new ReLU(), new Residual([.. Twice(1), .. Twice(0)])], Body: [new ReLU()]), new ReLU()];
                static Layer[] Twice(int n) => [new ReLU(), [|new Conv2d(n, 1)|]];
                """
            )
        );
    }

    private static string InClass(string define) =>
        $"[Network(1, 28, 28)] public sealed partial class N {{ public static Layer[] Define() {define} }}";
}
