using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// The signs of a rule's contributions on a layer: as their form tells, else as their polynomials in the quadrants of
/// the signs of input and weight do, on the input's domain. There a·w − l·w⁺ − h·w⁻ is (a − l)·w or (a − h)·w.
/// </summary>
internal sealed class ContributionSign
{
    private readonly Node _node;
    private readonly RuleOnLayer _rule;
    private readonly double _low;
    private readonly double _high;

    public ContributionSign(Graph graph, Node node, RuleOnLayer rule)
    {
        (_node, _rule) = (node, rule);
        bool declared = graph.ReadsInput(node);
        _low =
            declared ? graph.Low
            : rule.InputIsNonNegative ? 0
            : double.NegativeInfinity;
        _high = declared ? graph.High : double.PositiveInfinity;
        OfBias = rule.Contribution.Select(SignOfBias).ToArray();
    }

    /// <summary>The sign of each slot's term of the bias, an input of activation and per-input operands 1.</summary>
    public Bound[] OfBias { get; }

    /// <summary>
    /// Whether an output's terms that are not zero are one term, or equal ones: then they have the sign of their sum.
    /// </summary>
    public bool TermsAgree =>
        OfBias.All(b => b == Bound.Zero)
        && (
            _node.IsMove
            || _node.Kind is NodeKind.BatchNorm or NodeKind.Affine
            || (_node.Kind == NodeKind.MaxPool && AreZeroWhere("w", Expr.Zero))
            || (_node.Kind == NodeKind.Multiply && ProductsAgree)
        );

    /// <summary>Of a product one branch takes part, or each by a·w, which is the whole product at every branch.</summary>
    private bool ProductsAgree
    {
        get
        {
            bool gatesTakePart = !AreZeroWhere(Branches.Gate, Expr.One);
            bool readGates = _rule.Contribution.Any(c => c.Names().Contains(Branches.Gate));
            return (_node.Gates.Count(g => !g) == 1 && !gatesTakePart)
                || (
                    _rule.Contribution.All(c => ReadsProductOnly(At(c, Branches.Gate, Expr.Zero)))
                    && !(readGates && gatesTakePart)
                );
        }
    }

    private bool AreZeroWhere(string operand, Expr value) =>
        _rule.Contribution.All(c => Simplify.IsNumber(At(c, operand, value), 0));

    private static Expr At(Expr contribution, string operand, Expr value) =>
        contribution.Substitute(n => n == operand ? value : null);

    private static bool ReadsProductOnly(Expr expr) =>
        expr.Equals(RuleCost.Plain) || expr is Number || (expr is Apply apply && apply.Args.All(ReadsProductOnly));

    /// <summary>
    /// The signs that all slots' terms may have together: either one, or those of each quadrant of the signs of input
    /// and weight.
    /// </summary>
    public IEnumerable<Bound[]> Cases() =>
        _rule.Slots == 1
            ?
            [
                [Bound.NonNegative],
                [Bound.NonPositive],
            ]
            : Parts(_low, _high)
                .Select(p => _rule.Contribution.Select(c => InQuadrant(c.Substitute(PerInputArgument), p)).ToArray());

    /// <summary>The sign of a slot's term of an input.</summary>
    public Bound Of(Expr contribution) =>
        SignBounds.Of(contribution, Operand) is not Bound.Any and var sign
            ? sign
            : InQuadrants(contribution.Substitute(PerInputArgument), _low, _high);

    private Bound SignOfBias(Expr contribution)
    {
        if (!_node.AddsBias || _rule.Model.Bias == BiasUse.Ignore)
            return Bound.Zero;
        if (_rule.Model.Bias == BiasUse.Whole)
            return Bound.Any;
        Expr ofBias = contribution.Substitute(n => n is "a" or "a0" || IsPerInput(n) ? Expr.One : null);
        return SignBounds.Of(ofBias, _ => Bound.Any) is not Bound.Any and var sign ? sign : InQuadrants(ofBias, 1, 1);
    }

    /// <summary>
    /// What is known of an operand. The weights of pools, moves and sums without minus, 1/n, 0 or 1, are not negative.
    /// </summary>
    public Bound Operand(string name) =>
        name is "w" or Branches.ReferenceWeight
        && (_node.IsPool || _node.IsMove || (_node.Kind == NodeKind.Add && _node.Signs.All(s => s > 0)))
            ? Bound.NonNegative
        // the product of the other branches
        : name == "w" && _node.Kind == NodeKind.Multiply ? _rule.OperandSign("a")
        : _rule.OperandSign(name);

    private bool IsPerInput(string name) =>
        _rule.Model.Parameters.Any(p => p.Kind == ParameterKind.PerInput && p.Name == name);

    /// <summary>The composite's value of a bound; a tensor given at run time is taken to bound the input, too.</summary>
    private Expr? PerInputArgument(string name) =>
        IsPerInput(name) && _rule.Arguments[name] is >= double.MinValue and <= double.MaxValue and var value
            ? new Number(value)
            : null;

    private Bound InQuadrants(Expr contribution, double low, double high) =>
        Parts(low, high).Select(part => InQuadrant(contribution, part)).Aggregate(Bound.Zero, SignBounds.Join);

    /// <summary>The quadrants that are not empty, with the part of the domain that lies in each.</summary>
    private IEnumerable<(Quadrant Quadrant, double Low, double High)> Parts(double low, double high)
    {
        Sides sides = new(_rule.IsWeightName, "a", low >= 0);
        foreach (int inputSign in sides.InputSigns)
        {
            double from = Math.Max(low, inputSign < 0 ? double.NegativeInfinity : 0);
            double to = Math.Min(high, inputSign > 0 ? double.PositiveInfinity : 0);
            foreach (int weightSign in Sides.WeightSigns.Where(s => s >= 0 || Operand("w") == Bound.Any))
            {
                if (from <= to)
                    yield return (new(sides, inputSign, weightSign), from, to);
            }
        }
    }

    private static Bound InQuadrant(Expr contribution, (Quadrant Quadrant, double Low, double High) part) =>
        part.Quadrant.Expand(contribution) is { } polynomial
            ? Of(polynomial, part.Quadrant, part.Low, part.High)
            : Bound.Any;

    /// <summary>The terms of one function of the weight at a time, in which a is mostly linear.</summary>
    private static Bound Of(Polynomial polynomial, Quadrant quadrant, double low, double high) =>
        polynomial
            .Terms.GroupBy(t => t.Weight)
            .Select(group => SignBounds.Product(Of(quadrant.SignOf(group.Key)), Of([.. group], quadrant, low, high)))
            .Aggregate(Bound.Zero, SignBounds.Join);

    private static Bound Of(Term[] terms, Quadrant quadrant, double low, double high)
    {
        if (terms.Any(t => t.Input != Monomial.One && t.Input != Activation))
            return terms
                .Select(t => SignBounds.Product(Of(t.Coefficient), Of(quadrant.SignOf(t.Input))))
                .Aggregate(Bound.Zero, SignBounds.Join);
        double slope = terms.Where(t => t.Input == Activation).Sum(t => t.Coefficient);
        double offset = terms.Where(t => t.Input == Monomial.One).Sum(t => t.Coefficient);
        return SignBounds.Join(At(low), At(high));

        Bound At(double a) => Of(slope == 0 ? offset : (slope * a) + offset);
    }

    private static readonly Monomial Activation = Monomial.Of(new Name("a"));

    // a parameter may be NaN
    private static Bound Of(double? number) =>
        number switch
        {
            0 => Bound.Zero,
            > 0 => Bound.NonNegative,
            < 0 => Bound.NonPositive,
            _ => Bound.Any,
        };
}
