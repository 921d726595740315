using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.OnnxImport;

/// <summary>Writes a draft as text: notes, sources, and the graph, one layer a line.</summary>
internal static class ModelText
{
    /// <summary>The whole text, and the hash of its graph: SHA-256 in hexadecimal of the graph on one line.</summary>
    public static (string Text, string Hash) Write(Draft draft, string[] names)
    {
        SExpr inputs = SExpr.Of(
            "inputs",
            draft.Inputs.Select(i => SExpr.Of("input", [SExpr.Of(Clean(i.Name)), .. i.Shape.Select(Number)]))
        );
        SExpr[] layers = [.. draft.Layers.Select((layer, i) => Layer(layer, names[i]))];
        SExpr[] head = draft.OutputName is { } output
            ? [inputs, SExpr.Of("output", [SExpr.Of(Clean(output))])]
            : [inputs];
        SExpr graph = SExpr.Of("graph", [.. head, SExpr.Of("layers", layers)]);
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(graph.Print())));

        StringBuilder text = new("(model\n");
        Lines(text, "  ", "(notes)", draft.Notes.Select(note => SExpr.Of(Clean(note))));
        text.Append('\n');
        Lines(
            text,
            "  ",
            "(sources)",
            draft.Layers.Select((l, i) => SExpr.Of("source", [SExpr.Of(names[i]), SExpr.Of(Clean(l.Source))]))
        );
        text.Append("\n  (graph\n");
        foreach (SExpr item in head)
            text.Append("    ").Append(item.Print()).Append('\n');
        Lines(text, "    ", "(layers)", layers);
        return (text.Append("))\n").ToString(), hash);
    }

    /// <summary>The text of a model that cannot be imported.</summary>
    public static string Unsupported(string message) =>
        SExpr.Of("unsupported", [SExpr.Of(Clean(message))]).Print() + "\n";

    private static void Lines(StringBuilder text, string indent, string empty, IEnumerable<SExpr> items)
    {
        text.Append(indent).Append(empty.AsSpan(0, empty.Length - 1));
        foreach (SExpr item in items)
        {
            text.Append('\n').Append(indent).Append("  ").Append(item.Print());
        }

        text.Append(')');
    }

    private static SExpr Layer(DraftLayer layer, string name) =>
        SExpr.Of(
            layer.Kind,
            [
                SExpr.Of(name),
                SExpr.Of("from", layer.From.Select(Number)),
                SExpr.Of("shape", layer.Shape.Select(Number)),
                SExpr.Of("args", layer.Arguments.Select(a => SExpr.Of(a.Name, [SExpr.Of(a.Value)]))),
                .. layer.Signs.Length > 0 ? [SExpr.Of("signs", layer.Signs.Select(Number))] : Array.Empty<SExpr>(),
                .. layer.Gates.Length > 0
                    ? [SExpr.Of("gates", layer.Gates.Select(gate => Number(gate ? 1 : 0)))]
                    : Array.Empty<SExpr>(),
                .. layer.Maps.Select(Map),
            ]
        );

    private static SExpr Map(DraftMap map) =>
        SExpr.Of(
            "map",
            [
                SExpr.Of("extents", map.Extents.Select(Number)),
                SExpr.Of("read", map.ReadStrides.Prepend(map.Read).Select(Number)),
                SExpr.Of("write", map.WriteStrides.Prepend(map.Write).Select(Number)),
            ]
        );

    private static SExpr Number(int value) => SExpr.Of(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A name as one line: a file may put any character into it.</summary>
    private static string Clean(string name) =>
        name.Any(char.IsControl) ? string.Concat(name.Select(c => char.IsControl(c) ? ' ' : c)) : name;
}
