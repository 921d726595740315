using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Parsing;

/// <summary>
/// Reads what role types say in static methods: a carrier's <c>Initial(a, a0)</c>, channels' <c>Merge(r, y, y0)</c>.
/// </summary>
internal sealed class RoleFormulas(
    Compilation compilation,
    List<DiagnosticInfo> diagnostics,
    CancellationToken cancellation
)
{
    /// <summary>What a value carries that no rule carried, one formula a member; empty where the carrier does not say.</summary>
    public IEnumerable<Expr> Initial(ITypeSymbol carrier) => Read(carrier, "Initial", "a", "a0")?.Leaves() ?? [];

    /// <summary>One relevance of several, or null where the channels do not say.</summary>
    public Expr? Merge(IEnumerable<ITypeSymbol> channels) =>
        channels
            .Select(c => Read(c, "Merge", "r", "y", "y0")?.Leaves().FirstOrDefault())
            .FirstOrDefault(m => m is not null);

    private Value? Read(ITypeSymbol type, string name, params string[] known)
    {
        if (type.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault(m => m.IsStatic) is not { } method)
            return null;
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            bool group = parameter.Name == "r";
            if (!known.Contains(parameter.Name) || RoleShape.Of(parameter.Type)?.IsScalar != !group)
            {
                string found = $"{parameter.Type.ToDisplayString()} {parameter.Name}";
                diagnostics.Add(
                    DiagnosticInfo.Create(
                        RuleDiagnostics.UnknownOperand,
                        parameter.Locations.FirstOrDefault(),
                        found,
                        name,
                        string.Join(", ", known)
                    )
                );
                return null;
            }
        }

        Value[] operands = method.Parameters.Select(p => Value.Named(p.Name, RoleShape.Of(p.Type)!)).ToArray();
        return new RuleBodyParser(compilation, cancellation).Parse(method, operands, diagnostics);
    }
}
