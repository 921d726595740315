using System.Reflection;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Assigning;

/// <summary>The oracle is C# itself: For is run on each layer, and must choose as the compiled composite does.</summary>
public class RunsAsCompiledTests
{
    private const string Network = """
        [
            new Conv2d(4, (3, 5), Pad: (1, 2, 1, 2)), new BatchNorm(0.1f), new ReLU(), new Conv2d(8, 3, 2, Groups: 2, Bias: false), new ReLU(),
            new Residual([new Conv2d(8, 1), new ReLU()]), new MaxPool(2), new AvgPool(2, 1, CountIncludePad: true), new BatchNorm(),
            new GlobalAvgPool(), new Flatten(), new Dense(16) { Name = "hidden" }, new ReLU(), new Dense(10, false),
        ]
        """;

    [Theory]
    [InlineData("Conv2d => new Flat(), _ => null")]
    [InlineData("Conv2d or Dense => new Flat(), ReLU => new Pass(), _ => null")]
    [InlineData("not (Conv2d or Dense) => new Flat(), _ => null")]
    [InlineData("{ IsFirst: true } => new Flat(), { IsLast: true } => new Pass(), _ => null")]
    [InlineData("{ HasBoundedInput: true } => new ZBox(), { IsFirst: true } => new WSquare(), _ => null")]
    [InlineData("Conv2d { Kernel: { Height: > 1, Width: < 5 } } => new Flat(), _ => null")]
    [InlineData(
        "Conv2d { Kernel.Width: >= 3 and <= 4 } => new Flat(), Conv2d { Stride.Height: not 2 } => new Pass(), _ => null"
    )]
    [InlineData(
        "Conv2d { Pad: (1, 2, _, _) } => new Flat(), Conv2d { Pad.Left: 0, Groups: 1 } => new Pass(), _ => null"
    )]
    [InlineData("Conv2d(4 or 8, _, _, _, _, 1, true) => new Flat(), _ => null")]
    [InlineData("Conv2d { Bias: false } or Dense { Bias: false } => new Flat(), _ => null")]
    [InlineData("{ Name: \"hidden\" or \"relu2\" } => new Flat(), Dense { Units: 10 } => new Pass(), _ => null")]
    [InlineData("Conv2d { Name: not \"conv1\" } => new Flat(), _ => null")]
    [InlineData("not { Name: \"hidden\" } and Dense => new Flat(), _ => null")]
    [InlineData(
        "AvgPool { CountIncludePad: true } => new Flat(), MaxPool { Kernel: { Height: 2 } } => new Pass(), _ => null"
    )]
    [InlineData("BatchNorm { Eps: 1e-5f } => new Flat(), BatchNorm => new Pass(), Add => new ZPlus(), _ => null")]
    [InlineData("not (Conv2d { Kernel.Height: 3 } or { IsLast: true }) => new Flat(), _ => null")]
    [InlineData("{ IsFirst: not true } and (Conv2d or Dense) => new Flat(), var other => null")]
    public void The_same_rule_is_chosen(string arms)
    {
        string body = $"layer switch {{ {arms} }}";
        Assembly assembly = Compiled.CompileCleanly(Declared.CompositeSource(body)).Load();
        MethodInfo choose = assembly.GetType("C")!.GetMethod("For")!;
        Graph graph = Declared.Graph(Network, "Network(2, 28, 28, Low = 0, High = 1)");
        CompositeModel composite = Declared.Composite(body);

        foreach (Node node in graph.Nodes)
        {
            object? expected = choose.Invoke(null, [LayerOf(node)]);
            ArmModel arm = composite.Arms.First(a => MatchPattern.Holds(a.Pattern, node));
            Assert.Equal(expected?.GetType().FullName, arm.Rule?.RuleType);
        }
    }

    private static Layer LayerOf(Node node)
    {
        WindowModel window = node.Window ?? new(1, 1);
        Size kernel = (window.KernelHeight, window.KernelWidth);
        Size stride = (window.StrideHeight, window.StrideWidth);
        Size dilation = (window.DilationHeight, window.DilationWidth);
        Padding pad = (window.PadTop, window.PadLeft, window.PadBottom, window.PadRight);
        Layer layer = node.Kind switch
        {
            NodeKind.Dense => new Dense(node.Units, node.HasBias),
            NodeKind.Conv2d => new Conv2d(node.Units, kernel, stride, pad, dilation, window.Groups, node.HasBias),
            NodeKind.ReLU => new ReLU(),
            NodeKind.MaxPool => new MaxPool(kernel, stride, pad),
            NodeKind.AvgPool => new AvgPool(kernel, stride, pad, node.CountIncludePad),
            NodeKind.GlobalAvgPool => new GlobalAvgPool(),
            NodeKind.Flatten => new Flatten(),
            NodeKind.BatchNorm => new BatchNorm((float)node.Eps),
            NodeKind.Add => new Add(),
            _ => new Dropout(),
        };
        return layer with
        {
            Name = node.Name,
            IsFirst = node.IsFirst,
            IsLast = node.IsLast,
            HasBoundedInput = node.HasBoundedInput,
        };
    }
}
