using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec inspect: layers, shapes, parameters, what was folded.</summary>
internal sealed class InspectCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly Option<bool> _json = CommonOptions.Json();

    public InspectCommand()
        : base("inspect", "Show a model's layers, shapes, parameters, and what its import folded.")
    {
        Command.Arguments.Add(_model);
        Command.Options.Add(_json);
        Command.SetAction(Run);
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec inspect mnist-cnn.onnx", "the names that keys of --rules use"),
            ("rulec inspect mnist-cnn.onnx --json", "the same for a program"),
        ];

    private int Run(ParseResult parsed)
    {
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        if (parsed.GetValue(_json))
            PrintJson(subject);
        else
            Print(subject);
        return 0;
    }

    private static void Print(Subject subject)
    {
        foreach ((string name, int[] shape) in subject.Inputs)
            Console.Out.WriteLine($"input {name} {Amount.Shape(shape)}");
        TextTable table = new("layer", "kind", "reads", "output", ">parameters", "default rule", "node");
        foreach (Node node in subject.Graph.Nodes)
            table.Add(
                node.Name,
                Detail(subject.Graph, node),
                string.Join(" ", Reads(subject.Graph, node)),
                Amount.Shape(node.Shape),
                Amount.Of(LayerNumbers.Parameters(node)),
                DefaultRule(node),
                subject.Sources.GetValueOrDefault(node.Name, "")
            );
        table.Print();
        Console.Out.WriteLine($"parameters {subject.Graph.Nodes.Sum(LayerNumbers.Parameters)}");
        foreach (string note in subject.Notes)
            Console.Out.WriteLine($"import: {note}");
    }

    private static void PrintJson(Subject subject) =>
        Json.Print(json =>
        {
            json.WriteString("model", subject.Name);
            json.WriteStartArray("inputs");
            foreach ((string name, int[] shape) in subject.Inputs)
                json.Object(() =>
                {
                    json.WriteString("name", name);
                    json.Array("shape", shape);
                });
            json.WriteEndArray();
            json.WriteStartArray("layers");
            foreach (Node node in subject.Graph.Nodes)
                json.Object(() =>
                {
                    json.WriteString("name", node.Name);
                    json.WriteString("kind", node.Kind.ToString());
                    json.Array("reads", Reads(subject.Graph, node));
                    json.Array("shape", node.Shape);
                    json.WriteNumber("parameters", LayerNumbers.Parameters(node));
                    json.WriteString("default_rule", DefaultRule(node));
                    json.WriteString("node", subject.Sources.GetValueOrDefault(node.Name));
                });
            json.WriteEndArray();
            json.WriteNumber("parameters", subject.Graph.Nodes.Sum(LayerNumbers.Parameters));
            json.Array("notes", subject.Notes);
        });

    private static IEnumerable<string> Reads(Graph graph, Node node) =>
        node.Inputs.Select(i => i == Graph.NetworkInput ? "input" : graph.Nodes[i].Name);

    private static string DefaultRule(Node node) =>
        node.IsIdentity ? "" : FamilyDefaults.Of(node.Kind, false).RuleType.Split('.')[^1];

    /// <summary>The kind with what it is known by: kernel, stride, groups, what it is folded into.</summary>
    private static string Detail(Graph graph, Node node)
    {
        List<string> details = [];
        if (node.Window is { } w)
        {
            details.Add($"{w.KernelHeight}×{w.KernelWidth}");
            if (w.StrideHeight != 1 || w.StrideWidth != 1)
                details.Add(
                    w.StrideHeight == w.StrideWidth ? $"/{w.StrideHeight}" : $"/{w.StrideHeight}×{w.StrideWidth}"
                );
            if (w.Groups != 1)
                details.Add($"{w.Groups} groups");
        }
        foreach (ArgumentModel number in node.Numbers)
            details.Add(FormattableString.Invariant($"{number.Name} {(float)number.Value}"));
        if (node.FoldedInto is { } into)
            details.Add($"folded into {graph.Nodes[into].Name}");
        return string.Join(" ", details.Prepend(node.Kind.ToString()));
    }
}
