using RuleCompiler.Generators.Algebra;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// A rule with its constants in place, on a layer whose input's sign is known. Layers that differ in nothing else share
/// one, with what the algebra has found for it.
/// </summary>
internal sealed class RuleOnLayer
{
    private static readonly Name Weight = new(Sides.WeightVariable);
    private readonly RuleModel _rule;
    private readonly Dictionary<string, double> _constants;
    private readonly bool _nonNegative;
    private readonly NodeKind? _kind;
    private readonly Lazy<IReadOnlyList<Product>?> _forward;
    private readonly Lazy<IReadOnlyList<Product>?> _backward;
    private readonly Lazy<IReadOnlyList<Product>?> _spread;
    private readonly Lazy<RuleCost> _cost;
    private readonly Lazy<bool> _conserves;

    /// <param name="rule">The rule.</param>
    /// <param name="arguments">The composite's values of its parameters.</param>
    /// <param name="inputIsNonNegative">Whether the layer's inputs are never negative.</param>
    /// <param name="kind">
    /// The layer's kind: of a product <c>gate</c> tells inputs apart, elsewhere it is 0; where the weight does not
    /// depend on the input, it is also that at the reference, w0, and that between the two, chord.
    /// </param>
    public RuleOnLayer(
        RuleModel rule,
        IEnumerable<ArgumentModel> arguments,
        bool inputIsNonNegative,
        NodeKind? kind = null
    )
    {
        _kind = kind;
        _rule = rule;
        _nonNegative = inputIsNonNegative;
        Arguments = rule.Parameters.ToDictionary(p => p.Name, p => p.Default);
        foreach (ArgumentModel argument in arguments)
            Arguments[argument.Name] = argument.Value;
        _constants = rule
            .Parameters.Where(p => p.Kind == ParameterKind.Scalar)
            .ToDictionary(p => p.Name, p => Arguments[p.Name]);
        Contribution = Results(Verb.Contribution);
        Share = Results(Verb.Share);
        Spread = Results(Verb.Spread);
        Collect = Results(Verb.Collect);
        Backward = Results(Verb.Backward);
        _forward = new(FindForwardProducts);
        _backward = new(() => Separation.Find(LiveSlots.Select(s => Contribution[s]).ToArray(), InputSides("a"), null));
        _spread = new(() => Separation.Find(Spread, new(IsWeightName, "s", false), null));
        _cost = new(() => RuleCost.Of(this));
        _conserves = new(() => Conservation.Holds(this));
    }

    public RuleModel Model => _rule;

    /// <summary>Whether the layer's inputs are never negative.</summary>
    public bool InputIsNonNegative => _nonNegative;

    public Dictionary<string, double> Arguments { get; }

    /// <summary>One expression a slot.</summary>
    public IReadOnlyList<Expr> Contribution { get; }

    /// <summary>Channels × slots expressions, channel-major.</summary>
    public IReadOnlyList<Expr> Share { get; }

    public IReadOnlyList<Expr> Spread { get; }

    public IReadOnlyList<Expr> Collect { get; }

    public IReadOnlyList<Expr> Backward { get; }

    public int Slots => Contribution.Count;

    /// <summary>The slots whose sums some share reads.</summary>
    public IEnumerable<int> SumsRead => Enumerable.Range(0, Slots).Where(s => ReadsSum(Share, s));

    /// <summary>The name by which formulas read a slot's sum.</summary>
    public string SumName(int slot) => Member("z", slot, Slots);

    public static string Member(string operand, int index, int count) => count == 1 ? operand : $"{operand}.{index}";

    /// <summary>The place of an operand's member of this name, 0 where it has one only; null for another operand's.</summary>
    public static int? IndexOf(string name, string operand) =>
        name == operand ? 0
        : name.StartsWith(operand + ".", StringComparison.Ordinal) ? int.Parse(name.Substring(operand.Length + 1))
        : null;

    public bool IsWeightName(string name) =>
        name == Sides.WeightVariable || _rule.Parameters.Any(p => p.Kind == ParameterKind.PerWeight && p.Name == name);

    /// <summary>
    /// The products that compute the sums that shares read, and y as the last; null where the contribution is not
    /// separable.
    /// </summary>
    public IReadOnlyList<Product>? ForwardProducts => _forward.Value;

