namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Derivatives of expressions, by reverse accumulation: each operation is visited once, whatever the number of names,
/// and what occurs in several places is one object, so that printers compute it once.
/// </summary>
/// <remarks>
/// At a kink the derivative is that of the branch below it, which adds up: Pos + Neg is the identity, and so is its
/// derivative at 0. Of two equal operands of Min and Max a constant is taken, as at the bounds of a Clip, or else the
/// first, as in maximum pools.
/// Conditions have the derivative 0. A factor 0 of a choice stands outside of what it would multiply,
/// so that what is not finite in the branch not taken does not enter.
/// </remarks>
internal static class Derivative
{
    /// <summary>∂expr/∂name.</summary>
    public static Expr Of(Expr expr, string name) =>
        Of([(expr, Expr.One)]).TryGetValue(name, out Expr? derivative) ? derivative : Expr.Zero;

    /// <summary>For each name Σ seed·∂value/∂name over the results; names of which that is 0 are left out.</summary>
    public static IReadOnlyDictionary<string, Expr> Of(IEnumerable<(Expr Value, Expr Seed)> results)
    {
        Accumulation sums = new();
        List<Expr> order = [];
        HashSet<Expr> seen = [];
        foreach ((Expr value, Expr seed) in results)
        {
            Visit(value);
            sums.Send(value, seed);
        }

        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (order[i] is Apply apply && sums.Of(apply) is { } above)
                Partials.Send(apply, above, sums.Send);
        }

        return order
            .OfType<Name>()
            .Select(n => (n.Symbol, Value: sums.Of(n)))
            .Where(p => p.Value is not null)
            .ToDictionary(p => p.Symbol, p => p.Value!);

        // arguments before what is made of them
        void Visit(Expr expr)
        {
            if (expr is Number || !seen.Add(expr))
                return;
            if (expr is Apply apply)
            {
                foreach (Expr arg in apply.Args)
                    Visit(arg);
            }

            order.Add(expr);
        }
    }

    /// <summary>What was sent to each expression, added up.</summary>
    private sealed class Accumulation
    {
        private readonly Dictionary<Expr, Expr> _sums = [];

        public Expr? Of(Expr expr) => _sums.TryGetValue(expr, out Expr? sum) ? sum : null;

        public void Send(Expr to, Expr part)
        {
            if (to is Number || Simplify.IsNumber(part, 0))
                return;
            _sums[to] = _sums.TryGetValue(to, out Expr? sum) ? Partials.Add(sum, part) : part;
        }
    }
}
