using static RuleCompiler.Conformance.Tests.Reference.TestNetworks;

namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>The interpreter of declared networks and composites, and its arguments.</summary>
public sealed class DeclarationTests
{
    private sealed class Net : INetwork
    {
        public static int[] InputShape => [2];

        public static (float Low, float High) InputRange => (-1, 4);

        public static string? WeightsPattern => "net.{layer}.{parameter}";

        public static LayerGraph Graph => LayerGraph.Of([new Dense(1, Bias: false)], InputShape);
    }

    private sealed class BoxTimesInput : IComposite
    {
        public static Defaults Family => Defaults.Relevance;

        public static ScalarFunction? FinishBody =>
            Formula("r x x0", 1, (o, result) => result[0] = o[0] * (o[1] - o[2]));

        public static Rule? For(Layer layer) => layer.HasBoundedInput ? new ZBox() : null;
    }

    private static Interpreter Declared(float[]? reference = null) =>
        Interpreter.For<Net, BoxTimesInput>(
            Tensors(("net.dense1.weight", [1, 2], [2, -1])),
            new InterpreterOptions { Reference = reference }
        );

    [Fact]
    public void A_declaration_brings_its_range_names_family_and_Finish()
    {
        // 8 and 3 of 11 as in LawTests, times x − x₀
        double share = 1 / (11 + 1e-6);
        Near.Same([8 * share * 2, 0], Declared([1, 1]).Explain([3, 1], 0, timesLogit: false).Relevance, 1e-12);
    }

    [Fact]
    public void Relevance_starts_as_the_logit_unless_told()
    {
        double[] one = Declared().Explain([3, 1], 0, timesLogit: false).Relevance;
        double[] logit = Declared().Explain([3, 1], 0).Relevance;
        Near.Same([.. one.Select(r => 5 * r)], logit, 1e-12);
        Near.Same(logit, Declared().Explain([3, 1], [5.0]).Relevance, 1e-12);
    }

    [Fact]
    public void Arguments_of_the_wrong_size_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Declared().Predict([1]));
        Assert.Throws<ArgumentException>(() => Declared([1]));
        Assert.Throws<ArgumentException>(() => Declared().Explain([1, 2], [1, 2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Declared().Explain([1, 2], 1));
    }

    [Fact]
    public void An_operand_of_no_rule_is_refused()
    {
        var options = new InterpreterOptions { Operands = new Dictionary<string, float[]> { ["dense1.low"] = [0] } };
        var error = Assert.Throws<ArgumentException>(() =>
            Interpreter.For<Net, BoxTimesInput>(Tensors(("net.dense1.weight", [1, 2], [2, -1])), options)
        );
        Assert.Contains("dense1.low", error.Message);
    }
}
