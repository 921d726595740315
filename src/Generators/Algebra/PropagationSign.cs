using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Decides whether a rule sends relevance through a layer by a matrix without negative entries, whatever the weights
/// and whatever input the layer's domain allows: Σ_s Contribution_s(a_j, w_jk)·Share_s(1, z_k, y_k) ≥ 0 for all j, k.
/// A layer of which that is not proved may have such a matrix all the same.
/// </summary>
internal sealed class PropagationSign
{
    private const string InputDifference = "x-x0";
    private const string OutputDifference = "y-y0";

    private readonly Graph _graph;
    private readonly HashSet<int> _values;
    private readonly HashSet<int> _references;

    private PropagationSign(Graph graph)
    {
        _graph = graph;
        _values = InferDomains.NonNegative(graph);
        // the declared range is the inputs', not the reference input's
        _references = InferDomains.NonNegative(graph with { Low = double.NegativeInfinity });
    }

    /// <summary>The ids of the nodes with such a matrix; what leaves values as they are is one of them.</summary>
    public static HashSet<int> NonNegative(Graph graph, IReadOnlyDictionary<int, RuleOnLayer> rules)
    {
        PropagationSign sign = new(graph);
        return [.. graph.Nodes.Where(n => n.IsIdentity || sign.IsNonNegative(n, rules[n.Id])).Select(n => n.Id)];
    }

    private bool IsNonNegative(Node node, RuleOnLayer rule)
    {
        if (node.IsActivation)
            return Activation(node, rule);
        ContributionSign sign = new(_graph, node, rule);
        Bound[] terms = rule.Contribution.Select(sign.Of).ToArray();
        Bound[] sums = terms.Zip(sign.OfBias, SignBounds.Join).ToArray();
        return rule.Spread.Count > 0
            ? SpreadAndCollect(rule, sums, sign.Operand)
            : Linear(rule, terms, sums) || (sign.TermsAgree && sign.Cases().All(c => Linear(rule, c, c)));
    }

    /// <summary>Each product of a slot's term and a channel's share of that slot.</summary>
    private static bool Linear(RuleOnLayer rule, Bound[] terms, Bound[] sums) =>
        rule.Share.Count > 0
        && rule.Share.Select((share, i) => (Share: share, Slot: i % rule.Slots))
            .All(sent =>
            {
                // where a sum of terms of one sign is zero each of them is, and nothing is sent
                Expr share = sums[sent.Slot] == Bound.Any ? sent.Share : WhereNotZero(sent.Share, sent.Slot);
                return IsNonNegative(SignBounds.Product(terms[sent.Slot], SignBounds.Of(share, n => OfShare(n, sums))));
            });

    private static bool SpreadAndCollect(RuleOnLayer rule, Bound[] sums, Func<string, Bound> operand)
    {
        Bound[] shares = rule.Share.Select(s => SignBounds.Of(s, n => OfShare(n, sums))).ToArray();
        Bound[] spread = rule
            .Spread.Select(e => SignBounds.Of(e, n => RuleOnLayer.IndexOf(n, "s") is { } i ? shares[i] : operand(n)))
            .ToArray();
        return rule.Collect.All(e =>
            IsNonNegative(SignBounds.Of(e, n => RuleOnLayer.IndexOf(n, "sums") is { } i ? spread[i] : operand(n)))
        );
    }

    private static Bound OfShare(string name, Bound[] sums) =>
        RuleOnLayer.IndexOf(name, "r") is not null ? Bound.NonNegative
        : RuleOnLayer.IndexOf(name, "z") is { } slot ? sums[slot]
        : Bound.Any;

    private static Expr WhereNotZero(Expr expr, int slot)
    {
        if (expr is not Apply apply)
            return expr;
        bool isOfSum = apply.Args[0] is Name sum && RuleOnLayer.IndexOf(sum.Symbol, "z") == slot;
        return apply.Op == Op.Away && isOfSum ? apply.Args[0]
            : apply.Op == Op.Equal && isOfSum && Simplify.IsNumber(apply.Args[1], 0) ? Expr.Zero
            : Simplify.Make(apply.Op, apply.Args.Select(a => WhereNotZero(a, slot)).ToArray());
    }

    /// <summary>Whether relevance that is not negative stays so.</summary>
    private bool Activation(Node node, RuleOnLayer rule)
    {
        bool rises = Activations.Rises(node, _values.Contains(node.Inputs[0]));
        bool chordsRise = Activations.Rises(node, _references.Contains(node.Inputs[0]));
        Expr[] backward = rule
            .Backward.Select(b => Activations.WithFunction(node, b))
            .Select(b => chordsRise ? Differences(b) : b)
            .ToArray();
        return backward.Length > 0
            && new[] { Bound.NonNegative, Bound.NonPositive }.All(difference =>
                backward.All(b => IsNonNegative(SignBounds.Of(b, n => Operand(n, difference))))
            );

        Bound Operand(string name, Bound difference) =>
            RuleOnLayer.IndexOf(name, "r") is not null ? Bound.NonNegative
            : name == "slope" && rises ? Bound.NonNegative
            : name is InputDifference or OutputDifference ? difference
            : (name == "y" && _values.Contains(node.Id)) || (name == "x" && _values.Contains(node.Inputs[0]))
                ? Bound.NonNegative
            : Bound.Any;
    }

    /// <summary>x − x0 and y − y0 under names of their own: where the function never falls they have one sign.</summary>
    private static Expr Differences(Expr expr) =>
        expr is not Apply apply ? expr
        : IsDifference(apply, "x", "x0") ? new Name(InputDifference)
        : IsDifference(apply, "y", "y0") ? new Name(OutputDifference)
        : Simplify.Make(apply.Op, apply.Args.Select(Differences).ToArray());

    private static bool IsDifference(Apply apply, string minuend, string subtrahend) =>
        apply.Op == Op.Sub && apply.Args[0].Equals(new Name(minuend)) && apply.Args[1].Equals(new Name(subtrahend));

    private static bool IsNonNegative(Bound bound) => bound is Bound.NonNegative or Bound.Zero;
}
