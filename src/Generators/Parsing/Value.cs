using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Parsing;

/// <summary>What an operation of a formula yields: an expression, or a group with named members.</summary>
internal abstract record Value
{
    public sealed record Scalar(Expr Expr) : Value;

    public sealed record Group(IReadOnlyList<(string Member, Value Value)> Members) : Value;

    /// <summary>The operand f: the function of the nonlinearity, which can only be called.</summary>
    public sealed record Function : Value;

    public IEnumerable<Expr> Leaves() =>
        this switch
        {
            Scalar scalar => [scalar.Expr],
            Group group => group.Members.SelectMany(m => m.Value.Leaves()),
            _ => [],
        };

    /// <summary>A value of the given shape whose leaves are named <c>name</c>, or <c>name.0</c>, <c>name.1</c>, …</summary>
    public static Value Named(string name, RoleShape shape)
    {
        if (shape.IsScalar)
            return new Scalar(new Name(name));
        int leaf = 0;
        return Named(name, shape, ref leaf);
    }

    private static Value Named(string name, RoleShape shape, ref int leaf)
    {
        if (shape.IsScalar)
            return new Scalar(new Name($"{name}.{leaf++}"));
        List<(string, Value)> members = [];
        foreach (var (member, memberShape, _) in shape.Members)
            members.Add((member, Named(name, memberShape, ref leaf)));
        return new Group(members);
    }

    /// <summary>Combines values leaf by leaf; null where their groups differ.</summary>
    public static Value? Zip(Value left, Value right, Func<Expr, Expr, Expr> combine)
    {
        if (left is Scalar l && right is Scalar r)
            return new Scalar(combine(l.Expr, r.Expr));
        if (left is not Group lg || right is not Group rg || lg.Members.Count != rg.Members.Count)
            return null;
        List<(string, Value)> members = [];
        for (int i = 0; i < lg.Members.Count; i++)
        {
            if (Zip(lg.Members[i].Value, rg.Members[i].Value, combine) is not { } member)
                return null;
            members.Add((lg.Members[i].Member, member));
        }

        return new Group(members);
    }
}
