using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;
using RuleCompiler.Generators.Tests.Fixtures;

namespace RuleCompiler.Generators.Tests.Rules;

/// <summary>The operand f, carriers that formulas of the way down read, and channels that merge.</summary>
public sealed class DownwardCarrierTests
{
    private const string Types = """
        public record struct Size(float Of) : ICarrier<Size>
        {
            public static Size Constant => new(0);
            public static Size Initial(float a, float a0) => new(Abs(a - a0));
        }
        public record struct Two(float Up, float Down) : IChannels
        {
            public static float Merge(Two r, float y, float y0) => y > y0 ? r.Up : r.Down;
        }
        """;

    private const string Rule = """
        [Rule] public sealed partial record R : Rule
        {
            Size Forward([Operand("x")] Size s, float x, System.Func<float, float> f) => new(f(x + s.Of));
            Two Backward(Two r, float x, [Operand("x")] Size below, [Operand("y")] Size behind, System.Func<float, float> f) =>
                new(r.Up * Of(f, x) + below.Of, r.Down * behind.Of);
            static float Of(System.Func<float, float> f, float x) => f(f(x) + 1);
        }
        """;

    private static RuleModel Read(string source)
    {
        var result = Compiled.CompileCleanly(source).ParseRule();
        Assert.Empty(result.Diagnostics);
        return result.Model!;
    }

    [Fact]
    public void F_the_carrier_and_what_role_types_say_are_read()
    {
        RuleModel rule = Read(Rule + Types);
        Assert.Equal(
            ["r.0·f(f(x) + 1) + x.0", "r.1·y.0"],
            rule.Find(Verb.Backward)!.Results.Select(Formula.Print)
        );
        Assert.Equal(["f(x + x.0)"], rule.Find(Verb.ForwardPointwise)!.Results.Select(Formula.Print));
        Assert.Equal(["|a − a0|"], rule.Carrier!.Initial.Select(Formula.Print));
        Assert.Equal("(y0 < y) ? r.0 : r.1", Formula.Print(rule.Merge!));
        Assert.Equal(rule, RuleStamp.Parse(rule.Type, RuleStamp.Print(rule)));
    }

    [Fact]
    public void F_is_the_layers_own_function()
    {
        Expr call = Simplify.Make(Op.Function, Simplify.Make(Op.Function, new Name("x")));
        Node relu = Declared.Graph("[new ReLU()]").Nodes[0];
        Assert.Equal("x⁺⁺", Formula.Print(Activations.WithFunction(relu, call)));
    }

    [Theory]
    [InlineData("float Contribution(float a, float w, System.Func<float, float> [|f|]) => a * w; float Share(float r) => r;")]
    [InlineData("float Backward(float r, float [|f|]) => r * f;")]
    [InlineData("float Backward(float r, System.Func<float, float, float> [|f|]) => r;")]
    public void F_is_a_function_of_nonlinearities_only(string members) =>
        Marked.Rule("RC0002", $"[Rule] public sealed partial record R : Rule {{ {members} }}");

    [Fact]
    public void Another_function_is_not_understood() =>
        Marked.Rule(
            "RC0001",
            "[Rule] public sealed partial record R : Rule { float Backward(float r, float x) => "
                + "([|(System.Func<float, float>)(v => v)|])(x) * r; }"
        );

    [Fact]
    public void A_rule_of_one_channel_runs_once_below_channels_that_are_the_same()
    {
        var (plan, problems) = Planned.Lower(
            "[new Conv2d(4, 3), new ReLU(), new Flatten(), new Dense(5), new ReLU(), new Dense(3)]",
            "DeepLiftGenomics"
        );
        Assert.DoesNotContain(problems, p => p.Id == "RC0011");
        Assert.Empty(VerifyPlan.Of(plan!));
        // two of the dense layer below the nonlinearity, one of the last, one of the convolution
        Assert.Equal(4, plan!.Backward.OfType<Step.Product>().Count());
        // the layers, the first two at the reference, and the carrier of the dense layer below the nonlinearity
        Assert.Equal(6, plan.Forward.OfType<Step.Product>().Count());
    }

    [Fact]
    public void A_slot_reads_the_weights_of_a_maximum_or_those_at_the_reference()
    {
        const string source = """
            [Rule] public sealed partial record Mixed : Rule
            {
                float Contribution(float a, float w, float w0) => a * w * w0;
                float Share(float r) => r;
            }
            [Composite(Defaults = Defaults.Gradient)] public sealed partial class C
            {
                public static Rule? For(Layer layer) => layer switch { MaxPool => new Mixed(), _ => null };
            }
            """;
        var (plan, problems) = Planned.Lower("[new MaxPool(2), new Flatten(), new Dense(3)]", "C", source: source);
        Assert.Null(plan);
        Assert.Contains(problems, p => p.Id == "RC0011" && p.Arguments.Any(a => a.Contains("give each a slot of its own")));
    }

    [Fact]
    public void A_carrier_that_does_not_say_what_values_carry_is_missed_where_it_is_read()
    {
        const string source = """
            public record struct Bare(float Of) : ICarrier<Bare> { public static Bare Constant => new(0); }
            [Rule] public sealed partial record Reads : Rule
            {
                Bare Forward(float x) => new(x);
                float Backward(float r, [Operand("x")] Bare below) => r * below.Of;
            }
            [Composite(Defaults = Defaults.Gradient)] public sealed partial class C
            {
                public static Rule? For(Layer layer) => layer switch { Activation => new Reads(), _ => null };
            }
            """;
        var (plan, problems) = Planned.Lower("[new ReLU(), new Flatten(), new Dense(3)]", "C", source: source);
        Assert.Null(plan);
        Assert.Contains(problems, p => p.Id == "RC0011" && p.Arguments.Any(a => a.Contains("Initial(a, a0)")));
    }
}
