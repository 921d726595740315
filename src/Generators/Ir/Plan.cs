using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Ir;

/// <summary>How often a buffer exists, and how often a step runs.</summary>
internal enum Extent
{
    /// <summary>Once, when weights are loaded.</summary>
    Shared,

    /// <summary>For each sample.</summary>
    Sample,

    /// <summary>For each column of each sample: a relevance, or a carrier's column.</summary>
    Row,
}

/// <summary>What a buffer's elements are.</summary>
internal enum Layout
{
    /// <summary>One number per unit of a layer.</summary>
    Units,

    /// <summary>One number per channel of a layer.</summary>
    Channels,

    /// <summary>A single number.</summary>
    Scalar,
}

/// <summary>Where a buffer's content comes from.</summary>
internal enum Origin
{
    /// <summary>Steps write it.</summary>
    Computed,

    /// <summary>The caller gives it: an input, a relevance.</summary>
    Given,

    /// <summary>A layer's weights, batch-norm folded.</summary>
    Weight,

    /// <summary>A layer's bias, batch-norm folded.</summary>
    Bias,

    /// <summary>A rule's per-input or per-weight parameter.</summary>
    Operand,
}

/// <summary>A run of floats.</summary>
/// <param name="Name">A C# identifier that says what it holds, such as <c>conv1_z0</c>.</param>
/// <param name="Size">Floats for each sample, row or once.</param>
internal sealed record BufferModel(string Name, Extent Extent, Layout Layout, Origin Origin, long Size)
{
    /// <summary>The id of the layer whose weight, bias or operand it is; −1 for the others.</summary>
    public int Node { get; init; } = -1;

    /// <summary>What it is in formulas, without the layer: <c>z0</c> of <c>conv1_z0</c>.</summary>
    public string Role { get; init; } = Name;

    // a plan has one buffer of a name, and passes ask by the thousand
    public override int GetHashCode() => Name.GetHashCode();
}

/// <summary>An operand of a step's formula and where it is read.</summary>
internal sealed record Read(string Operand, BufferModel Buffer);

/// <summary>A result of a step.</summary>
internal sealed record Write(BufferModel Buffer, Expr Value);

/// <summary>The units a pointwise step visits: channels, each a run of neighbouring units.</summary>
internal sealed record Domain(int Channels, int Length)
{
    /// <summary>All units in one run, where nothing is read per channel.</summary>
    public static Domain Of(EquatableArray<int> shape) => new(1, checked((int)Shapes.Count(shape)));

    /// <summary>A layer's output units, in the channels that its bias or slope is given for.</summary>
    public static Domain Of(Node node)
    {
        int channels = node.Kind switch
        {
            NodeKind.Conv2d or NodeKind.BatchNorm => node.Shape[0],
            NodeKind.Affine or NodeKind.PReLU => node.Channels,
            _ => 1,
        };
        int length = checked((int)(Shapes.Count(node.Shape) / channels));
        return length == 1 ? new(1, channels) : new(channels, length);
    }

    public long Units => (long)Channels * Length;
}

/// <summary>One call of a kernel.</summary>
/// <param name="Remark">What it computes, as the paper would say it.</param>
/// <param name="Extent">How often it runs.</param>
internal abstract record Step(string Remark, Extent Extent)
{
    /// <summary>The rule whose first step this is: its equation and its source.</summary>
    public EquatableArray<string> Heading { get; init; }

    /// <summary>Whether it runs only where layers' values are asked for: nothing else reads its results.</summary>
    public bool IsObserved { get; init; }

    public abstract IEnumerable<BufferModel> Inputs { get; }

    public abstract IEnumerable<BufferModel> Outputs { get; }

    /// <summary>Formulas at every unit.</summary>
    public sealed record Pointwise(
        string Remark,
        Extent Extent,
        Domain Domain,
        EquatableArray<Read> Reads,
        EquatableArray<Write> Writes
    ) : Step(Remark, Extent)
    {
        public override IEnumerable<BufferModel> Inputs => Reads.Select(r => r.Buffer);

        public override IEnumerable<BufferModel> Outputs => Writes.Select(w => w.Buffer);
    }

    /// <summary>Out = Σ g(w)·in over a layer, or its adjoint; a plain sum where g is constant.</summary>
    public sealed record Product(
        string Remark,
        Extent Extent,
        Node Node,
        bool Forward,
        ProductKind Kind,
        Expr WeightMap,
        BufferModel Weights,
        BufferModel From,
        BufferModel To
    ) : Step(Remark, Extent)
    {
        public override IEnumerable<BufferModel> Inputs => [From, Weights];

        public override IEnumerable<BufferModel> Outputs => [To];
    }

