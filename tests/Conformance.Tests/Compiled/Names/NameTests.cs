using static RuleCompiler.Conformance.Tests.Compiled.RoleFixture;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>Names that users may choose and that the generated code must not trip over.</summary>
public sealed class NameTests
{
    private const string Use = """
        [Composite] public sealed partial class Composed
        {
            public static Rule? For(Layer layer) => layer switch { Dense or Conv2d => new Named(), _ => null };
        }

        """;

    private const string Plain = """
        [Rule] public sealed partial record Named : Rule
        {
            private float Contribution(float a, float w) => Tanh(a * w) + Pos(a) * Abs(w);
            private float Share(float r, float z) => r / Away(z, 0.25f);
        }

        """;

    /// <summary>Every public type that generated code could mean, by its short name.</summary>
    private static IEnumerable<string> TypesInUse =>
        typeof(Kernels.Plane)
            .Assembly.GetExportedTypes()
            .Concat(typeof(Explainer).Assembly.GetExportedTypes())
            .Where(t => !t.IsNested && !t.IsGenericType)
            .Select(t => t.Name)
            .Except(["Explainer", "Propagator"]) // the source of these tests says them itself
            .Concat(["Identity", "WeightSet", "MethodImpl", "MethodImplOptions"])
            .Distinct();

    [Fact]
    public void Types_of_the_user_hide_none_of_the_library() =>
        Check($"{Plain}{Use}{string.Concat(TypesInUse.Select(name => $"public sealed class {name};\n"))}");

    [Theory]
    [InlineData("kernels")]
    [InlineData("rules")]
    [InlineData("compiler")]
    public void Types_of_the_user_may_be_called_as_the_aliases(string name) =>
        Check($"{Plain}{Use}public sealed class {name};");

    [Fact]
    public void Members_of_an_explainer_hide_nothing() =>
        Check(
            $$"""
            {{Plain}}{{Use}}
            public sealed partial class Explains
            {
                private sealed class Plane; private sealed class Product; private sealed class At0; private sealed class Pair0;
                private static int Map0, s_layout, Layout, kernels, rules, conv1_z;
                private static int Parameter(int index) => index;
            }
            """
        );

    [Theory]
    [InlineData("b")]
    [InlineData("z_0")]
    [InlineData("o")]
    [InlineData("results")]
    [InlineData("at")]
    [InlineData("i")]
    [InlineData("V")]
    [InlineData("t0")]
    [InlineData("p0")]
    [InlineData("d0")]
    [InlineData("y_2")]
    [InlineData("@in")]
    [InlineData("@class")]
    public void A_tensor_parameter_may_be_called_as_anything_generated(string name) =>
        Check(Parameter($"[PerInput] float {name} = 0.5f", name));

    [Theory]
    [InlineData("o")]
    [InlineData("results")]
    [InlineData("@in")]
    [InlineData("@record")]
    public void A_parameter_may_be_called_as_anything_generated(string name) =>
        Check(Parameter($"float {name} = 0.5f", name));

    [Theory]
    [InlineData("true", "P ? Pos(a * w) : a * w")]
    [InlineData("false", "P ? Pos(a * w) : a * w")]
    [InlineData("true", "P && a > 0 ? a * w : 0")]
    [InlineData("true", "!P || a > 0.1f ? a * w : 0.5f * a * w")]
    [InlineData("true", "(P ? a > 0 : a < 0) ? a * w : 0")]
    public void A_parameter_may_be_a_condition(string value, string contribution) =>
        Check(Rule($"bool P = {value}", contribution));

    [Fact]
    public void A_parameter_may_be_an_integer() => Check(Rule("int P = 2", "Pow(Abs(a), P) * w"));

    [Theory]
    [InlineData("a.b", "a_b")]
    [InlineData("a b", "a_b")]
    [InlineData("class", "pass")]
    [InlineData("input", "Forward")]
    [InlineData("At0", "Parameter")]
    [InlineData("a\nb", "\"quoted\"\\")]
    [InlineData("a\u2028b", "*/ --> </summary>")]
    [InlineData("a1", "a")]
    public void Layers_may_be_called_anything(string first, string second)
    {
        string source = $$"""
            {{Plain}}{{Use}}
            [Network(7)] public sealed partial class Named2
            {
                public static Layer[] Define() => [new Dense(6) { Name = {{Quote(
                first
            )}} }, new ReLU(), new Dense(4) { Name = {{Quote(second)}} }];
            }
            [Explainer<Named2, Composed>] public sealed partial class Explains2;
            """;
        InMemory compiled = InMemory.Compile(source);
        Random random = new(5);
        WeightSet weights = RandomTensors.Network(random, [(first, [6, 7], true), (second, [4, 6], true)]);
        float[] input = RandomTensors.Fill(random, 7);
        using Explainer explainer = compiled.Explainer("Explains2", weights);
        InterpretedExplanation expected = compiled.Interpreter("Named2", "Composed", weights).Explain(input, 1);
        Distance.Within(Tolerance, expected.Relevance, explainer.Explain(input, 1).Relevance, "relevance");
    }

    [Fact]
    public void Types_may_differ_by_case_alone_and_be_called_as_keywords()
    {
        const string network =
            "{ public static Layer[] Define() => [new Dense(3)]; }\n[Explainer<@class, EpsilonPlus>] public sealed partial class @event;\n";
        InMemory compiled = InMemory.Compile(
            $$"""
            namespace @namespace.@int;
            [Network(7)] public sealed partial class Net { public static Layer[] Define() => [new Dense(3)]; }
            [Network(7)] public sealed partial class NET { public static Layer[] Define() => [new Dense(3)]; }
            [Network(7)] public sealed partial class @class {{network}}
            """
        );
        Assert.NotNull(compiled.Type("namespace.int.event"));
    }

    [Fact]
    public void A_type_may_be_a_network_and_a_composite()
    {
        InMemory compiled = InMemory.Compile(
            """
            [Network(7)] [Composite] public sealed partial class Twofold
            {
                public static Layer[] Define() => [new Dense(3)];
                public static Rule? For(Layer layer) => null;
            }
            """
        );
        Assert.Equal(2, compiled.Generated.Count);
    }

    [Fact]
    public void Names_of_generated_files_can_be_read() =>
        Assert.Contains(
            InMemory.Compile($"{Plain}").Generated.Keys,
            name => name.StartsWith("Named.Rule.", StringComparison.Ordinal)
        );

    private static string Parameter(string declaration, string name) =>
        Rule(declaration, $"a * w * {name} + 0.2f * Pos(a) * Abs(w)");

    private static string Rule(string parameters, string contribution) =>
        $$"""
            [Rule] public sealed partial record Named({{parameters}}) : Rule
            {
                private float Contribution(float a, float w) => {{contribution}};
                private float Share(float r, float z) => r / Away(z, 0.25f);
            }
            {{Use}}
            """;

    private static string Quote(string text) => Microsoft.CodeAnalysis.CSharp.SymbolDisplay.FormatLiteral(text, true);
}
