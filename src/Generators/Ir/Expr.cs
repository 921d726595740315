using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Ir;

/// <summary>A scalar expression over operands and parameters.</summary>
internal abstract record Expr
{
    public static readonly Number Zero = new(0);
    public static readonly Number One = new(1);

    /// <summary>The number of operations and operands, what is shared counted as often as it is used.</summary>
    public virtual double Size => 1;

    /// <summary>Every name the expression reads, each once, in order of first use.</summary>
    public IEnumerable<string> Names() => NamesWithRepeats().Distinct();

    private IEnumerable<string> NamesWithRepeats() =>
        this switch
        {
            Name name => [name.Symbol],
            Apply apply => apply.Args.SelectMany(a => a.NamesWithRepeats()),
            _ => [],
        };

    /// <summary>The expression with names replaced.</summary>
    public Expr Substitute(Func<string, Expr?> replacement) =>
        this switch
        {
            Name name => replacement(name.Symbol) ?? this,
            Apply apply => Simplify.Make(apply.Op, apply.Args.Select(a => a.Substitute(replacement)).ToArray()),
            _ => this,
        };
}

/// <summary>A constant.</summary>
internal sealed record Number(double Value) : Expr
{
    public bool Equals(Number? other) => other is not null && Value.Equals(other.Value);

    public override int GetHashCode() => Value.GetHashCode();
}

/// <summary>An operand (<c>a</c>, <c>z.1</c>) or a rule's parameter (<c>Eps</c>).</summary>
internal sealed record Name(string Symbol) : Expr;

/// <summary>An operation on expressions.</summary>
internal sealed record Apply(Op Op, EquatableArray<Expr> Args) : Expr
{
    // computed once: dictionaries of expressions ask again at every level of a formula
    private readonly int _hash = unchecked((Args.GetHashCode() * 31) + (int)Op);

    public override double Size { get; } = 1 + Args.Sum(a => a.Size);

    public bool Equals(Apply? other) =>
        ReferenceEquals(this, other)
        || (other is not null && _hash == other._hash && Op == other.Op && Args.Equals(other.Args));

    public override int GetHashCode() => _hash;
}