    /// <summary>Two products over one layer: of one source by two maps of the weights, or of two sources by a map each.</summary>
    public sealed record TwoProducts(Product First, Product Second)
        : Step($"{First.Remark}; {Second.Remark.Substring(First.Node.Name.Length + 2)}", First.Extent)
    {
        /// <summary>What is multiplied: one buffer, or one for each product.</summary>
        public IReadOnlyList<BufferModel> Sources =>
            First.From == Second.From ? [First.From] : [First.From, Second.From];

        public override IEnumerable<BufferModel> Inputs => [.. Sources, First.Weights];

        public override IEnumerable<BufferModel> Outputs => [First.To, Second.To];
    }

    /// <summary>
    /// A formula at every pair of an input and an output that a weight (or a pool's window) joins, summed over the
    /// inputs (forward) or over the outputs.
    /// </summary>
    public sealed record Pairwise(
        string Remark,
        Extent Extent,
        Node Node,
        bool Forward,
        BufferModel? Weights,
        BufferModel Decides,
        EquatableArray<Read> InputReads,
        EquatableArray<Read> OutputReads,
        Write To
    ) : Step(Remark, Extent)
    {
        public override IEnumerable<BufferModel> Inputs =>
            InputReads.Concat(OutputReads).Select(r => r.Buffer).Concat(Weights is null ? [Decides] : [Weights]);

        public override IEnumerable<BufferModel> Outputs => [To.Buffer];
    }

    /// <summary>Values moved up, or relevance moved back down to every input.</summary>
    /// <param name="From">Forward: each input of the layer. Backward: its output's relevance.</param>
    /// <param name="To">Forward: the output. Backward: each input's relevance.</param>
    public sealed record Move(
        string Remark,
        Extent Extent,
        Node Node,
        bool Forward,
        EquatableArray<BufferModel> From,
        EquatableArray<BufferModel> To
    ) : Step(Remark, Extent)
    {
        public override IEnumerable<BufferModel> Inputs => From;

        public override IEnumerable<BufferModel> Outputs => To;
    }

    /// <summary>A percentile over a layer's units, for each row.</summary>
    public sealed record Percentile(string Remark, BufferModel From, double Percent, BufferModel To)
        : Step(Remark, Extent.Row)
    {
        public override IEnumerable<BufferModel> Inputs => [From];

        public override IEnumerable<BufferModel> Outputs => [To];
    }

    /// <summary>A formula added over the columns of each sample.</summary>
    public sealed record ColumnSum(
        string Remark,
        Domain Domain,
        EquatableArray<Read> Reads,
        EquatableArray<Write> Writes
    ) : Step(Remark, Extent.Sample)
    {
        public override IEnumerable<BufferModel> Inputs => Reads.Select(r => r.Buffer);

        public override IEnumerable<BufferModel> Outputs => Writes.Select(w => w.Buffer);
    }
}

/// <summary>A compiled network and composite: what runs when.</summary>
/// <param name="Prepare">Once, when weights are loaded.</param>
/// <param name="Forward">For each batch.</param>
/// <param name="Backward">For each batch: relevance, or where values are only carried the derivative.</param>
/// <param name="Inputs">The network's input, one buffer per member of a carrier.</param>
/// <param name="References">The reference input, where some formula reads it.</param>
/// <param name="Outputs">The network's output, one buffer per member of a carrier.</param>
/// <param name="Starts">The relevance at the output, or the derivative with respect to each member.</param>
/// <param name="Results">The relevance at the input, one buffer per channel, or the derivative for each member.</param>
/// <param name="Taps">The value and the relevance at each layer's output, by layer from the last to the first.</param>
/// <param name="Costs">What each layer's rule costs.</param>
/// <param name="Operands">The rules' parameters that are tensors.</param>
internal sealed record Plan(
    Graph Graph,
    EquatableArray<Step> Prepare,
    EquatableArray<Step> Forward,
    EquatableArray<Step> Backward,
    EquatableArray<BufferModel> Inputs,
    BufferModel? References,
    EquatableArray<BufferModel> Outputs,
    EquatableArray<BufferModel> Starts,
    EquatableArray<BufferModel> Results,
    EquatableArray<Tap> Taps,
    EquatableArray<LayerCost> Costs,
    EquatableArray<OperandUse> Operands
)
{
    /// <summary>Whether rules were simplified because no input is negative: then none may be.</summary>
    public bool ReliesOnRange { get; init; }

    /// <summary>Whether it only carries values up, and their derivative down.</summary>
    public bool Carries { get; init; }
}

/// <summary>A per-input or per-weight parameter of the rule of a layer, with the composite's value.</summary>
internal sealed record OperandUse(Node Node, ParameterModel Parameter, double Value, BufferModel Buffer);

/// <summary>What can be asked for at a layer's output.</summary>
/// <param name="Channels">The relevance, channel by channel.</param>
/// <param name="Value">The output itself; whole only right after the step that computes it.</param>
internal sealed record Tap(
    string Layer,
    EquatableArray<int> Shape,
    EquatableArray<BufferModel> Channels,
    BufferModel Value
);

/// <summary>What a layer's rule costs.</summary>
internal sealed record LayerCost(string Layer, string Rule, RuleCost Cost);
