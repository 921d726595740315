using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads an arm's value: null, or a new rule with constant arguments.</summary>
internal static class CompositeRuleUse
{
    /// <exception cref="UnsupportedException">It is something else.</exception>
    public static RuleUseModel? Read(IOperation value)
    {
        BrokenCodeException.ThrowIf(value);
        return value switch
        {
            { ConstantValue: { HasValue: true, Value: null } } or IDefaultValueOperation => null,
            IConversionOperation { OperatorMethod: null } conversion => Read(conversion.Operand),
            IObjectCreationOperation { Type: INamedTypeSymbol type } creation => new(
                TypeReader.FullName(type),
                Arguments(creation).ToEquatable()
            ),
            _ => throw Excerpt.Unsupported(value.Syntax),
        };
    }

    private static IEnumerable<ArgumentModel> Arguments(IObjectCreationOperation creation)
    {
        IReadOnlyList<IParameterSymbol> own = RoleShape.PrimaryParameters(creation.Constructor!.ContainingType) ?? [];
        if (!creation.Constructor.Parameters.Select(p => p.Name).SequenceEqual(own.Select(p => p.Name)))
            throw new UnsupportedException(
                creation.Syntax,
                $"'{creation.Syntax}', a constructor other than the rule's own,"
            );
        List<ArgumentModel> arguments = [];
        // in the constructor's order, whatever the order in which they are named
        foreach (IParameterSymbol parameter in creation.Constructor!.Parameters)
        {
            IOperation value = creation
                .Arguments.First(a => parameter.Equals(a.Parameter, SymbolEqualityComparer.Default))
                .Value;
            arguments.Add(new(parameter.Name, Number(value)));
        }

        foreach ((string property, IOperation value) in ConstantInitializer.Assignments(creation.Initializer))
        {
            int index = arguments.FindIndex(a => a.Name == property);
            if (index < 0)
                throw new UnsupportedException(
                    value.Syntax.Parent ?? value.Syntax,
                    $"'{property}', which is no parameter of the rule,"
                );
            arguments[index] = new(property, Number(value));
        }

        return arguments;
    }

    private static double Number(IOperation value) =>
        ConstantReader.Unbound.Read(value) is (float or double or int or bool) and var number
            ? Printed.Of(number)
            : throw Excerpt.Unsupported(value.Syntax);
}
