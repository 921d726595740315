using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints the policy of a kernel as a struct that ILGPU compiles, with a view for each operand.</summary>
internal static class IlgpuPolicy
{
    /// <summary>The struct.</summary>
    /// <param name="code">Receives it.</param>
    /// <param name="name">Its name.</param>
    /// <param name="policy">What it holds.</param>
    /// <param name="isSum">Whether its products are plain sums.</param>
    /// <param name="access"><c>internal</c> or <c>public</c>.</param>
    public static void Print(Code code, string name, DevicePolicy policy, bool isSum, string access)
    {
        string contract =
            policy.Term is not null ? "ITerm"
            : policy.Products.Count == 0 ? "IPointwise"
            : isSum ? $"ISums<{Sums(name, policy)}>"
            : $"IProduct<{Types(name, policy)}>";
        code.Block(
            $"{access} struct {name} : ilgpu::{contract}",
            () =>
            {
                code.Lines(policy.Operands.Select(o => $"public lib::ArrayView<float> {o.Field};"));
                if (policy.Term is not null)
                    Term(code, policy);
                else if (policy.Products.Count == 0)
                    Body(code, "void At(ilgpu::Place i, int summed, long size)", Elements(policy));
                else if (isSum)
                    IlgpuProducts.PrintSums(code, policy);
                else
                    IlgpuProducts.Print(code, policy);
            }
        );
    }

    /// <summary>The call that makes the launch of a step with the policy.</summary>
    public static string Launch(string name, DevicePolicy policy, bool isSum)
    {
        string call =
            policy.Term is not null ? "Terms"
            : policy.Products.Count == 0 ? "Elements"
            : isSum ? $"Sums<{name}, {Sums(name, policy)}>"
            : $"Product<{name}, {Types(name, policy)}>";
        IEnumerable<string> fields = policy.Operands.Select(
            (o, k) => $"{o.Field} = ilgpu::IlgpuMemory.View(bound.Operands[{k}])"
        );
        return $"ilgpu::Steps.{call}(kernels, bound, new {name} {{ {string.Join(", ", fields)} }})";
    }

    /// <summary>A method of the struct.</summary>
    internal static void Body(Code code, string head, IEnumerable<string> lines) =>
        code.Line().Block($"public readonly {head}", () => code.Lines(lines));

    /// <summary>Loads, locals and stores of what is written.</summary>
    internal static IEnumerable<string> Results(DevicePolicy policy)
    {
        Expr[] values = policy.Results.Select(r => r.Value).ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new IlgpuPrinter(DevicePolicy.Local).Print(
            values
        );
        return Loads(policy, values)
            .Concat(locals)
            .Concat(policy.Results.Select((r, k) => $"{Place(r.To)} = {results[k]};"));
    }

    /// <summary>Locals that hold what formulas read.</summary>
    internal static IEnumerable<string> Loads(DevicePolicy policy, IEnumerable<Expr> values) =>
        policy.Reads(values).Select(o => $"float {DevicePolicy.Local(o.Field)} = {Place(o)};");

    private static string Types(string name, DevicePolicy policy) =>
        $"{(policy.Maps.Count == 1 ? "float" : $"{name}.Left")}, {(policy.Sources.Count == 1 ? "float" : $"{name}.Right")}, {Sums(name, policy)}";

    private static string Sums(string name, DevicePolicy policy) =>
        policy.Products.Count == 1 ? "float" : $"{name}.Sum";

    private static void Term(Code code, DevicePolicy policy)
    {
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new IlgpuPrinter(DevicePolicy.Local).Print([
            policy.Term!,
        ]);
        IEnumerable<string> lines = Loads(policy, [policy.Term!]).Concat(locals).Append($"return {results[0]};");
        Body(code, "float Term(ilgpu::Place input, ilgpu::Place output, float w)", lines);
        Body(code, "void Store(ilgpu::Place i, float v0)", Results(policy));
    }

    /// <summary>What is written at an element; sums over columns are loops, and run once a sample.</summary>
    private static IEnumerable<string> Elements(DevicePolicy policy)
    {
        if (!policy.AddsColumns)
            return Results(policy);
        Expr[] values = policy.Results.Select(r => r.Value).ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new IlgpuPrinter(DevicePolicy.Local).Print(
            values
        );
        IEnumerable<string> loads = policy
            .Reads(values)
            .Select(o =>
                $"float {DevicePolicy.Local(o.Field)} = {(o.Part == "full" ? $"{o.Field}[((long)i.SampleNumber * summed + column) * size + i.Position]" : Place(o))};"
            );
        return
        [
            .. results.Select((_, k) => $"float sum{k} = 0f;"),
            "for (int column = 0; column < summed; column++)",
            "{",
            .. loads.Concat(locals).Select(l => "    " + l),
            .. results.Select((r, k) => $"    sum{k} += {r};"),
            "}",
            .. policy.Results.Select((r, k) => $"{Place(r.To)} = sum{k};"),
        ];
    }

    private static string Place(DeviceOperand operand)
    {
        string part = operand.Part switch
        {
            "channel" => "Channel",
            "row" => "Row",
            "full" => "Full",
            "sample" => "Sample",
            _ => "Position",
        };
        return $"{operand.Field}[{operand.Index}.{part}]";
    }
}
