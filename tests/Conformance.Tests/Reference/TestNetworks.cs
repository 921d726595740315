namespace RuleCompiler.Conformance.Tests.Reference;

/// <summary>Weights and formulas for networks and rules that tests write down.</summary>
internal static class TestNetworks
{
    /// <summary>A set of tensors by name.</summary>
    public static WeightSet Tensors(params (string Name, int[] Shape, float[] Values)[] tensors) =>
        new("test", tensors.Select(t => new Tensor(t.Name, t.Shape, t.Values)));

    /// <summary>An interpreter that gives every Dense and Conv2d one rule.</summary>
    public static Interpreter Interpreter(
        Layer[] layers,
        int[] inputShape,
        Rule rule,
        WeightSet weights,
        InterpreterOptions? options = null
    ) => new(layers, inputShape, Unbounded, For(rule), Defaults.Relevance, weights, null, options);

    /// <summary>An input range that is not declared.</summary>
    public static (float Low, float High) Unbounded => (float.NegativeInfinity, float.PositiveInfinity);

    /// <summary>One rule for Dense and Conv2d.</summary>
    public static Func<Layer, Rule?> For(Rule rule) => layer => layer is Dense or Conv2d ? rule : null;

    /// <summary>A formula with operands that are separated by spaces.</summary>
    public static ScalarFunction Formula(string operands, int results, ScalarBody body) =>
        new(operands.Split(' ', StringSplitOptions.RemoveEmptyEntries), results, body);

    /// <summary>Reproducible numbers in [low, high).</summary>
    public static float[] Numbers(string name, int count, double low = -1, double high = 1) =>
        GoldenGenerator.Fill(name, count, low, high);
}

/// <summary>A rule whose formulas a test writes down.</summary>
internal sealed record WrittenRule(RuleBody Formulas) : Rule
{
    public override RuleBody Body => Formulas;
}
