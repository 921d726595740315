using System.ComponentModel;

namespace RuleCompiler;

/// <summary>What generated code tells the runtime about a compiled network and composite.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record ExplainerLayout
{
    /// <summary>The network's name.</summary>
    public required string Network { get; init; }

    /// <summary>[C,H,W] or [features].</summary>
    public required int[] InputShape
    {
        get;
        init
        {
            field = value;
            InputSize = Size(value);
        }
    }

    /// <summary>The output's shape without the batch.</summary>
    public required int[] OutputShape
    {
        get;
        init
        {
            field = value;
            OutputSize = Size(value);
        }
    }

    /// <summary>The least value of an input; −∞ where undeclared.</summary>
    public required float Low { get; init; }

    /// <summary>The largest value of an input; +∞ where undeclared.</summary>
    public required float High { get; init; }

    /// <summary>Whether relevance is only right for inputs within the range; outputs and gradients always are.</summary>
    public bool ReliesOnRange { get; init; }

    /// <summary>The pattern of the tensors' names, or null.</summary>
    public required string? WeightsPattern { get; init; }

    /// <summary>
    /// SHA-256 of the canonical text of the graph that was compiled, as hexadecimal digits; null where the layers are
    /// declared.
    /// </summary>
    public string? GraphHash { get; init; }

    /// <summary>The inputs of an imported graph in the order in which the flat input holds them; empty where declared.</summary>
    public InputLayout[] GraphInputs { get; init; } = [];

    /// <summary>What relevance starts as where a call does not say.</summary>
    public OutputRelevance DefaultStart { get; init; } = OutputRelevance.Logit;

    /// <summary>The layers with weights, in execution order.</summary>
    public required LayerWeights[] Layers { get; init; }

    /// <summary>The rules' parameters that are tensors.</summary>
    public required OperandLayout[] Operands { get; init; }

    /// <summary>Where the network's input lies; one region per member of a carrier.</summary>
    public required Region[] Inputs { get; init; }

    /// <summary>Where the reference input lies, or null where no rule reads it.</summary>
    public required Region? Reference { get; init; }

    /// <summary>Where the network's output lies; one region per member of a carrier.</summary>
    public required Region[] Outputs { get; init; }

    /// <summary>The sums of a dense first layer, which a caller may give in place of the input; null where there are none.</summary>
    public FirstSumsLayout? FirstSums { get; init; }

    /// <summary>
    /// Where the relevance at the output lies; of a propagator the derivative with respect to each member of a carrier.
    /// </summary>
    public required Region[] Starts { get; init; }

    /// <summary>Where the relevance at the input lies, channel by channel; of a propagator the derivative, by member.</summary>
    public required Region[] Results { get; init; }

    /// <summary>The layers whose value and relevance can be asked for, from the last to the first.</summary>
    public required TapLayout[] Taps { get; init; }

    /// <summary>The number of weights, biases and operands that the passes read.</summary>
    public required int ParameterCount { get; init; }

    /// <summary>Floats of work space for each sample.</summary>
    public required long SampleFloats { get; init; }

    /// <summary>Floats of work space for each row.</summary>
    public required long RowFloats { get; init; }

    /// <summary>Floats computed once, when weights are loaded.</summary>
    public required long SharedFloats { get; init; }

    /// <summary>Floats of work space for each sample where layers' values are asked for.</summary>
    public long ObservedFloats { get; init; }

    /// <summary>Numbers in one input.</summary>
    public int InputSize { get; private init; }

    /// <summary>Numbers in one output.</summary>
    public int OutputSize { get; private init; }

    // computed once: they are asked for in every call
    private static int Size(int[] shape)
    {
        int size = 1;
        foreach (int extent in shape)
            size = checked(size * extent);
        return size;
    }
}

/// <summary>The weights of a layer and where they go.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Shape">The weight's shape; empty for a batch-norm that stands alone.</param>
/// <param name="HasBias">Whether the file holds a bias.</param>
/// <param name="Outputs">Output channels or units.</param>
/// <param name="Norm">The batch-norm folded into the layer, or the layer itself where it is one.</param>
/// <param name="Weight">The parameter that receives the weight; −1 where no pass reads it.</param>
/// <param name="Bias">The parameter that receives the bias; −1 where no pass reads it.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record LayerWeights(
    string Layer,
    int[] Shape,
    bool HasBias,
    int Outputs,
    NormLayout? Norm,
    int Weight,
    int Bias
)
{
    /// <summary>How often a dense layer is applied to a sample, each time adding the same bias.</summary>
    public int Rows { get; init; } = 1;

    /// <summary>What the weight is called in the file: a PReLU's is its slope.</summary>
    public string Parameter { get; init; } = "weight";
}

/// <summary>An input of an imported graph.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape without the batch.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record InputLayout(string Name, int[] Shape);

/// <summary>A batch-norm.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Eps">Added to the variance.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record NormLayout(string Layer, float Eps);

/// <summary>A rule's parameter that is a tensor.</summary>
/// <param name="Name"><c>layer.Parameter</c></param>
/// <param name="Parameter">The parameter that receives it.</param>
/// <param name="Shape">Its full shape.</param>
/// <param name="Default">The composite's value, for every element.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record OperandLayout(string Name, int Parameter, int[] Shape, float Default);

/// <summary>The sums W·x of the first layer, without bias: all that the forward pass makes of the input.</summary>
/// <param name="Layer">The layer's name.</param>
/// <param name="Sums">Where they lie.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record FirstSumsLayout(string Layer, Region Sums);

/// <summary>A part of the work space.</summary>
/// <param name="PerRow">Whether it exists for each row rather than each sample.</param>
/// <param name="Offset">Where it begins, in floats for each row or sample.</param>
/// <param name="Size">Its floats for each row or sample.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record Region(bool PerRow, long Offset, long Size);

/// <summary>A layer whose value and relevance can be asked for.</summary>
/// <param name="Layer">Its name.</param>
/// <param name="Shape">Its output's shape.</param>
/// <param name="Channels">The relevances that travel down.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record TapLayout(string Layer, int[] Shape, int Channels);
