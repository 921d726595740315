namespace RuleCompiler.OnnxImport;

/// <summary>A network while it is imported: layers in execution order, with their weights.</summary>
internal sealed class Draft
{
    /// <summary>The graph's inputs, shapes without the batch.</summary>
    public List<(string Name, int[] Shape)> Inputs { get; } = [];

    public List<DraftLayer> Layers { get; } = [];

    /// <summary>The layer that is the network's output.</summary>
    public int Output { get; set; } = -1;

    /// <summary>The name of the output where one was asked for; null for the model's first.</summary>
    public string? OutputName { get; init; }

    /// <summary>What the import did to the graph, in the order in which it did so.</summary>
    public List<string> Notes { get; } = [];
}

/// <summary>One layer of a draft, in the terms of the graph text.</summary>
internal sealed class DraftLayer
{
    /// <summary>The kind, called as the DSL's layer.</summary>
    public required string Kind { get; set; }

    /// <summary>The layers it reads; −1 is the network's input.</summary>
    public required int[] From { get; set; }

    /// <summary>The output's shape without the batch.</summary>
    public required int[] Shape { get; set; }

    /// <summary>The ONNX node it was made of, for notes and messages.</summary>
    public required string Source { get; set; }

    /// <summary>Its numbers by name, in the order of the graph text.</summary>
    public List<(string Name, double Value)> Arguments { get; } = [];

    /// <summary>On Add: 1 or −1 for each input.</summary>
    public int[] Signs { get; set; } = [];

    /// <summary>On Multiply: whether each input is a gate.</summary>
    public bool[] Gates { get; set; } = [];

    /// <summary>On Rearrange and Concat: where the values of each input go.</summary>
    public List<DraftMap> Maps { get; } = [];

    /// <summary>Its tensors by parameter: weight, bias, scale, shift, mean, variance, slope.</summary>
    public Dictionary<string, ConstantTensor> Weights { get; } = [];
}

/// <summary>Where values go: output[Write + Σ c·WriteStrides] = input[Read + Σ c·ReadStrides] for each coordinate c.</summary>
internal sealed record DraftMap(int[] Extents, int Read, int[] ReadStrides, int Write, int[] WriteStrides);
