using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>What the lowering passes build together: buffers, steps, and where each value is.</summary>
internal sealed class PlanBuilder(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
{
    private HashSet<string> _names = [];
    private Dictionary<(int Node, Origin Origin, string Content), BufferModel> _given = [];

    public Graph Graph { get; } = graph;

    public IReadOnlyDictionary<int, RuleOnLayer> Rules { get; } = rules;

    public List<Step> Prepare { get; } = [];

    public List<Step> Forward { get; } = [];

    public List<Step> Backward { get; } = [];

    public List<GraphProblem> Problems { get; } = [];

    public List<LayerCost> Costs { get; } = [];

    public List<OperandUse> Operands { get; } = [];

    /// <summary>Each node's output; the network's input at <see cref="Graph.NetworkInput"/>.</summary>
    public Dictionary<int, BufferModel> Values { get; } = [];

    /// <summary>The same at the reference input.</summary>
    public Dictionary<int, BufferModel> References { get; } = [];

    /// <summary>Each slot's sum on a node.</summary>
    public Dictionary<(int Node, int Slot), BufferModel> Sums { get; } = [];

    /// <summary>What is carried behind each node, where something is.</summary>
    public LowerCarrier? Carrier { get; set; }

    /// <summary>Where an operand of a value lies: a or x of the input, a0 or x0 of the reference, a.0 of a carrier.</summary>
    public BufferModel Input(int id, string name) =>
        name switch
        {
            "a" or "x" => Values[id],
            "a0" or "x0" => References[id],
            _ => Carrier!.Member(id, int.Parse(name.Substring(2))),
        };

    /// <summary>Whether a name is that of a carrier's member, such as <c>x.0</c>.</summary>
    public static bool IsCarried(string name) => name.Length > 2 && name[1] == '.' && (name[0] is 'a' or 'x' or 'y');

    /// <summary>A builder for the same network that shares names and weights but no rules, values or steps.</summary>
    public PlanBuilder WithoutRules() =>
        new(Graph, new Dictionary<int, RuleOnLayer>()) { _names = _names, _given = _given };

    public BufferModel Buffer(
        string name,
        Extent extent,
        long size,
        Layout layout = Layout.Units,
        Origin origin = Origin.Computed,
        string? role = null
    )
    {
        string unique = Identifier(name);
        for (int i = 2; !_names.Add(unique); i++)
            unique = $"{Identifier(name)}_{i}";
        return new(unique, extent, layout, origin, size) { Role = role is null ? unique : Identifier(role) };
    }

    public BufferModel Output(Node node, string suffix, Extent extent = Extent.Sample) =>
        Buffer($"{node.Name}_{suffix}", extent, Shapes.Count(node.Shape), role: suffix);

    public BufferModel Input(Node node, string suffix, Extent extent = Extent.Sample) =>
        Buffer($"{node.Name}_{suffix}", extent, Shapes.Count(node.InputShape), role: suffix);

    public BufferModel Weights(Node node) => Given(node, "w", WeightCount(node), Layout.Units, Origin.Weight);

    /// <summary>A layer's bias: for each channel of its domain, or, of a Dense, for each unit of every row.</summary>
    public BufferModel Bias(Node node) => PerChannel(node, "b", Origin.Bias);

    /// <summary>The slopes of a PReLU, for each channel of its domain.</summary>
    public BufferModel Slopes(Node node) => PerChannel(node, "slope", Origin.Weight);

    /// <summary>A rule's per-input or per-weight parameter on a layer.</summary>
    public BufferModel Operand(Node node, ParameterModel parameter)
    {
        long size = parameter.Kind == ParameterKind.PerInput ? Shapes.Count(node.InputShape) : WeightCount(node);
        BufferModel buffer = Given(node, parameter.Name, size, Layout.Units, Origin.Operand);
        if (Operands.All(o => o.Buffer != buffer))
            Operands.Add(new(node, parameter, Rules[node.Id].Arguments[parameter.Name], buffer));
        return buffer;
    }

    public static long WeightCount(Node node) =>
        node.Kind switch
        {
            NodeKind.Dense => (long)node.Units * Shapes.Last(node.InputShape),
            NodeKind.Conv2d => (long)node.Units
                * (node.InputShape[0] / node.Window!.Groups)
                * node.Window.KernelHeight
                * node.Window.KernelWidth,
            NodeKind.BatchNorm => node.Shape[0],
            NodeKind.Affine => node.Channels,
            _ => 0,
        };

    /// <summary>How many biases a layer with weights has.</summary>
    public static int OutputChannels(Node node) =>
        node.Kind switch
        {
            NodeKind.Affine or NodeKind.PReLU => node.Channels,
            NodeKind.BatchNorm => node.Shape[0],
            _ => node.Units,
        };

    public void Report(Microsoft.CodeAnalysis.DiagnosticDescriptor descriptor, Node? node, params string[] arguments) =>
        Problems.Add(GraphProblem.Of(descriptor, node?.Definition ?? -1, arguments));

    /// <summary>Adds a pointwise step for results that are not buffers already.</summary>
    public void Pointwise(
        List<Step> steps,
        string remark,
        Extent extent,
        Domain domain,
        Func<string, BufferModel> resolve,
        params Write[] writes
    )
    {
        if (writes.Length == 0)
            return;
        steps.Add(
            new Step.Pointwise(
                remark,
                extent,
                domain,
                Reads(writes.Select(w => w.Value), resolve),
                writes.ToEquatable()
            )
        );
    }

    public static EquatableArray<Read> Reads(IEnumerable<Expr> exprs, Func<string, BufferModel> resolve) =>
        exprs.SelectMany(e => e.Names()).Distinct().Select(n => new Read(n, resolve(n))).ToEquatable();

    private BufferModel PerChannel(Node node, string content, Origin origin)
    {
        long units = Shapes.Count(node.Shape);
        return node.Kind == NodeKind.Dense || units == OutputChannels(node)
            ? Given(node, content, units, Layout.Units, origin)
            : Given(node, content, OutputChannels(node), Layout.Channels, origin);
    }

    private BufferModel Given(Node node, string content, long size, Layout layout, Origin origin)
    {
        if (_given.TryGetValue((node.Id, origin, content), out BufferModel? known))
            return known;
        BufferModel buffer = Buffer($"{node.Name}_{content}", Extent.Shared, size, layout, origin, content) with
        {
            Node = node.Id,
        };
        _given.Add((node.Id, origin, content), buffer);
        return buffer;
    }

    private static string Identifier(string name)
    {
        string text = new(name.Select(c => char.IsLetterOrDigit(c) || c == '_' ? c : '_').ToArray());
        return text.Length == 0 || char.IsDigit(text[0]) ? "_" + text : text;
    }
}
