using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Networks;

public class ListSyntaxTests
{
    [Theory]
    [InlineData("=> [new Flatten(), new Dense(10)];")]
    [InlineData("{ return [new Flatten(), new Dense(10)]; }")]
    [InlineData("=> new Layer[] { new Flatten(), new Dense(10) };")]
    [InlineData("=> new Layer[2] { new Flatten(), new Dense(10) };")]
    [InlineData("{ const int Ten = 5 * 2; return [new Flatten(), new Dense(Ten)]; }")]
    [InlineData("=> [new Flatten(), new Dense(Ten)]; const int Ten = 10;")]
    [InlineData("=> [new Flatten(), .. Head(5)]; static Layer[] Head(int half) => [new Dense(2 * half)];")]
    [InlineData(
        "=> [.. Pair(10)]; static Layer[] Pair(int n) { return [Flat(), new Dense(n)]; } static Layer Flat() => new Flatten();"
    )]
    [InlineData("=> Pair(); static Layer[] Pair(int n = 10) => [new Flatten(), new Dense(n)];")]
    [InlineData("=> [new Flatten(), Dense(10)]; static Layer Dense(int n) => n > 5 ? new Dense(n) : new ReLU();")]
    [InlineData(
        "=> [.. Deep(3)]; static Layer[] Deep(int n) => n == 0 ? [new Flatten(), new Dense(10)] : Deep(n - 1);"
    )]
    [InlineData("{ return Local(10); static Layer[] Local(int n) => [new Flatten(), new Dense(n)]; }")]
    public void Lists_are_read_in_every_notation(string define)
    {
        NetworkModel network = Read(define);
        Assert.Equal(["Flatten", "Dense"], network.Layers.Select(l => l.Kind));
        Assert.Equal(10, network.Layers[1].Integer("Units"));
    }

    [Theory]
    [InlineData("Name = \"head\"")]
    [InlineData("Name = nameof(head)")]
    [InlineData("Name = Head")]
    [InlineData("Name = $\"he{\"ad\"}\"")]
    public void Names_are_constant_text(string name)
    {
        NetworkModel network = Read(
            $$"""=> [new ReLU() { {{name}} }]; const string Head = "he" + "ad"; static int head;"""
        );
        Assert.Equal("head", network.Layers[0].Name);
    }

    [Fact]
    public void A_method_names_layers_by_its_arguments()
    {
        NetworkModel network = Read(
            """
            => [.. Block(1, Stride: 1), .. Block(2, Stride: 2)];
            static Layer[] Block(int n, Size Stride, bool last = false) =>
            [
                new Conv2d(4 << n, 3, Stride, Pad: 1) { Name = $"block{n}.conv" },
                new ReLU() { Name = "block" + n + (last && n > 1 ? ".last" : ".relu") },
            ];
            """
        );
        Assert.Equal(["block1.conv", "block1.relu", "block2.conv", "block2.relu"], network.Layers.Select(l => l.Name));
        Assert.Equal([8, 16], network.Layers.Where(l => l.Kind == "Conv2d").Select(l => l.Integer("Channels")));
        Assert.Equal([1, 2], network.Layers.Where(l => l.Kind == "Conv2d").Select(l => l.Integer("Stride.Width")));
    }

    [Fact]
    public void A_method_chooses_a_shortcut_by_its_arguments()
    {
        NetworkModel network = Read(
            """
            => [Block(1), Block(2)];
            static Layer Block(int stride) => new Residual(
                [new Conv2d(1, 3, stride, 1)],
                stride == 1 ? null : [new Conv2d(1, 1, stride)]);
            """
        );
        Assert.Equal([false, true], network.Layers.Select(l => l.HasShortcut));
    }

    [Fact]
    public void The_attributes_say_shape_range_and_names()
    {
        NetworkModel network = Declared.NetworkOf(
            """
            namespace A.B { [Network(3, 8, 8, Low = 0, High = 0.1f), Weights("m.{layer}.{parameter}")]
            public sealed partial class M { public static Layer[] Define() => [new ReLU()]; } }
            [Network(9)] public sealed partial class N { public static Layer[] Define() => [new ReLU()]; }
            """
        );
        Assert.Equal("[9]", Ir.Shapes.Text(network.InputShape));
        Assert.Equal((double.NegativeInfinity, double.PositiveInfinity), (network.Low, network.High));
        Assert.Null(network.WeightsPattern);
    }

    [Fact]
    public void A_bound_is_the_number_that_the_source_prints()
    {
        var result = Compiled
            .CompileCleanly(
                """
                namespace A.B { [Network(3, 8, 8, Low = 0, High = 0.1f), Weights("m.{layer}.{parameter}")]
                public sealed partial class M { public static Layer[] Define() => [new ReLU()]; } }
                """
            )
            .ParseNetwork("A.B.M");
        Assert.Empty(result.Diagnostics);
        Assert.Equal((0, 0.1), (result.Model!.Low, result.Model.High));
        Assert.Equal("m.{layer}.{parameter}", result.Model.WeightsPattern);
        Assert.Equal(new TypeModel("A.B", "M", "class"), result.Model.Type);
    }

    private static NetworkModel Read(string define) =>
        Declared.NetworkOf(
            $"[Network(1, 28, 28)] public sealed partial class N {{ public static Layer[] Define() {define} }}"
        );
}
