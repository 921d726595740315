using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads patterns over a layer.</summary>
internal static class CompositePatterns
{
    /// <exception cref="UnsupportedException">The pattern does more than compare types and properties with constants.</exception>
    public static PatternModel Read(IPatternOperation pattern) => Read(pattern, "");

    /// <param name="pattern">The pattern.</param>
    /// <param name="path">The property it is about; empty for the layer itself.</param>
    private static PatternModel Read(IPatternOperation pattern, string path)
    {
        BrokenCodeException.ThrowIf(pattern);
        return pattern switch
        {
            IDiscardPatternOperation => new PatternModel.Any(),
            IDeclarationPatternOperation { MatchesNull: true } => new PatternModel.Any(), // var x
            IDeclarationPatternOperation { MatchedType: { } type } => OfType(type, pattern),
            ITypePatternOperation type => OfType(type.MatchedType, pattern),
            IConstantPatternOperation constant => Compare(path, "==", constant.Value, pattern),
            IRelationalPatternOperation relation => Compare(path, Relation(relation), relation.Value, pattern),
            INegatedPatternOperation not => new PatternModel.Not(Read(not.Pattern, path)),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } and => All([
                Read(and.LeftPattern, path),
                Read(and.RightPattern, path),
            ]),
            IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } or => new PatternModel.Or(
                new[] { Read(or.LeftPattern, path), Read(or.RightPattern, path) }.ToEquatable()
            ),
            IRecursivePatternOperation recursive => All(Parts(recursive, path)),
            _ => throw Excerpt.Unsupported(pattern.Syntax),
        };
    }

    private static IEnumerable<PatternModel> Parts(IRecursivePatternOperation pattern, string path)
    {
        yield return OfType(pattern.MatchedType, pattern);
        IMethodSymbol? deconstruct = pattern.DeconstructSymbol as IMethodSymbol;
        for (int i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            // a record's Deconstruct names its properties
            if (deconstruct is not { IsImplicitlyDeclared: true } && !IsOurs(deconstruct?.ContainingType))
                throw Excerpt.Unsupported(pattern.Syntax);
            IPatternOperation part = pattern.DeconstructionSubpatterns[i];
            if (part is not IDiscardPatternOperation)
                yield return Member(deconstruct!.Parameters[i].Name, deconstruct.Parameters[i].Type, part, path);
        }

        foreach (IPropertySubpatternOperation part in pattern.PropertySubpatterns)
        {
            BrokenCodeException.ThrowIf(part);
            if (
                part.Member is not IPropertyReferenceOperation { Property: var property }
                || !IsOurs(property.ContainingType)
            )
                throw Excerpt.Unsupported(part.Syntax);
            yield return Member(property.Name, property.Type, part.Pattern, path);
        }
    }

    private static PatternModel Member(string name, ITypeSymbol type, IPatternOperation pattern, string path) =>
        type.ToDisplayString()
            is "int"
                or "bool"
                or "float"
                or "string"
                or "RuleCompiler.Size"
                or "RuleCompiler.Padding"
            ? Read(pattern, path.Length == 0 ? name : $"{path}.{name}")
            : throw new UnsupportedException(
                pattern.Syntax,
                $"a pattern over '{name}', which is no number, truth value or text,"
            );

    private static PatternModel OfType(ITypeSymbol type, IOperation pattern) =>
        type.ToDisplayString() switch
        {
            // what the pattern's input has anyway
            LayerKinds.Base or "int" or "bool" or "float" or "string" => new PatternModel.Any(),
            "RuleCompiler.Size" or "RuleCompiler.Padding" => new PatternModel.Any(),
            LayerKinds.Activation => new PatternModel.Or(
                LayerKinds.Activations.Select(kind => (PatternModel)new PatternModel.Kind(kind)).ToEquatable()
            ),
            "RuleCompiler.Residual" => throw new UnsupportedException(
                pattern.Syntax,
                "'Residual', whose sum composites see as an Add,"
            ),
            _ => LayerKinds.IsLayer(type)
                ? new PatternModel.Kind(type.Name)
                : throw Excerpt.Unsupported(pattern.Syntax),
        };

    private static PatternModel Compare(string path, string relation, IOperation constant, IOperation pattern) =>
        ConstantReader.Unbound.Read(constant) switch
        {
            // neither a layer nor a property that patterns may name is ever null
            null => new PatternModel.Not(new PatternModel.Any()),
            string text => new PatternModel.Property(path, relation, 0, text),
            (int or bool or float or double) and var number => new PatternModel.Property(
                path,
                relation,
                Printed.Of(number),
                null
            ),
            _ => throw Excerpt.Unsupported(pattern.Syntax),
        };

    private static string Relation(IRelationalPatternOperation pattern) =>
        pattern.OperatorKind switch
        {
            BinaryOperatorKind.LessThan => "<",
            BinaryOperatorKind.LessThanOrEqual => "<=",
            BinaryOperatorKind.GreaterThan => ">",
            BinaryOperatorKind.GreaterThanOrEqual => ">=",
            _ => throw Excerpt.Unsupported(pattern.Syntax),
        };

    /// <summary>The conjunction without parts that always hold; the order is kept, so a type is tested first.</summary>
    private static PatternModel All(IEnumerable<PatternModel> parts)
    {
        PatternModel[] needed = parts
            .SelectMany(p => p is PatternModel.And and ? and.Parts : (IEnumerable<PatternModel>)[p])
            .Where(p => p is not PatternModel.Any)
            .Distinct() // C# narrows the type on the right of "and", which tests it once more
            .ToArray();
        return needed.Length switch
        {
            0 => new PatternModel.Any(),
            1 => needed[0],
            _ => new PatternModel.And(needed.ToEquatable()),
        };
    }

    private static bool IsOurs(INamedTypeSymbol? type) =>
        type?.ContainingNamespace?.ToDisplayString() == "RuleCompiler";
}
