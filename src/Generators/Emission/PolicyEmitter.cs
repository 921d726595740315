using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Emission;

/// <summary>Prints the formulas of steps as policies: structs that the kernels' skeletons are specialised with.</summary>
internal sealed class PolicyEmitter
{
    private readonly Code _code = new();
    private readonly Dictionary<string, string> _maps = [];
    private int _count;

    public string Text => _code.ToString();

    /// <summary>A map of weights, g(w); equal maps are one struct.</summary>
    public string Map(Expr map)
    {
        if (map is Name)
            return "Identity";
        string body = Generic("V", "Map", "V w", [map], n => n, r => $"return {r[0]};", true);
        if (!_maps.TryGetValue(body, out string? name))
        {
            name = Next("Map");
            _maps.Add(body, name);
            Struct($"g(w) = {Formula.Print(map)}", name, "IWeightMap", [], body);
        }

        return name;
    }

    /// <summary>The creation of a pointwise policy.</summary>
    public string Pointwise(Step.Pointwise step)
    {
        Read[] fields = step.Reads.ToArray();
        string body = Generic(
            "void",
            "Apply",
            "in Index i",
            step.Writes.Select(w => w.Value).ToArray(),
            n => Local(n),
            results =>
                string.Join(
                    "\n",
                    results.Select(
                        (r, k) => $"{step.Writes[k].Buffer.Name}_to.Store({At(step.Writes[k].Buffer, "i")}, {r});"
                    )
                ),
            false,
            fields.Select(f => $"V {Local(f.Operand)} = {Load(f.Buffer, $"{Local(f.Operand)}_at", "i")};")
        );
        string name = Next("At");
        string[] members = fields
            .Select(f => $"{Local(f.Operand)}_at")
            .Concat(step.Writes.Select(w => $"{w.Buffer.Name}_to"))
            .ToArray();
        Struct(step.Remark, name, "IPointwise", members.Select(m => $"Plane {m}"), body);
        return New(name, fields.Select(f => f.Buffer.Name).Concat(step.Writes.Select(w => w.Buffer.Name)));
    }

    /// <summary>The creation of a policy evaluated at pairs of input and output.</summary>
    public string Pairwise(Step.Pairwise step)
    {
        Read[] fields = step.InputReads.Concat(step.OutputReads).ToArray();
        HashSet<string> ofOutput = new(step.OutputReads.Select(r => r.Operand));
        IEnumerable<string> loads = fields.Select(f =>
            ofOutput.Contains(f.Operand)
                ? $"V {Local(f.Operand)} = V.Of({Local(f.Operand)}_at[{At(f.Buffer, "output")}]);"
                : $"V {Local(f.Operand)} = {Load(f.Buffer, $"{Local(f.Operand)}_at", "input")};"
        );
        string parameters = step.Forward ? "in Index input, V w" : "in Index input, in Index output, V w";
        string body = Generic(
            "V",
            "Term",
            parameters,
            [step.To.Value],
            n => n == "w" ? "w" : Local(n),
            r => $"return {r[0]};",
            false,
            loads
        );
        string name = Next("Pair");
        Struct(
            step.Remark,
            name,
            step.Forward ? "IForwardTerm" : "IBackwardTerm",
            fields.Select(f => $"Plane {Local(f.Operand)}_at"),
            body
        );
        return New(name, fields.Select(f => f.Buffer.Name));
    }

    /// <summary>The creation of a policy that adds over columns.</summary>
    public string ColumnSum(Step.ColumnSum step)
    {
        Read[] fields = step.Reads.ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new LanesPrinter(Local).Print(
            step.Writes.Select(w => w.Value).ToArray()
        );
        List<string> lines =
        [
            .. results.Select((_, k) => $"V sum{k} = V.Zero;"),
            "for (int column = 0; column < columns; column++)",
            "{",
        ];
        lines.Add("    nint at = ((nint)i.SampleNumber * columns + column) * units + i.Position;");
        foreach (Read field in fields)
        {
            string index = field.Buffer.Extent == Extent.Row ? "at" : At(field.Buffer, "i");
            lines.Add($"    V {Local(field.Operand)} = {Local(field.Operand)}_at.Load<V>({index});");
        }

        lines.AddRange(locals.Select(l => "    " + l));
        lines.AddRange(results.Select((r, k) => $"    sum{k} += {r};"));
        lines.Add("}");
        lines.AddRange(step.Writes.Select((w, k) => $"{w.Buffer.Name}_to.Store(i.Sample, sum{k});"));
        string name = Next("Columns");
        string[] members = fields
            .Select(f => $"Plane {Local(f.Operand)}_at")
            .Concat(step.Writes.Select(w => $"Plane {w.Buffer.Name}_to"))
            .Concat(["int columns", "nint units"])
            .ToArray();
        Struct(step.Remark, name, "IPointwise", members, Method("void", "Apply", "in Index i", lines, false));
        IEnumerable<string> arguments = fields
            .Select(f => f.Buffer.Name)
            .Concat(step.Writes.Select(w => w.Buffer.Name))
            .Concat(["pass.Columns", $"{step.Domain.Units}"]);
        return New(name, arguments);
    }

    private static string Local(string operand) => "_" + Literal.Identifier(operand).Replace('@', '_');

    private static string New(string name, IEnumerable<string> arguments) =>
        $"new {name}({string.Join(", ", arguments)})";

    private string Next(string stem) => $"{stem}{_count++}";

    private static string Load(BufferModel buffer, string field, string index) =>
        buffer.Layout == Layout.Units ? $"{field}.Load<V>({At(buffer, index)})" : $"V.Of({field}[{At(buffer, index)}])";

    private static string At(BufferModel buffer, string index) =>
        (buffer.Layout, buffer.Extent) switch
        {
            (Layout.Channels, _) => $"{index}.Channel",
            (Layout.Scalar, _) => $"{index}.Row",
            (_, Extent.Row) => $"{index}.Full",
            (_, Extent.Sample) => $"{index}.Sample",
            _ => $"{index}.Position",
        };

    private static string Generic(
        string type,
        string method,
        string parameters,
        IReadOnlyList<Expr> exprs,
        Func<string, string> operand,
        Func<IReadOnlyList<string>, string> use,
        bool isStatic,
        IEnumerable<string>? loads = null
    )
    {
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new LanesPrinter(operand).Print(exprs);
        return Method(
            type,
            method,
            parameters,
            (loads ?? []).Concat(locals).Concat(use(results).Split('\n')),
            isStatic
        );
    }

    private static string Method(
        string type,
        string method,
        string parameters,
        IEnumerable<string> lines,
        bool isStatic
    )
    {
        Code code = new();
        code.Line("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        string head =
            $"public {(isStatic ? "static" : "readonly")} {type} {method}<V>({parameters}) where V : struct, ILanes<V>";
        code.Block(head, () => code.Lines(lines));
        return code.ToString();
    }

    private void Struct(string remark, string name, string contract, IEnumerable<string> fields, string body)
    {
        _code.Line().Line($"/// <summary>{Escape(remark)}</summary>");
        string primary = string.Join(", ", fields);
        _code.Block(
            $"private struct {name}{(primary.Length > 0 ? $"({primary})" : "")} : {contract}",
            () => _code.Lines(body.TrimEnd('\n').Split('\n'))
        );
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
