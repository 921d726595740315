using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Algebra;

/// <summary>
/// Products of one input by w⁺ and by w⁻ become products by w and by one of the two, where no slot is thereby a small
/// difference of larger sums. The layer's output is the product by w alone, and kernels make the part of w in a register.
/// </summary>
internal static class WholeAndPart
{
    // times as large a bound of a slot's rounding error: none is subtracted, or little
    private const double NoError = 1 + 1e-9,
        LittleError = 2;

    public static IReadOnlyList<Product> In(IReadOnlyList<Product> products)
    {
        if (products.FirstOrDefault(p => IsPart(p, Op.Pos)) is not { } positive)
            return products;
        if (products.FirstOrDefault(p => IsPart(p, Op.Neg) && p.Input.Equals(positive.Input)) is not { } negative)
            return products;
        Product[]? instead = new[] { NoError, LittleError }
            .Select(most => Split(positive, negative, most) ?? Split(negative, positive, most))
            .FirstOrDefault(split => split is not null);
        return instead is null
            ? products
            : instead.Concat(products.Where(p => p != positive && p != negative)).ToArray();
    }

    /// <summary>f·part + g·other = g·w + (f − g)·part in every slot.</summary>
    private static Product[]? Split(Product part, Product other, double mostError)
    {
        double[] rest = part.Slots.Zip(other.Slots, (f, g) => f - g).ToArray();
        // |f|·part + |g|·other bounds the error of the two parts, |g|·(part + other) + |f − g|·part that of w and a part
        bool loses = part
            .Slots.Zip(other.Slots, (f, g) => Math.Abs(g) + Math.Abs(f - g) > mostError * Math.Abs(f))
            .Any(larger => larger);
        bool hasWhole = other.Slots.Zip(rest, (whole, more) => whole != 0 && more == 0).Any(whole => whole);
        return loses || !hasWhole
            ? null
            : [other with { Weight = ((Apply)part.Weight).Args[0] }, part with { Slots = rest.ToEquatable() }];
    }

    private static bool IsPart(Product product, Op part) =>
        product.Kind == ProductKind.Matrix && product.Weight is Apply { Args: [Name] } applied && applied.Op == part;
}
