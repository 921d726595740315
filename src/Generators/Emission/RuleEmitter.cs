using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Generators.Emission;

/// <summary>
/// Completes a rule: its stamp, and its formulas in double precision as the reference interpreter runs them,
/// printed from what was parsed, before any algebra.
/// </summary>
internal static class RuleEmitter
{
    public static string Emit(RuleModel rule)
    {
        Code code = Header.Begin(rule.Type.Namespace);
        code.Line(Header.Stamp("CompiledRule", RuleStamp.Print(rule)));
        code.Block($"partial record {Literal.Name(rule.Type.Name)}", () => Body(code, rule));
        return code.ToString();
    }

    private static void Body(Code code, RuleModel rule)
    {
        code.Line("/// <inheritdoc/>");
        code.Block(
            "public override global::RuleCompiler.RuleBody Body",
            () =>
                code.Block(
                    "get",
                    () =>
                    {
                        foreach (ParameterModel p in rule.Parameters.Where(p => p.Kind == ParameterKind.Scalar))
                            code.Line($"double {Literal.Local(p.Name)} = {Printed(p)};");
                        code.Block("return new global::RuleCompiler.RuleBody", () => Properties(code, rule), "};");
                    }
                )
        );
    }

    private static void Properties(Code code, RuleModel rule)
    {
        code.Line($"Slots = {rule.Slots},").Line($"Channels = {rule.Channels},");
        code.Line($"Bias = global::RuleCompiler.Bias.{rule.Bias},");
        code.Line($"PerInput = [{Operands(rule, ParameterKind.PerInput)}],");
        code.Line($"PerWeight = [{Operands(rule, ParameterKind.PerWeight)}],");
        foreach (FunctionModel function in rule.Functions)
        {
            (IReadOnlyList<Expr> sums, IReadOnlyList<Expr> results) = Extraction.ColumnSums(function.Results);
            Function(code, rule, $"{function.Verb} = ", results, ",");
            if (sums.Count > 0)
                Function(code, rule, $"{(function.Verb == Verb.Maximum ? "Maximum" : "")}ColumnSums = ", sums, ",");
        }

        if (rule.Percentiles.Count > 0)
        {
            code.Line("Percentiles =").Line("[");
            foreach (PercentileModel percentile in rule.Percentiles)
            {
                code.Line(
                    $"new global::RuleCompiler.LayerPercentile({Literal.Text(percentile.Name)}, {Literal.Double(percentile.Percent)},"
                );
                Function(code, rule, "", [percentile.Value], "),");
            }

            code.Line("],");
        }

        if (rule.Carrier is { } carrier)
        {
            string columns = string.Join(", ", carrier.Columns.Select(c => c ? "true" : "false"));
            string layout =
                $"Carrier = new([{columns}], [{string.Join(", ", carrier.Constant.Select(Literal.Double))}])";
            if (carrier.Initial.Count == 0)
                code.Line($"{layout},");
            else
                code.Block(layout, () => Function(code, rule, "Initial = ", carrier.Initial.ToArray(), ","), "},");
        }

        if (rule.Merge is { } merge)
            Function(code, rule, "Merge = ", [merge], ",");
    }

    private static string Operands(RuleModel rule, ParameterKind kind) =>
        string.Join(
            ", ",
            rule.Parameters.Where(p => p.Kind == kind).Select(p => $"({Literal.Text(p.Name)}, {Printed(p)})")
        );

    private static string Printed(ParameterModel parameter) =>
        $"global::RuleCompiler.RuleBody.Printed(this.{Literal.Name(parameter.Name)})";

    private static void Function(Code code, RuleModel rule, string head, IReadOnlyList<Expr> results, string end) =>
        Function(
            code,
            head,
            results,
            rule.Parameters.Where(p => p.Kind == ParameterKind.Scalar).Select(p => p.Name),
            end
        );

    /// <summary>A ScalarFunction of some formulas; what is not constant in them is an operand.</summary>
    public static void Function(
        Code code,
        string head,
        IReadOnlyList<Expr> results,
        IEnumerable<string> constants,
        string end
    )
    {
        (IReadOnlyList<Expr> arguments, results) = Extraction.Calls(results);
        if (arguments.Count == 0)
        {
            Scalar(code, head, results, constants, end);
            return;
        }

        Scalar(code, head, results, constants, "");
        code.Line("{");
        Scalar(code, "Arguments = ", arguments, constants, ",");
        code.Line("}" + end);
    }

    private static void Scalar(
        Code code,
        string head,
        IReadOnlyList<Expr> results,
        IEnumerable<string> constants,
        string end
    )
    {
        string[] operands = results.SelectMany(r => r.Names()).Distinct().Where(n => !constants.Contains(n)).ToArray();
        string names = string.Join(", ", operands.Select(Literal.Text));
        code.Block(
            $"{head}new global::RuleCompiler.ScalarFunction([{names}], {results.Count}, (o, results) =>",
            () =>
            {
                for (int i = 0; i < operands.Length; i++)
                    code.Line($"double {Literal.Local(operands[i])} = o[{i}];");
                for (int i = 0; i < results.Count; i++)
                    code.Line($"results[{i}] = {DoublePrinter.Print(results[i])};");
            },
            "})" + end
        );
    }
}
