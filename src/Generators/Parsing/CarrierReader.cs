using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads a carrier: its members' columns, and the numbers that stand for the bias' activation.</summary>
internal sealed class CarrierReader(
    Compilation compilation,
    List<DiagnosticInfo> diagnostics,
    CancellationToken cancellation
)
{
    /// <summary>The carrier, or null with what was expected instead.</summary>
    public CarrierModel? Read(ITypeSymbol type, out string expected)
    {
        expected = "a record struct that implements ICarrier";
        if (!RoleShape.Implements(type, "ICarrier") || RoleShape.Of(type) is not { } shape)
            return null;
        expected = "a carrier of this compilation whose Constant is made of numbers";
        return Constant(type) is { } constant
            ? new(shape.ColumnFlags().ToEquatable(), constant.ToEquatable())
            {
                Initial = new RoleFormulas(compilation, diagnostics, cancellation).Initial(type).ToEquatable(),
            }
            : null;
    }

    private IEnumerable<double>? Constant(ITypeSymbol type)
    {
        IPropertySymbol? property = type.GetMembers("Constant").OfType<IPropertySymbol>().FirstOrDefault();
        if (
            property?.DeclaringSyntaxReferences.FirstOrDefault() is not { } place
            || !compilation.ContainsSyntaxTree(place.SyntaxTree)
        )
            return null;
        Value? value = new RuleBodyParser(compilation, cancellation).Parse(property, diagnostics);
        return value is not null && value.Leaves().All(l => l is Number)
            ? value.Leaves().Select(l => ((Number)l).Value)
            : null;
    }
}