    /// <summary>The slots in which some share is not zero.</summary>
    public int[] LiveSlots =>
        Enumerable
            .Range(0, Slots)
            .Where(s => Share.Where((_, i) => i % Slots == s).Any(e => !Simplify.IsNumber(e, 0)))
            .ToArray();

    /// <summary>
    /// The products that send the live slots' shares down; null where the contribution is not separable.
    /// </summary>
    public IReadOnlyList<Product>? BackwardProducts => _backward.Value;

    /// <summary>The products of Spread, whose input side is the shares.</summary>
    public IReadOnlyList<Product>? SpreadProducts => _spread.Value;

    /// <summary>What the rule costs on a layer with weights.</summary>
    public RuleCost Cost => _cost.Value;

    /// <summary>Whether the rule conserves relevance.</summary>
    public bool Conserves => _conserves.Value;

    /// <summary>The products that carry something up; null where nothing is carried or it is not separable.</summary>
    public IReadOnlyList<Product>? CarrierProducts() =>
        _rule.Find(Verb.ForwardLinear) is { } forward
            ? Separation.Find(forward.Results.Select(Specialise).ToArray(), new(IsWeightName, "a", false), null)
            : null;

    private Sides InputSides(string variable) => new(IsWeightName, variable, _nonNegative);

    /// <summary>What is known of the sign of a contribution's operands.</summary>
    public Bound OperandSign(string name) =>
        name == Branches.Gate || (name == "a" && _nonNegative) ? Bound.NonNegative : Bound.Any;

    public Expr Specialise(Expr expr) =>
        expr.Substitute(name =>
            _constants.TryGetValue(name, out double value) ? new Number(value)
            : name == Branches.Gate && _kind != NodeKind.Multiply ? Expr.Zero
            : name == Branches.ReferenceWeight && _kind is not (NodeKind.Multiply or NodeKind.MaxPool) ? Weight
            : name == Branches.Chord && _kind is not (NodeKind.Multiply or NodeKind.MaxPool) ? Weight
            : null
        );

    /// <summary>The rules of a graph's nodes.</summary>
    public static Dictionary<int, RuleOnLayer> Of(Graph graph, IReadOnlyDictionary<string, RuleModel> rules)
    {
        HashSet<int> nonNegative = InferDomains.NonNegative(graph);
        Dictionary<Place, RuleOnLayer> known = [];
        Dictionary<int, RuleOnLayer> assigned = [];
        foreach (Node node in graph.Nodes)
        {
            if (node.Rule is not { } use)
                continue;
            Place place = new(use, node.Inputs.All(nonNegative.Contains), node.Kind);
            if (!known.TryGetValue(place, out RuleOnLayer? rule))
            {
                rule = new(rules[use.RuleType], use.Arguments, place.InputIsNonNegative, node.Kind);
                known.Add(place, rule);
            }

            assigned.Add(node.Id, rule);
        }

        return assigned;
    }

    /// <summary>What carries something up through a layer of this kind; null where the rule has nothing for it.</summary>
    public FunctionModel? Carries(Node node) =>
        node.Kind == NodeKind.MaxPool && _rule.Find(Verb.Maximum) is { } maximum
            ? maximum
            : _rule.Find(node.IsLinear ? Verb.ForwardLinear : Verb.ForwardPointwise);

    private IReadOnlyList<Product>? FindForwardProducts() =>
        Separation.Find(
            [.. SumsRead.Select(s => Contribution[s]), RuleCost.Plain],
            InputSides("a"),
            name => name is "a" or "a0" || name.StartsWith("a.", StringComparison.Ordinal)
        )
            is { } products
            ? WholeAndPart.In(products)
            : null;

    /// <summary>All that a rule knows of a layer.</summary>
    private sealed record Place(RuleUseModel Use, bool InputIsNonNegative, NodeKind Kind);

    private Expr[] Results(Verb verb) => _rule.Find(verb)?.Results.Select(Specialise).ToArray() ?? [];

    private bool ReadsSum(IReadOnlyList<Expr> exprs, int slot) =>
        exprs.Any(e => e.Names().Any(n => n == SumName(slot) || n == $"z.{slot}")); // z.0 is the one slot of a role type, too
}
