using Microsoft.CodeAnalysis;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the input's shape and range from <c>[Network(1, 28, 28, Low = 0, High = 1)]</c>.</summary>
internal static class NetworkRange
{
    public static IEnumerable<int> Shape(AttributeData network) =>
        network.ConstructorArguments is { Length: 1 } arguments
        && arguments[0] is { Kind: TypedConstantKind.Array } shape
            ? shape.IsNull
                ? []
                : shape.Values.Select(extent => extent.Value as int? ?? 0)
            : [];

    public static double Bound(AttributeData network, string name, double undeclared) =>
        network
            .NamedArguments.Where(a => a.Key == name)
            .Select(a => Printed.Of(a.Value.Value))
            .DefaultIfEmpty(undeclared)
            .First();
}
