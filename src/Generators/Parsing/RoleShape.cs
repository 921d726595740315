using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>How a formula's type falls into numbers: a number, or a group of named members.</summary>
internal sealed record RoleShape(IReadOnlyList<(string Member, RoleShape Shape, bool Columns)> Members)
{
    public static readonly RoleShape Scalar = new([]);

    public bool IsScalar => Members.Count == 0;

    public int Leaves => IsScalar ? 1 : Members.Sum(m => m.Shape.Leaves);

    /// <summary>For each leaf, whether it has columns.</summary>
    public IEnumerable<bool> ColumnFlags() =>
        Members.SelectMany(m => m.Shape.IsScalar ? [m.Columns] : m.Shape.ColumnFlags());

    /// <summary>The shape of float, double, a tuple of them or a role type; null for any other type.</summary>
    public static RoleShape? Of(ITypeSymbol type)
    {
        if (type.SpecialType is SpecialType.System_Single or SpecialType.System_Double)
            return Scalar;
        if (type is not INamedTypeSymbol named)
            return null;
        if (named.IsTupleType)
            return Group(named.TupleElements.Select(e => (e.Name, e.Type, false)));
        return IsRole(named) && PrimaryParameters(named) is { } members
            ? Group(members.Select(p => (p.Name, p.Type, HasColumns(named, p))))
            : null;
    }

    public static bool Implements(ITypeSymbol type, string role) =>
        type.AllInterfaces.Any(i => i.Name == role && i.ContainingNamespace.ToDisplayString() == "RuleCompiler");

    /// <summary>The parameters of the constructor whose parameters are all properties of the type, the longest one.</summary>
    public static IReadOnlyList<IParameterSymbol>? PrimaryParameters(INamedTypeSymbol type) =>
        type
            .InstanceConstructors.Where(c => c.Parameters.Length > 0)
            .Where(c => c.Parameters.All(p => type.GetMembers(p.Name).OfType<IPropertySymbol>().Any()))
            .OrderByDescending(c => c.Parameters.Length)
            .Select(c => c.Parameters.ToArray())
            .FirstOrDefault();

    private static bool IsRole(ITypeSymbol type) =>
        Implements(type, "ISlots") || Implements(type, "IChannels") || Implements(type, "ICarrier");

    private static bool HasColumns(INamedTypeSymbol type, IParameterSymbol parameter) =>
        Has(parameter) || type.GetMembers(parameter.Name).Any(Has);

    private static bool Has(ISymbol symbol) =>
        symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "ColumnsAttribute");

    private static RoleShape? Group(IEnumerable<(string Name, ITypeSymbol Type, bool Columns)> members)
    {
        List<(string, RoleShape, bool)> shapes = [];
        foreach ((string name, ITypeSymbol type, bool columns) in members)
        {
            if (Of(type) is not { } shape)
                return null;
            shapes.Add((name, shape, columns));
        }

        return new RoleShape(shapes);
    }
}
