using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Emission;

/// <summary>
/// Prints the formulas of steps as policies: structs that the kernels' skeletons are specialised with. Equal policies
/// are one struct.
/// </summary>
internal sealed class PolicyEmitter
{
    private readonly Code _code = new();
    private readonly Dictionary<(string Contract, string Fields, string Body), string> _known = [];

    public string Text => _code.ToString();

    /// <summary>A map of weights, g(w).</summary>
    public string Map(Expr map)
    {
        if (Known(map) is string known)
            return $"kernels::{known}";
        string body = Generic("V", "Map", "V w", [map], n => n, r => [$"return {r[0]};"], true);
        return $"{ExplainerEmitter.Parts}.{Struct($"g(w) = {Formula.Print(map)}", "Map", "IWeightMap", [], body)}";
    }

    /// <summary>A map that the kernels bring.</summary>
    private static string? Known(Expr map) =>
        map switch
        {
            Name => "Identity",
            Apply { Op: Op.Pos, Args: [Name] } => "PositivePart",
            Apply { Op: Op.Neg, Args: [Name] } => "NegativePart",
            _ => null,
        };

    /// <summary>The creation of a pointwise policy.</summary>
    public string Pointwise(Step.Pointwise step)
    {
        PolicyFields fields = new(step.Reads, step.Writes);
        string body = Generic(
            "void",
            "Apply",
            "in kernels::Index i",
            step.Writes.Select(w => w.Value).ToArray(),
            fields.Local,
            results => results.Select((r, k) => $"{fields.To(k)}.Store({Element(step.Writes[k].Buffer, "i")}, {r});"),
            false,
            step.Reads.Select(r => $"V {fields.Local(r.Operand)} = {Load(fields.At(r), r.Buffer, "i")};")
        );
        string name = Struct(fields.Formulas(), "At", "IPointwise", fields.Declared, body);
        return New(name, fields.Arguments);
    }

    /// <summary>The creation of a policy evaluated at pairs of input and output.</summary>
    public string Pairwise(Step.Pairwise step)
    {
        PolicyFields fields = new(step.InputReads.Concat(step.OutputReads).ToArray(), []);
        PolicyFields sum = new(fields.Reads, [step.To]);
        HashSet<string> ofOutput = new(step.OutputReads.Select(r => r.Operand));
        IEnumerable<string> loads = fields.Reads.Select(r =>
            $"V {fields.Local(r.Operand)} = "
            + (
                ofOutput.Contains(r.Operand)
                    ? $"output.Load<V>({fields.At(r)}, {Element(r.Buffer, "output.At")});"
                    : $"{Load(fields.At(r), r.Buffer, "input")};"
            )
        );
        string parameters = step.Forward ? "in kernels::Index input, V w" : "in kernels::Index input, in O output, V w";
        string body = Generic(
            "V",
            "Term",
            parameters,
            [step.To.Value],
            n => n == "w" ? "w" : fields.Local(n),
            r => [$"return {r[0]};"],
            false,
            loads,
            step.Forward ? null : "O"
        );
        string contract = step.Forward ? "IForwardTerm" : "IBackwardTerm";
        string name = Struct(sum.Formulas(step.Forward ? "Σ_j " : "Σ_k "), "Pair", contract, fields.Declared, body);
        return New(name, fields.Arguments);
    }

    /// <summary>The creation of a policy that adds over columns.</summary>
    public string ColumnSum(Step.ColumnSum step)
    {
        PolicyFields fields = new(step.Reads, step.Writes);
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new LanesPrinter(fields.Local).Print(
            step.Writes.Select(w => w.Value).ToArray()
        );
        List<string> lines =
        [
            .. results.Select((_, k) => $"V sum{k} = V.Zero;"),
            "for (int column = 0; column < columns; column++)",
            "{",
        ];
        lines.Add("    nint at = ((nint)i.SampleNumber * columns + column) * units + i.Position;");
        foreach (Read read in step.Reads)
        {
            string load =
                read.Buffer.Extent == Extent.Row
                    ? $"{fields.At(read)}.Load<V>(at)"
                    : Load(fields.At(read), read.Buffer, "i");
            lines.Add($"    V {fields.Local(read.Operand)} = {load};");
        }

        lines.AddRange(locals.Select(l => "    " + l));
        lines.AddRange(results.Select((r, k) => $"    sum{k} += {r};"));
        lines.Add("}");
        lines.AddRange(results.Select((_, k) => $"{fields.To(k)}.Store(i.Sample, sum{k});"));
        string name = Struct(
            fields.Formulas("Σ over columns of "),
            "Columns",
            "IPointwise",
            fields.Declared.Concat(["int columns", "nint units"]),
            Method("void", "Apply", "in kernels::Index i", lines, false)
        );
        return New(name, fields.Arguments.Concat(["pass.Columns", $"{step.Domain.Units}"]));
    }

    private static string New(string name, IEnumerable<string> arguments) =>
        $"new {ExplainerEmitter.Parts}.{name}({string.Join(", ", arguments)})";

    private static string Load(string field, BufferModel buffer, string index)
    {
        string element = Element(buffer, index);
        return buffer.Layout == Layout.Units ? $"{field}.Load<V>({element})" : $"V.Of({field}[{element}])";
    }

    private static string Element(BufferModel buffer, string index) =>
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
        Func<IReadOnlyList<string>, IEnumerable<string>> use,
        bool isStatic,
        IEnumerable<string>? loads = null,
        string? outputs = null
    )
    {
        LanesPrinter printer = new(operand, isStatic ? "w" : null);
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = printer.Print(exprs);
        return Method(type, method, parameters, (loads ?? []).Concat(locals).Concat(use(results)), isStatic, outputs);
    }

    private static string Method(
        string type,
        string method,
        string parameters,
        IEnumerable<string> lines,
        bool isStatic,
        string? outputs = null
    )
    {
        Code code = new();
        code.Line("[compiler::MethodImpl(compiler::MethodImplOptions.AggressiveInlining)]");
        string head = $"public {(isStatic ? "static" : "readonly")} {type} {method}";
        head += outputs is null
            ? $"<V>({parameters}) where V : struct, kernels::ILanes<V>"
            : $"<V, {outputs}>({parameters}) where V : struct, kernels::ILanes<V> where {outputs} : struct, kernels::IOutputs";
        code.Block(head, () => code.Lines(lines));
        return code.ToString();
    }

    /// <summary>The name of the struct with these fields and this body, which is printed at its first use.</summary>
    private string Struct(string formula, string stem, string contract, IEnumerable<string> fields, string body)
    {
        string primary = string.Join(", ", fields);
        if (_known.TryGetValue((contract, primary, body), out string? known))
            return known;
        string name = $"{stem}{_known.Count}";
        _known.Add((contract, primary, body), name);
        _code.Line().Line(Literal.Summary(formula));
        _code.Block(
            $"public struct {name}{(primary.Length > 0 ? $"({primary})" : "")} : kernels::{contract}",
            () => _code.Lines(body.TrimEnd('\n').Split('\n'))
        );
        return name;
    }
}
