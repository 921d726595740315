using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Assigning;

public class AssignRulesTests
{
    private const string Every = """
        [
            new Conv2d(1, 3), new BatchNorm(), new ReLU(), new BatchNorm(), new MaxPool(2), new AvgPool(2),
            new Residual([new Dropout()]), new GlobalAvgPool(), new Flatten(), new Dense(2),
        ]
        """;

    [Fact]
    public void The_relevance_family_gives_each_kind_its_default()
    {
        Assert.Equal(
            "conv1 Epsilon(1E-06), batchnorm1 -, relu1 Pass(), batchnorm2 Norm(), maxpool1 WinnerTakesAll(), avgpool1 Norm(), "
                + "dropout1 -, add1 Norm(), globalavgpool1 Norm(), flatten1 -, dense1 Epsilon(1E-06)",
            Text(Assign(Every, "null"))
        );
    }

    [Fact]
    public void The_gradient_family_gives_all_the_gradient()
    {
        Assignment assignment = Assign(Every, "null", "Composite(Defaults = Defaults.Gradient)");
        Assert.Equal(8, assignment.Graph.Nodes.Count(n => n.Rule?.RuleType == "RuleCompiler.Gradient"));
        Assert.Equal(3, assignment.Graph.Nodes.Count(n => n.Rule is null));
        Assert.Empty(assignment.Problems);
    }

    [Fact]
    public void Every_default_is_a_rule_of_the_library()
    {
        foreach (string rule in FamilyDefaults.RuleTypes(false).Concat(FamilyDefaults.RuleTypes(true)))
            Assert.NotNull(typeof(Layer).Assembly.GetType(rule));
        Assert.Equal(
            FamilyDefaults.Of(NodeKind.Dense, false).Arguments.Single().Value,
            Parsing.Printed.Of(new RuleCompiler.Epsilon().Eps)
        );
    }

    [Fact]
    public void The_first_arm_that_matches_decides_even_if_it_says_null()
    {
        string text = Text(
            Assign(
                Every,
                "layer switch { Conv2d { IsLast: true } => new Flat(), { IsFirst: true } => null, { IsLast: true } => new Epsilon(2), Conv2d => new Flat(), _ => null }"
            )
        );
        Assert.StartsWith("conv1 Epsilon(1E-06)", text, StringComparison.Ordinal);
        Assert.EndsWith("dense1 Epsilon(2)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_is_named_but_not_there_is_reported()
    {
        Assignment assignment = Assign(
            "[new ReLU(), new Flatten() { Name = \"flat\" }]",
            "layer switch { { Name: \"relu1\" or \"flat\" } => null, { Name: not \"relu2\" } => null, _ => null }"
        );
        GraphProblem problem = Assert.Single(assignment.Problems);
        Assert.Equal("RC0005", problem.Id);
        Assert.Equal(["C", "relu2", "N", "relu1, flat"], problem.Arguments);
    }

    [Theory]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox()", "ZBox(-2 3)")]
    [InlineData("[new Dropout(), new Flatten(), new Dense(1)]", "new ZBox()", "ZBox(-2 3)")]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox(-1, 1)", "ZBox(-1 1)")]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox(High: 1)", "ZBox(-2 1)")]
    [InlineData("[new ReLU(), new Conv2d(1, 1)]", "new ZBox(0, 1)", "ZBox(0 1)")]
    public void Infinite_bounds_stand_for_the_declared_range(string layers, string rule, string expected)
    {
        Assignment assignment = Assign(layers, Only(rule), range: ", Low = -2, High = 3");
        Assert.Empty(assignment.Problems);
        Assert.EndsWith(expected, Text(assignment), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox()", "")]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox()", ", Low = 0")]
    [InlineData("[new Conv2d(1, 1)]", "new ZBox(Low: 0)", "")]
    [InlineData("[new ReLU(), new Conv2d(1, 1)]", "new ZBox()", ", Low = 0, High = 1")]
    public void Bounds_that_are_not_known_are_reported(string layers, string rule, string range)
    {
        GraphProblem problem = Assert.Single(Assign(layers, Only(rule), range: range).Problems);
        Assert.Equal("RC0015", problem.Id);
        Assert.Equal(["ZBox", "conv1"], problem.Arguments);
    }

    [Theory]
    [InlineData("new Epsilon()", "relu1")]
    [InlineData("new Pass()", "conv1")]
    public void A_rule_without_the_verb_that_a_layer_needs_is_reported(string rule, string layer)
    {
        GraphProblem problem = Assert.Single(Assign("[new Conv2d(1, 1), new ReLU()]", rule).Problems);
        Assert.Equal("RC0011", problem.Id);
        Assert.Contains($"layer '{layer}'", problem.Arguments[1], StringComparison.Ordinal);
    }

    private static string Only(string rule) => $"layer switch {{ Conv2d or Dense => {rule}, _ => null }}";

    private static Assignment Assign(string layers, string body, string composite = "Composite", string range = "") =>
        AssignRules.Assign(
            Declared.Graph(layers, $"Network(1, 28, 28{range})"),
            Declared.Composite(body, composite),
            Library.Rules
        );

    private static string Text(Assignment assignment) =>
        string.Join(", ", assignment.Graph.Nodes.Select(n => $"{n.Name} {(n.Rule is { } rule ? Text(rule) : "-")}"));

    private static string Text(RuleUseModel rule) =>
        $"{rule.RuleType["RuleCompiler.".Length..]}({string.Join(" ", rule.Arguments.Select(a => FormattableString.Invariant($"{a.Value}")))})";
}
