namespace RuleCompiler;

/// <summary>What was carried upward, in double precision.</summary>
/// <param name="Columns">The run-time number of columns; 0 where no member has columns.</param>
/// <param name="Members">The carrier behind the last layer: [features] or [columns·features] per member.</param>
/// <param name="Layers">The same behind each layer, by the layer's name.</param>
public sealed record InterpretedCarrier(
    int Columns,
    double[][] Members,
    IReadOnlyDictionary<string, double[][]> Layers
);
