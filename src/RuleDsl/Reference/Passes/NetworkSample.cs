namespace RuleCompiler.Reference;

/// <summary>One sample's values throughout a network.</summary>
/// <param name="Input">The network's input.</param>
/// <param name="Outputs">The nodes' outputs.</param>
/// <param name="ReferenceInput">The reference input.</param>
/// <param name="ReferenceOutputs">The nodes' outputs at the reference input.</param>
internal sealed record NetworkSample(
    double[] Input,
    double[][] Outputs,
    double[] ReferenceInput,
    double[][] ReferenceOutputs
)
{
    /// <summary>The carrier at the network's input, or null.</summary>
    public double[][]? CarrierInput { get; init; }

    /// <summary>The carrier behind each node, or null where none arrives.</summary>
    public double[][]?[] Carriers { get; init; } = [];

    /// <summary>What is known at one layer.</summary>
    public LayerSample At(LayerNode node) =>
        new(
            ReferenceNetwork.Read(node, Input, Outputs),
            Outputs[node.Index],
            ReferenceNetwork.Read(node, ReferenceInput, ReferenceOutputs),
            ReferenceOutputs[node.Index]
        )
        {
            CarrierInputs = Carriers.Length > 0 ? ReferenceNetwork.Read(node, CarrierInput, Carriers) : [],
            CarrierOutput = Carriers.Length > 0 ? Carriers[node.Index] : null,
        };
}
