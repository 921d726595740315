using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Rules;

/// <summary>The verb Maximum: its stamp, and the steps that a pool becomes.</summary>
public sealed class MaximumTests
{
    private const string Rule = """
        public record struct Two(float M, [Columns] float Q) : ICarrier<Two> { public static Two Constant => new(1, 0); }
        [Rule] public sealed partial record R : Rule
        {
            Two Forward(Two a, float w) => new(a.M * w, a.Q * w);
            Two Maximum(Two x, Two other) => new(Max(x.M, other.M) + SumColumns(x.Q * other.Q), x.M > other.M ? x.Q : other.Q);
        }
        """;

    private static RuleModel Model
    {
        get
        {
            var result = Compiled.CompileCleanly(Rule).ParseRule();
            Assert.Empty(result.Diagnostics);
            return result.Model!;
        }
    }

    [Fact]
    public void It_is_read_and_stamped()
    {
        RuleModel rule = Model;
        FunctionModel maximum = rule.Find(Verb.Maximum)!;
        Assert.Equal(2, maximum.Results.Count);
        Assert.Equal("(other.0 < x.0) ? x.1 : other.1", Formula.Print(maximum.Results[1]));
        Assert.Equal(rule, RuleStamp.Parse(rule.Type, RuleStamp.Print(rule)));
    }

    [Theory]
    [InlineData("new MaxPool(2)", 2 * 4, 2, 0)] // two taps of each axis and member; a fold and its sum for each axis
    [InlineData("new MaxPool((1, 3))", 2 * 3, 2, 0)]
    [InlineData("new MaxPool(1)", 0, 0, 0)]
    [InlineData("new MaxPool(3, 2, 1)", 2 * 6, 4, 4)] // the first and the last tap of each axis leave windows out
    public void A_window_is_folded_row_by_row(string pool, int moves, int folds, int absent)
    {
        Plan plan = Plan(pool);
        Assert.Empty(VerifyPlan.Of(plan));
        Assert.Equal(moves, plan.Forward.OfType<Step.Move>().Count());
        Assert.Equal(folds, plan.Forward.OfType<Step.ColumnSum>().Count());
        Assert.Equal(2 * folds, plan.Forward.OfType<Step.Pointwise>().Count());
        Assert.Equal(absent, plan.Prepare.OfType<Step.Move>().Count());
    }

    private static Plan Plan(string pool)
    {
        Graph graph = Declared.Graph($"[{pool}]", "Network(2, 7, 7)");
        RuleUseModel use = new("R", EquatableArray<ArgumentModel>.Empty);
        (Plan? plan, IReadOnlyList<GraphProblem> problems) = LowerExplainer.Lower(
            graph.Map(node => node.IsIdentity ? node : node with { Rule = use }),
            new Dictionary<string, RuleModel> { ["R"] = Model },
            null
        );
        Assert.Empty(problems);
        return plan!;
    }
}
