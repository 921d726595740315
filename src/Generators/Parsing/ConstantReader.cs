using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Evaluates constant arguments: what the compiler folds, sizes and paddings, and arithmetic on the parameters of
/// a method that was called with constants.
/// </summary>
/// <param name="bound">The values of the method's parameters.</param>
internal sealed class ConstantReader(IReadOnlyDictionary<IParameterSymbol, object?> bound)
{
    public static readonly ConstantReader Unbound = new(
        new Dictionary<IParameterSymbol, object?>(SymbolEqualityComparer.Default)
    );

    /// <summary>The value: null, a number, a truth value, a string, an <see cref="Extent"/>, a <see cref="Border"/> or a list.</summary>
    /// <exception cref="UnsupportedException">It is no constant.</exception>
    public object? Read(IOperation operation)
    {
        BrokenCodeException.ThrowIf(operation);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
            return constant;
        return operation switch
        {
            IParameterReferenceOperation reference when bound.TryGetValue(reference.Parameter, out object? value) =>
                value,
            IConversionOperation conversion => Convert(conversion),
            ITupleOperation tuple => tuple.Elements.Select(Read).ToArray(),
            IArrayCreationOperation { Initializer: { } list } => list.ElementValues.Select(Read).ToArray(),
            ICollectionExpressionOperation list => list.Elements.Select(Read).ToArray(),
            IDefaultValueOperation { Type: { } type } => Default(type),
            IObjectCreationOperation creation => Create(creation),
            IConditionalOperation { WhenFalse: { } otherwise } choice => Read(
                Truth(choice.Condition) ? choice.WhenTrue : otherwise
            ),
            IBinaryOperation binary => Binary(binary),
            IUnaryOperation unary => Arithmetic(
                unary,
                () => ConstantArithmetic.Unary(unary.OperatorKind, Read(unary.Operand))
            ),
            IInterpolatedStringOperation text => string.Concat(text.Parts.Select(Part)),
            _ => throw Excerpt.Unsupported(operation.Syntax),
        };
    }

    /// <exception cref="UnsupportedException">It is no constant truth value.</exception>
    public bool Truth(IOperation condition) =>
        Read(condition) is bool truth ? truth : throw Excerpt.Unsupported(condition.Syntax);

    /// <summary>The values of a call's arguments, by parameter.</summary>
    public Dictionary<IParameterSymbol, object?> ReadArguments(IEnumerable<IArgumentOperation> arguments)
    {
        Dictionary<IParameterSymbol, object?> values = new(SymbolEqualityComparer.Default);
        foreach (IArgumentOperation argument in arguments)
            values[argument.Parameter ?? throw Excerpt.Unsupported(argument.Syntax)] = Read(argument.Value);
        return values;
    }

    private object? Convert(IConversionOperation conversion)
    {
        object? value = Read(conversion.Operand);
        ITypeSymbol? type = conversion.Type
            is INamedTypeSymbol { ConstructedFrom.SpecialType: SpecialType.System_Nullable_T } n
            ? n.TypeArguments[0]
            : conversion.Type;
        if (value is null || type is null)
            return value;
        object? converted = type.ToDisplayString() switch
        {
            "RuleCompiler.Size" => Extent.From(value),
            "RuleCompiler.Padding" => Border.From(value),
            _ when conversion.OperatorMethod is not null => null,
            "int" => (int)Math.Truncate(ToDouble(value)),
            "float" => (float)ToDouble(value),
            "double" => ToDouble(value),
            _ => value,
        };
        return converted ?? throw Excerpt.Unsupported(conversion.Syntax);
    }

    private static double ToDouble(object value) => System.Convert.ToDouble(value, CultureInfo.InvariantCulture);

    private static object? Default(ITypeSymbol type) =>
        type.ToDisplayString() switch
        {
            "RuleCompiler.Size" => new Extent(1, 1), // the struct keeps its extents less one
            "RuleCompiler.Padding" => new Border(0, 0, 0, 0),
            _ => null,
        };

    private object Create(IObjectCreationOperation creation)
    {
        if (creation.Type is not { } type || Default(type) is not { } start)
            throw Excerpt.Unsupported(creation.Syntax);
        Dictionary<string, object?> values = ReadArguments(creation.Arguments)
            .ToDictionary(a => a.Key.Name, a => a.Value, StringComparer.OrdinalIgnoreCase);
        foreach ((string property, IOperation value) in ConstantInitializer.Assignments(creation.Initializer))
            values[property] = Read(value);
        int Side(string name, int otherwise) =>
            values.TryGetValue(name, out object? v) && v is int side ? side : otherwise;
        return start is Border
            ? new Border(Side("Top", 0), Side("Left", 0), Side("Bottom", 0), Side("Right", 0))
            : new Extent(Side("Height", 1), Side("Width", 1));
    }

    private object Binary(IBinaryOperation binary)
    {
        object? left = Read(binary.LeftOperand);
        // as in C#, the right operand of && and || counts only where the left one leaves the matter open
        if (
            left is bool known
            && binary.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr
        )
        {
            if (known == (binary.OperatorKind == BinaryOperatorKind.ConditionalOr))
                return known;
        }

        return Arithmetic(
            binary,
            () => ConstantArithmetic.Binary(binary.OperatorKind, left, Read(binary.RightOperand))
        );
    }

    private static object Arithmetic(IOperation operation, Func<object?> value)
    {
        try
        {
            return value() ?? throw Excerpt.Unsupported(operation.Syntax);
        }
        catch (ArithmeticException)
        {
            throw new UnsupportedException(operation.Syntax, $"{Excerpt.Of(operation.Syntax)}, which has no value,");
        }
    }

    private string Part(IInterpolatedStringContentOperation part) =>
        part switch
        {
            IInterpolatedStringTextOperation text => Read(text.Text) as string ?? "",
            IInterpolationOperation { Alignment: null, FormatString: null } hole => System.Convert.ToString(
                Read(hole.Expression),
                CultureInfo.InvariantCulture
            ),
            _ => throw Excerpt.Unsupported(part.Syntax),
        };
}
