using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints the policy of a kernel as OpenCL C in the C# that makes it.</summary>
internal static class OpenClPolicy
{
    /// <summary>The members of a <c>KernelPolicy</c> that are not their defaults.</summary>
    public static string Print(DevicePolicy policy)
    {
        Code functions = new();
        string[] sources = policy.Sources.Select((s, k) => Called(functions, policy, $"rc_source{k}", s)).ToArray();
        string[] maps = policy.Maps.Select((m, k) => Called(functions, policy, $"rc_map{k}", m)).ToArray();
        string? term = policy.Term is { } contribution
            ? Called(functions, policy, "rc_contribution", contribution)
            : null;
        string text = functions.ToString();
        bool pointwise = policy.Products.Count == 0 && policy.Term is null;
        string results = policy.AddsColumns ? Columns(policy) : Results(policy);
        string?[] members =
        [
            text.Length > 0 ? $"Functions = {Literal.Text(text)}" : null,
            maps.Length > 0 ? $"Maps = {List(maps.Select(Literal.Text))}" : null,
            sources.Length > 0 ? $"Sources = {List(sources.Select(Literal.Text))}" : null,
            policy.Products.Count > 0
                ? $"Products = {List(policy.Products.Select(p => $"new({p.Source}, {p.Map})"))}"
                : null,
            term is not null ? $"Term = {Literal.Text(term)}" : null,
            $"{(pointwise ? "Body" : "Store")} = {Literal.Text(results)}",
            $"Operands = {List(policy.Operands.Select(o => Literal.Text(o.Field)))}",
        ];
        return $"new kernels::KernelPolicy {{ {string.Join(", ", members.Where(m => m is not null))} }}";
    }

    private static string List(IEnumerable<string> items) => $"[{string.Join(", ", items)}]";

    /// <summary>A formula as a call of a function of its operands; what is read as it is needs none.</summary>
    private static string Called(Code functions, DevicePolicy policy, string name, Expr formula)
    {
        if (formula is Name { Symbol: var symbol })
            return symbol == "w" ? "w" : Place(policy.Operand(symbol));
        string[] operands = formula.Names().Distinct().ToArray();
        OpenClPrinter printer = new(DevicePolicy.Local, policy.Maps.Contains(formula) ? "w" : null);
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = printer.Print([formula]);
        functions.Block(
            $"RC_FUNCTION float {name}({(operands.Length == 0 ? "void" : string.Join(", ", operands.Select(o => $"const float {DevicePolicy.Local(o)}")))})",
            () => functions.Lines(locals).Line($"return {results[0]};")
        );
        return $"{name}({string.Join(", ", operands.Select(o => o == "w" ? "w" : Place(policy.Operand(o))))})";
    }

    private static string Results(DevicePolicy policy)
    {
        Expr[] values = policy.Results.Select(r => r.Value).ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new OpenClPrinter(DevicePolicy.Local).Print(
            values
        );
        IEnumerable<string> loads = policy
            .Reads(values)
            .Select(o => $"const float {DevicePolicy.Local(o.Field)} = {Place(o)};");
        IEnumerable<string> stores = policy.Results.Select((r, k) => $"{Place(r.To)} = {results[k]};");
        return $"{{ {string.Join(" ", loads.Concat(locals).Concat(stores))} }}";
    }

    /// <summary>Results added over the columns of a sample; the kernel runs once a sample.</summary>
    private static string Columns(DevicePolicy policy)
    {
        Expr[] values = policy.Results.Select(r => r.Value).ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new OpenClPrinter(DevicePolicy.Local).Print(
            values
        );
        IEnumerable<string> sums = results.Select((_, k) => $"float sum{k} = 0.0f;");
        IEnumerable<string> loads = policy
            .Reads(values)
            .Select(o =>
                $"const float {DevicePolicy.Local(o.Field)} = {(o.Part == "full" ? $"{o.Field}[((ulong)i.sample_number * summed + column) * size + i.position]" : Place(o))};"
            );
        IEnumerable<string> adds = results.Select((r, k) => $"sum{k} += {r};");
        IEnumerable<string> stores = policy.Results.Select((r, k) => $"{Place(r.To)} = sum{k};");
        return $"{{ {string.Join(" ", sums)} for (int column = 0; column < summed; column++) {{ {string.Join(" ", loads.Concat(locals).Concat(adds))} }} {string.Join(" ", stores)} }}";
    }

    private static string Place(DeviceOperand operand) => $"{operand.Field}[{operand.Index}.{operand.Part}]";
}
