namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>What a method asks a network for, for one sample and one reference.</summary>
/// <param name="Outputs">Forward passes.</param>
/// <param name="Relevances">Explanations by the composite that the method asks, forward and backward.</param>
internal sealed record MethodCost(long Outputs, long Relevances)
{
    /// <summary>Counts by running the method on a network that answers nothing but zeros.</summary>
    public static MethodCost Of(AttributionMethod method, IReadOnlyList<int> shape, int outputs)
    {
        CountingNetwork network = new(shape, outputs);
        try
        {
            method.Attribute(network, new double[network.InputSize], 0);
        }
        catch (InvalidOperationException)
        {
            // a system of equations that all those zeros leave without a solution; everything has been asked by then
        }
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

    private sealed class CountingNetwork(IReadOnlyList<int> shape, int outputs) : IExplainable
    {
        public (long Outputs, long Relevances) Asked { get; private set; }

        public IReadOnlyList<int> InputShape => shape;

        public int InputSize { get; } = shape.Aggregate(1, (size, extent) => size * extent);

        public int OutputSize => outputs;

        public void Predict(ReadOnlySpan<double> inputs, Span<double> outputs)
        {
            Asked = Asked with { Outputs = Asked.Outputs + (inputs.Length / InputSize) };
            outputs.Clear();
        }

        public void Explain(
            ReadOnlySpan<double> inputs,
            ReadOnlySpan<int> targets,
            Span<double> relevance,
            bool timesOutput = false
        )
        {
            Asked = Asked with { Relevances = Asked.Relevances + targets.Length };
            relevance.Clear();
        }
    }
}
