namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>What a method asks a network for, for one sample and one reference.</summary>
/// <param name="Outputs">Forward passes.</param>
/// <param name="Relevances">Explanations by the composite that the method asks, forward and backward.</param>
internal sealed record MethodCost(long Outputs, long Relevances)
{
    /// <summary>Counts by running the method on a network that answers nothing but zeros.</summary>
    /// <param name="method">The method.</param>
    /// <param name="shape">The shape of an input.</param>
    /// <param name="groups">The features of an input, or null.</param>
    public static MethodCost Of(AttributionMethod method, IReadOnlyList<int> shape, int[]? groups)
    {
        CountingNetwork network = new(shape);
        AttributionOptions options = new()
        {
            Groups = groups,
            Guided = method.GuidedComposite is null ? null : network,
        };
        method.Attribute(network, new double[network.InputSize], 0, options);
        return new(network.Asked.Outputs, network.Asked.Relevances);
    }

    public override string ToString() =>
        string.Join(
            " and ",
            new[] { Of(Relevances, "explanation"), Of(Outputs, "forward pass") }.Where(part => part.Length > 0)
        );

    private static string Of(long count, string what) =>
        count switch
        {
            0 => "",
            1 => $"1 {what}",
            _ => $"{count} {what}{(what.EndsWith('s') ? "es" : "s")}",
        };

    private sealed class CountingNetwork(IReadOnlyList<int> shape) : IExplainable
    {
        public (long Outputs, long Relevances) Asked { get; private set; }

        public IReadOnlyList<int> InputShape => shape;

        public int InputSize { get; } = shape.Aggregate(1, (size, extent) => size * extent);

        public int OutputSize => 1;

        public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
        {
            Asked = Asked with { Outputs = Asked.Outputs + (inputs.Length / InputSize) };
            outputs.Clear();
        }

        public IReadOnlyList<LayerShape> LayerShapes => [new("conv", [1, 2, 2])];

        public LayerTrace Trace(ReadOnlySpan<double> input, int target, string layer)
        {
            Asked = Asked with { Relevances = Asked.Relevances + 1 };
            return new(new double[4], new double[4]);
        }

        public void Explain(
            ReadOnlySpan<double> inputs,
            ReadOnlySpan<int> targets,
            Span<double> relevance,
            OutputRelevance start = OutputRelevance.One
        )
        {
            Asked = Asked with { Relevances = Asked.Relevances + targets.Length };
            relevance.Clear();
        }
    }
}
