using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads <c>{ Property = value, … }</c>.</summary>
internal static class ConstantInitializer
{
    /// <exception cref="UnsupportedException">It does something else than assign properties.</exception>
    public static IEnumerable<(string Property, IOperation Value)> Assignments(
        IObjectOrCollectionInitializerOperation? initializer
    )
    {
        foreach (IOperation member in initializer?.Initializers ?? [])
        {
            BrokenCodeException.ThrowIf(member);
            if (member is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation target } assignment)
                throw Excerpt.Unsupported(member.Syntax);
            yield return (target.Property.Name, assignment.Value);
        }
    }
}
