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
            return "kernels::Identity";
        string body = Generic("V", "Map", "V w", [map], n => n, r => $"return {r[0]};", true);
        if (!_maps.TryGetValue(body, out string? name))
        {
            name = Next("Map");
            _maps.Add(body, name);
            Struct($"g(w) = {Formula.Print(map)}", name, "IWeightMap", [], body);
        }

        return $"{ExplainerEmitter.Parts}.{name}";
    }

    /// <summary>The creation of a pointwise policy.</summary>
    public string Pointwise(Step.Pointwise step)
    {
        Read[] fields = step.Reads.ToArray();
        string body = Generic(
            "void",
            "Apply",
            "in kernels::Index i",
            step.Writes.Select(w => w.Value).ToArray(),
            Literal.Local,
            results =>
                string.Join(
                    "\n",
                    results.Select((r, k) => $"{To(step.Writes[k])}.Store({At(step.Writes[k].Buffer, "i")}, {r});")
                ),
            false,
            fields.Select(f => $"V {Literal.Local(f.Operand)} = {Load(f, "i")};")
        );
        string name = Next("At");
        string[] members = fields.Select(At).Concat(step.Writes.Select(To)).ToArray();
        Struct(step.Remark, name, "IPointwise", members.Select(m => $"kernels::Plane {m}"), body);
        return New(name, fields.Select(f => f.Buffer.Name).Concat(step.Writes.Select(w => w.Buffer.Name)));
    }

    /// <summary>The creation of a policy evaluated at pairs of input and output.</summary>
    public string Pairwise(Step.Pairwise step)
    {
        Read[] fields = step.InputReads.Concat(step.OutputReads).ToArray();
        HashSet<string> ofOutput = new(step.OutputReads.Select(r => r.Operand));
        IEnumerable<string> loads = fields.Select(f =>
            ofOutput.Contains(f.Operand)
                ? $"V {Literal.Local(f.Operand)} = output.Load<V>({At(f)}, {At(f.Buffer, "output.At")});"
                : $"V {Literal.Local(f.Operand)} = {Load(f, "input")};"
        );
        string parameters = step.Forward ? "in kernels::Index input, V w" : "in kernels::Index input, in O output, V w";
        string body = Generic(
            "V",
            "Term",
            parameters,
            [step.To.Value],
            n => n == "w" ? "w" : Literal.Local(n),
            r => $"return {r[0]};",
            false,
            loads,
            step.Forward ? null : "O"
        );
        string name = Next("Pair");
        Struct(
            step.Remark,
            name,
            step.Forward ? "IForwardTerm" : "IBackwardTerm",
            fields.Select(f => $"kernels::Plane {At(f)}"),
            body
        );
        return New(name, fields.Select(f => f.Buffer.Name));
    }

    /// <summary>The creation of a policy that adds over columns.</summary>
    public string ColumnSum(Step.ColumnSum step)
    {
        Read[] fields = step.Reads.ToArray();
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new LanesPrinter(Literal.Local).Print(
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
            lines.Add($"    V {Literal.Local(field.Operand)} = {At(field)}.Load<V>({index});");
        }

        lines.AddRange(locals.Select(l => "    " + l));
        lines.AddRange(results.Select((r, k) => $"    sum{k} += {r};"));
        lines.Add("}");
        lines.AddRange(step.Writes.Select((w, k) => $"{To(w)}.Store(i.Sample, sum{k});"));
        string name = Next("Columns");
        string[] members = fields
            .Select(f => $"kernels::Plane {At(f)}")
            .Concat(step.Writes.Select(w => $"kernels::Plane {To(w)}"))
            .Concat(["int columns", "nint units"])
            .ToArray();
        Struct(step.Remark, name, "IPointwise", members, Method("void", "Apply", "in kernels::Index i", lines, false));
        IEnumerable<string> arguments = fields
            .Select(f => f.Buffer.Name)
            .Concat(step.Writes.Select(w => w.Buffer.Name))
            .Concat(["pass.Columns", $"{step.Domain.Units}"]);
        return New(name, arguments);
    }

    // fields begin with at_ and to_, operands' locals with an underscore: no name of the user's meets another
    private static string At(Read read) => $"at_{Literal.Operand(read.Operand)}";

    private static string To(Write write) => $"to_{write.Buffer.Name}";

    private static string New(string name, IEnumerable<string> arguments) =>
        $"new {ExplainerEmitter.Parts}.{name}({string.Join(", ", arguments)})";

    private string Next(string stem) => $"{stem}{_count++}";

    private static string Load(Read read, string index)
    {
        string element = At(read.Buffer, index);
        return read.Buffer.Layout == Layout.Units ? $"{At(read)}.Load<V>({element})" : $"V.Of({At(read)}[{element}])";
    }

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
        IEnumerable<string>? loads = null,
        string? outputs = null
    )
    {
        (IReadOnlyList<string> locals, IReadOnlyList<string> results) = new LanesPrinter(operand).Print(exprs);
        return Method(
            type,
            method,
            parameters,
            (loads ?? []).Concat(locals).Concat(use(results).Split('\n')),
            isStatic,
            outputs
        );
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

    private void Struct(string remark, string name, string contract, IEnumerable<string> fields, string body)
    {
        _code.Line().Line(Literal.Summary(remark));
        string primary = string.Join(", ", fields);
        _code.Block(
            $"public struct {name}{(primary.Length > 0 ? $"({primary})" : "")} : kernels::{contract}",
            () => _code.Lines(body.TrimEnd('\n').Split('\n'))
        );
    }
}
