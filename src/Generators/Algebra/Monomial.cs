using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Algebra;

/// <summary>A product of powers of factors on one side of a contribution, the input's or the weight's.</summary>
internal sealed record Monomial(EquatableArray<Factor> Factors)
{
    public static readonly Monomial One = new(EquatableArray<Factor>.Empty);

    public static Monomial Of(Expr factor) => new(new Factor[] { new(factor, 1) }.ToEquatable());

    public Monomial Times(Monomial other) =>
        new(
            Factors
                .Concat(other.Factors)
                .GroupBy(f => f.Base)
                .Select(g => new Factor(g.Key, g.Sum(f => f.Power)))
                .OrderBy(f => f.Base.ToString(), StringComparer.Ordinal)
                .ToEquatable()
        );

    public int PowerOf(string variable) =>
        Factors.Where(f => f.Base is Name name && name.Symbol == variable).Sum(f => f.Power);

    public bool Reads(Func<string, bool> name) => Factors.Any(f => f.Base.Names().Any(name));

    public Monomial Without(string variable) =>
        new(Factors.Where(f => f.Base is not Name name || name.Symbol != variable).ToEquatable());

    public Expr ToExpr() =>
        Factors
            .SelectMany(f => Enumerable.Repeat(f.Base, f.Power))
            .Aggregate((Expr)Expr.One, (product, factor) => Simplify.Make(Op.Mul, product, factor));
}

/// <summary>A power of an operand, or of an expression in one side's operands alone.</summary>
internal sealed record Factor(Expr Base, int Power);
