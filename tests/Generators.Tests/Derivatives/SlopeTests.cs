using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Tests.Derivatives;

/// <summary>The derivative of each nonlinearity's formula is the slope that is written beside it.</summary>
public sealed class SlopeTests
{
    private static readonly Dictionary<string, double> Numbers = new()
    {
        ["Slope"] = 0.15,
        ["Low"] = -1.25,
        ["High"] = 2.5,
        ["Alpha"] = 0.7,
        ["Beta"] = 0.45,
        ["Gamma"] = 1.3,
    };

    public static TheoryData<string, bool> Kinds()
    {
        TheoryData<string, bool> kinds = [];
        foreach (NodeKind kind in Enum.GetValues<NodeKind>().Where(Activations.Knows))
            kinds.Add(kind.ToString(), false);
        kinds.Add(nameof(NodeKind.GELU), true);
        return kinds;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_derivative_is_the_slope(string name, bool tanh)
    {
        Node node = Of(Enum.Parse<NodeKind>(name), tanh);
        bool positive = node.Kind is NodeKind.Log or NodeKind.Sqrt or NodeKind.Reciprocal;
        IEnumerable<double> points = Enumerable.Range(1, 60).Select(i => (i * 0.173) - (positive ? 0 : 5.2));
        if (node.Kind is not NodeKind.Exp)
            points = points.Concat(positive ? [1e6] : [-1000, 1000]);
        foreach (double x in points)
            Same(node, x);
    }

    /// <summary>Both take the branch below a kink; a slope that someone wrote of Abs is 0 between both.</summary>
    [Theory]
    [InlineData(nameof(NodeKind.ReLU), 0)]
    [InlineData(nameof(NodeKind.LeakyReLU), 0)]
    [InlineData(nameof(NodeKind.PReLU), 0)]
    [InlineData(nameof(NodeKind.Clip), -1.25)]
    [InlineData(nameof(NodeKind.Clip), 2.5)]
    [InlineData(nameof(NodeKind.ELU), 0)]
    [InlineData(nameof(NodeKind.SELU), 0)]
    [InlineData(nameof(NodeKind.CELU), 0)]
    [InlineData(nameof(NodeKind.Softplus), 0)]
    [InlineData(nameof(NodeKind.Softsign), 0)]
    [InlineData(nameof(NodeKind.ThresholdedReLU), 0.7)]
    public void The_same_at_kinks(string name, double x) => Same(Of(Enum.Parse<NodeKind>(name), false), x);

    private static void Same(Node node, double x)
    {
        double At(Expr expr, double y) =>
            Evaluate.At(
                expr,
                n =>
                    n == Activations.SlopeTensor ? 0.3
                    : n == "y" ? y
                    : x
            );
        Expr value = Activations.Value(node, new Name("x"));
        double slope = At(Activations.Slope(node), At(value, 0));
        double found = At(Derivative.Of(value, "x"), 0);
        Assert.True(
            Math.Abs(found - slope) <= 1e-12 * Math.Max(1, Math.Abs(slope)),
            $"The derivative of {node.Kind} at {x} is {found}, its slope {slope}"
        );
    }

    private static Node Of(NodeKind kind, bool tanh) =>
        new()
        {
            Id = 0,
            Kind = kind,
            Name = "f",
            Inputs = EquatableArray<int>.Empty,
            Definition = 0,
            Numbers = Numbers
                .Select(n => new ArgumentModel(n.Key, n.Value))
                .Append(new ArgumentModel("Tanh", tanh ? 1 : 0))
                .ToEquatable(),
        };
}
