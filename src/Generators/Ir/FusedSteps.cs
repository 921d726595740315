using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>
/// Products over one layer in one launch of a device, with the formulas of what is multiplied and of what is made of
/// the sums: nothing between them is a buffer.
/// </summary>
/// <param name="Products">All in one direction, at the same units.</param>
/// <param name="Before">Compute what is multiplied; none reads another.</param>
/// <param name="After">What is made of the sums; null where they are only stored.</param>
/// <param name="Kept">The sums that are stored.</param>
internal sealed record FusedProducts(
    string Remark,
    Extent Extent,
    EquatableArray<Step.Product> Products,
    EquatableArray<Step.Pointwise> Before,
    Step.Pointwise? After,
    EquatableArray<BufferModel> Kept
) : Step(Remark, Extent)
{
    public Node Node => Products[0].Node;

    public bool Forward => Products[0].Forward;

    public bool IsSum => Products[0].Kind == Algebra.ProductKind.Sum;

    public override IEnumerable<BufferModel> Inputs
    {
        get
        {
            HashSet<BufferModel> sources = new(Before.SelectMany(b => b.Outputs)),
                sums = new(Products.Select(p => p.To));
            return Products
                .SelectMany(p => p.Inputs)
                .Where(b => !sources.Contains(b))
                .Concat(Before.SelectMany(b => b.Inputs))
                .Concat(After?.Inputs.Where(b => !sums.Contains(b)) ?? []);
        }
    }

    public override IEnumerable<BufferModel> Outputs => Kept.Concat(After?.Outputs ?? []);
}

/// <summary>Contributions pair by pair in one launch of a device, with what is made of their sum.</summary>
/// <param name="Pairs">The contributions.</param>
/// <param name="After">What is made of the sum; null where it is only stored.</param>
/// <param name="IsKept">Whether the sum is stored.</param>
internal sealed record FusedPairs(string Remark, Step.Pairwise Pairs, Step.Pointwise? After, bool IsKept)
    : Step(Remark, Pairs.Extent)
{
    public override IEnumerable<BufferModel> Inputs =>
        Pairs.Inputs.Concat(After?.Inputs.Where(b => b != Pairs.To.Buffer) ?? []);

    public override IEnumerable<BufferModel> Outputs => (IsKept ? Pairs.Outputs : []).Concat(After?.Outputs ?? []);
}
