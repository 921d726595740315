using System.Globalization;
using Microsoft.CodeAnalysis.Operations;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Operators on constants that the compiler does not fold, because a method's parameter is among them.</summary>
internal static class ConstantArithmetic
{
    /// <summary>The value, or null where the operator is not known for the operands.</summary>
    /// <exception cref="ArithmeticException">An integer overflows or is divided by zero.</exception>
    public static object? Binary(BinaryOperatorKind kind, object? left, object? right) =>
        (left, right) switch
        {
            (int l, int r) => Integer(kind, l, r),
            (bool l, bool r) => Logical(kind, l, r),
            (string, _) or (_, string) => Text(kind, left, right),
            (int or float or double, int or float or double) => Floating(kind, ToDouble(left), ToDouble(right)),
            _ => Identity(kind, left, right),
        };

    public static object? Unary(UnaryOperatorKind kind, object? operand) =>
        (kind, operand) switch
        {
            (UnaryOperatorKind.Plus, int or float or double) => operand,
            (UnaryOperatorKind.Minus, int value) => checked(-value),
            (UnaryOperatorKind.Minus, float value) => -value,
            (UnaryOperatorKind.Minus, double value) => -value,
            (UnaryOperatorKind.Not, bool value) => !value,
            _ => null,
        };

    private static object? Integer(BinaryOperatorKind kind, int l, int r) =>
        kind switch
        {
            BinaryOperatorKind.Add => checked(l + r),
            BinaryOperatorKind.Subtract => checked(l - r),
            BinaryOperatorKind.Multiply => checked(l * r),
            BinaryOperatorKind.Divide => l / r,
            BinaryOperatorKind.Remainder => l % r,
            BinaryOperatorKind.LeftShift => l << r,
            BinaryOperatorKind.RightShift => l >> r,
            _ => Floating(kind, l, r),
        };

    private static object? Floating(BinaryOperatorKind kind, double l, double r) =>
        kind switch
        {
            BinaryOperatorKind.Add => l + r,
            BinaryOperatorKind.Subtract => l - r,
            BinaryOperatorKind.Multiply => l * r,
            BinaryOperatorKind.Divide => l / r,
            BinaryOperatorKind.Equals => l == r,
            BinaryOperatorKind.NotEquals => l != r,
            BinaryOperatorKind.LessThan => l < r,
            BinaryOperatorKind.LessThanOrEqual => l <= r,
            BinaryOperatorKind.GreaterThan => l > r,
            BinaryOperatorKind.GreaterThanOrEqual => l >= r,
            _ => null,
        };

    private static object? Logical(BinaryOperatorKind kind, bool l, bool r) =>
        kind switch
        {
            BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.And => l && r,
            BinaryOperatorKind.ConditionalOr or BinaryOperatorKind.Or => l || r,
            BinaryOperatorKind.ExclusiveOr => l ^ r,
            _ => Identity(kind, l, r),
        };

    private static object? Text(BinaryOperatorKind kind, object? left, object? right) =>
        kind == BinaryOperatorKind.Add
            ? Convert.ToString(left, CultureInfo.InvariantCulture)
                + Convert.ToString(right, CultureInfo.InvariantCulture)
            : Identity(kind, left, right);

    private static object? Identity(BinaryOperatorKind kind, object? left, object? right) =>
        kind switch
        {
            BinaryOperatorKind.Equals => Equals(left, right),
            BinaryOperatorKind.NotEquals => !Equals(left, right),
            _ => null,
        };

    private static double ToDouble(object? value) => Convert.ToDouble(value, CultureInfo.InvariantCulture);
}
