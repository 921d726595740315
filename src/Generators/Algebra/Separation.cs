using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// One product of a separated contribution: slot_s += Slots[s] · Σ Input(a) · Weight(w).
/// </summary>
/// <param name="Input">The function of the input's side.</param>
/// <param name="Weight">The function of the weight's side.</param>
/// <param name="Slots">The factor for each slot; 0 where the slot takes no part.</param>
/// <param name="Kind">What it costs.</param>
internal sealed record Product(Expr Input, Expr Weight, EquatableArray<double> Slots, ProductKind Kind)
{
    public int Cost => Kind == ProductKind.Matrix ? 1 : 0;
}

internal enum ProductKind
{
    /// <summary>A matrix product for every input.</summary>
    Matrix,

    /// <summary>Independent of the input: computed once, when weights are loaded.</summary>
    Hoisted,

    /// <summary>The weight's function is constant: a sum, no matrix product.</summary>
    Sum,
}

/// <summary>Finds the fewest products that compute a contribution's sums.</summary>
internal static class Separation
{
    /// <summary>
    /// The products of one expression per slot, or null where the contribution is not separable.
    /// </summary>
    /// <param name="slots">The contribution, one expression a slot.</param>
    /// <param name="sides">Which operand stands where.</param>
    /// <param name="changes">
    /// Whether an operand of the input's side changes from input to input; null where nothing may be hoisted.
    /// </param>
    public static IReadOnlyList<Product>? Find(IReadOnlyList<Expr> slots, Sides sides, Func<string, bool>? changes)
    {
        if (NormalForm.Of(slots, sides) is not { } form)
            return null;
        return new RankOneCover(form.Coefficients, block => Price(form, block, changes))
            .Find()
            .Select(block => new Product(
                Combine(form.Rows, block.Rows),
                Combine(form.Columns, block.Columns),
                Enumerable
                    .Range(0, slots.Count)
                    .Select(s => block.Slots.Where(t => t.Index == s).Select(t => t.Factor).FirstOrDefault())
                    .ToEquatable(),
                KindOf(form, block, changes)
            ))
            .Select(Normalise)
            .ToArray();
    }

    /// <summary>
    /// Products first; then few of them, and few terms in each. On the way down few shares in each, too: a share is
    /// often zero where its condition does not hold, and products skip zeros.
    /// </summary>
    private static double Price(NormalForm form, RankOneBlock block, Func<string, bool>? changes) =>
        (KindOf(form, block, changes) == ProductKind.Matrix ? 1 : 0)
        + 1e-3
        + (changes is null ? 1e-5 * block.Slots.Count : 0)
        + (1e-6 * (block.Rows.Count + block.Columns.Count));

    private static ProductKind KindOf(NormalForm form, RankOneBlock block, Func<string, bool>? changes) =>
        block.Columns.All(c => form.Columns[c.Index].IsConstant) ? ProductKind.Sum
        : changes is not null && block.Rows.All(r => form.Rows[r.Index].ReadsNone(changes)) ? ProductKind.Hoisted
        : ProductKind.Matrix;

    private static Expr Combine(IReadOnlyList<BasisFunction> functions, IReadOnlyList<RankOnePart> parts) =>
        SignSplit.Join(
            parts.Select(p =>
                functions[p.Index] with
                {
                    Coefficients = functions[p.Index].Coefficients.Select(c => c * p.Factor).ToArray(),
                }
            )
        )
            is { } functionsOfOneSide
            ? Simplify.Sum(functionsOfOneSide.Select(f => f.ToExpr()))
            : Expr.Zero;

    /// <summary>Moves a constant factor of the weight's function into the slots, so that w and −w are one map.</summary>
    private static Product Normalise(Product product)
    {
        (double factor, Expr weight) = product.Weight switch
        {
            Number number => (number.Value, (Expr)Expr.One),
            Apply { Op: Op.Negate } negated => (-1, negated.Args[0]),
            Apply { Op: Op.Mul } scaled when scaled.Args[0] is Number number => (number.Value, scaled.Args[1]),
            _ => (1, product.Weight),
        };
        return product with { Weight = weight, Slots = product.Slots.Select(s => s * factor).ToEquatable() };
    }
}
