using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Products of one input by w⁺ and by w⁻ become products by w and by one of the two, where every slot is a sum of these
/// without subtraction: then no sum is the small difference of larger ones. The layer's output is the product by w
/// alone, and kernels make the part of w in a register.
/// </summary>
internal static class WholeAndPart
{
    public static IReadOnlyList<Product> In(IReadOnlyList<Product> products)
    {
        if (products.FirstOrDefault(p => IsPart(p, Op.Pos)) is not { } positive)
            return products;
        if (products.FirstOrDefault(p => IsPart(p, Op.Neg) && p.Input.Equals(positive.Input)) is not { } negative)
            return products;
        Product[]? instead = Split(positive, negative) ?? Split(negative, positive);
        return instead is null
            ? products
            : instead.Concat(products.Where(p => p != positive && p != negative)).ToArray();
    }

    /// <summary>f·part + g·other = g·w + (f − g)·part in every slot.</summary>
    private static Product[]? Split(Product part, Product other)
    {
        double[] rest = part.Slots.Zip(other.Slots, (f, g) => f - g).ToArray();
        bool subtracts = other.Slots.Zip(rest, (whole, more) => whole * more).Any(product => product < 0);
        bool hasWhole = other.Slots.Zip(rest, (whole, more) => whole != 0 && more == 0).Any(whole => whole);
        return subtracts || !hasWhole
            ? null
            : [other with { Weight = ((Apply)part.Weight).Args[0] }, part with { Slots = rest.ToEquatable() }];
    }

    private static bool IsPart(Product product, Op part) =>
        product.Kind == ProductKind.Matrix && product.Weight is Apply { Args: [Name] } applied && applied.Op == part;
}
