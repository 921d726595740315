using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>The kinds of layers in a graph; they are called as the layer types of the DSL.</summary>
internal enum NodeKind
{
    Dense,
    Conv2d,
    ReLU,
    MaxPool,
    AvgPool,
    GlobalAvgPool,
    Flatten,
    BatchNorm,
    Add,
    Dropout,
    Reshape,
    Affine,
    LeakyReLU,
    PReLU,
    Clip,
    HardSigmoid,
    HardSwish,
    Sigmoid,
    Tanh,
    Softplus,
    Softsign,
    ELU,
    SELU,
    CELU,
    GELU,
    SiLU,
    ThresholdedReLU,
    Erf,
    Exp,
    Log,
    Sqrt,
    Reciprocal,
    Abs,
    Multiply,
    Rearrange,
    Concat,
}

/// <summary>One layer of a graph, with every number its kernels need.</summary>
internal sealed record Node
{
    /// <summary>The place in execution order, from 0.</summary>
    public required int Id { get; init; }

    public required NodeKind Kind { get; init; }

    public required string Name { get; init; }

    /// <summary>Ids of the nodes it reads; <see cref="Graph.NetworkInput"/> is the network's input.</summary>
    public required EquatableArray<int> Inputs { get; init; }

    /// <summary>
    /// The layer it was made of: its place in definition order, a block before its body and its body before its
    /// shortcut. Diagnostics are located by it.
    /// </summary>
    public required int Definition { get; init; }

    /// <summary>The shape of its first input, without the batch; all inputs of an Add or Multiply have it.</summary>
    public EquatableArray<int> InputShape { get; init; }

    /// <summary>The shape of its output.</summary>
    public EquatableArray<int> Shape { get; init; }

    /// <summary>Whether it is the first node with weights (Dense or Conv2d).</summary>
    public bool IsFirst { get; init; }

    /// <summary>Whether it is the last node with weights (Dense or Conv2d).</summary>
    public bool IsLast { get; init; }

    /// <summary>Whether the nearest node with weights before it, following first inputs, is a Dense.</summary>
    public bool FollowsDense { get; init; }

    /// <summary>
    /// Whether it is the first node with weights, both bounds of the network's input are declared and they hold for
    /// what it reads: see <see cref="Graph.ReadsInput"/>.
    /// </summary>
    public bool HasBoundedInput { get; init; }

    /// <summary>Units of Dense, channels of Conv2d; 0 otherwise.</summary>
    public int Units { get; init; }

    /// <summary>The window of Conv2d, MaxPool and AvgPool; of GlobalAvgPool it is the image, once shapes are known.</summary>
    public WindowModel? Window { get; init; }

    /// <summary>
    /// Whether the weights file holds a bias (Dense, Conv2d). The canonical weights have one also where a
    /// BatchNorm is folded: see <see cref="AddsBias"/>.
    /// </summary>
    public bool HasBias { get; init; }

    /// <summary>What BatchNorm adds to the variance.</summary>
    public double Eps { get; init; }

    /// <summary>Whether padding counts in AvgPool's divisor.</summary>
    public bool CountIncludePad { get; init; }

    /// <summary>The numbers of a nonlinearity, such as Slope or Alpha.</summary>
    public EquatableArray<ArgumentModel> Numbers { get; init; }

    /// <summary>On Affine and PReLU: the channels, each a run of neighbouring units with a weight of its own.</summary>
    public int Channels { get; init; }

    /// <summary>On Add: 1 or −1 for each input.</summary>
    public EquatableArray<int> Signs { get; init; }

    /// <summary>On Multiply: for each input whether it is a gate, which takes no relevance.</summary>
    public EquatableArray<bool> Gates { get; init; }

    /// <summary>On Rearrange and Concat: where the values of each input go.</summary>
    public EquatableArray<StridedMap> Maps { get; init; }

    /// <summary>On Reshape: the output's shape.</summary>
    public EquatableArray<int> Target { get; init; }

    /// <summary>On Dense and Conv2d: the id of the BatchNorm that is folded into it.</summary>
    public int? FoldedBatchNorm { get; init; }

    /// <summary>On BatchNorm: the id of the Dense or Conv2d that it is folded into.</summary>
    public int? FoldedInto { get; init; }

    /// <summary>The rule, once assigned; null where <see cref="IsIdentity"/>.</summary>
    public RuleUseModel? Rule { get; init; }

    /// <summary>Whether the output's values are the input's: Flatten, Reshape, Dropout and a folded BatchNorm.</summary>
    public bool IsIdentity =>
        Kind is NodeKind.Flatten or NodeKind.Reshape or NodeKind.Dropout || FoldedInto is not null;

    /// <summary>Whether the layer is an elementwise nonlinearity: what rules with Backward apply to.</summary>
    public bool IsActivation => Activations.Knows(Kind);

    /// <summary>Whether the layer takes rules with Contribution and Share: all that neither is a nonlinearity nor passes values on.</summary>
    public bool IsLinear => !IsActivation && !IsIdentity;

    /// <summary>Whether each output unit is one input unit or 0: Rearrange and Concat.</summary>
    public bool IsMove => Kind is NodeKind.Rearrange or NodeKind.Concat;

    /// <summary>Whether the layer is a pool, which is run window by window.</summary>
    public bool IsPool => Kind is NodeKind.MaxPool or NodeKind.AvgPool or NodeKind.GlobalAvgPool;

    /// <summary>How often a Dense is applied to a sample: the product of the extents before the last.</summary>
    public int Rows => Kind is NodeKind.Dense && Shape.Count > 1 ? (int)(Shapes.Count(Shape) / Units) : 1;

    /// <summary>Whether the layer adds a bias when it runs: a bias of its own, or a BatchNorm's, folded or not.</summary>
    public bool AddsBias =>
        HasBias
        || FoldedBatchNorm is not null
        || Kind is NodeKind.Affine
        || (Kind is NodeKind.BatchNorm && FoldedInto is null);

    /// <summary>A number of a nonlinearity.</summary>
    /// <exception cref="FormatException">The layer has no such number.</exception>
    public double Number(string name) =>
        Numbers.FirstOrDefault(n => n.Name == name)?.Value
        ?? throw new FormatException($"The layer '{Name}' ({Kind}) has no number '{name}'.");
}
