using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using IrPlan = RuleCompiler.Generators.Ir.Plan;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec inspect: layers, shapes, parameters, what was folded.</summary>
internal sealed class InspectCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly Option<bool> _json = CommonOptions.Json();
    private readonly Option<string?> _plan = new("--plan")
    {
        Description = "Show the steps of an explanation instead: of this processor, or the launches of a device",
        HelpName = "cpu|device",
    };
    private readonly CompositeOptions _composite = new();

    public InspectCommand(CancellationToken cancellation)
        : base("inspect", "Show a model's layers, shapes, parameters, and what its import folded.")
    {
        _plan.AcceptOnlyFromAmong("cpu", "device");
        Command.Arguments.Add(_model);
        Command.Options.Add(_json);
        Command.Options.Add(_plan);
        _composite.AddTo(Command);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec inspect mnist-cnn.onnx", "the names that keys of --rules use"),
            ("rulec inspect mnist-cnn.onnx --json", "the same for a program"),
            (
                "rulec inspect mnist-cnn.onnx --plan device --composite epsilon-plus",
                "the launches of kernels that an explanation is on a device"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        if (parsed.GetValue(_plan) is { } steps)
        {
            if (parsed.GetValue(_json))
                throw ToolException.Use("--plan is text for people; leave --json out");
            PrintPlan(subject, parsed, steps == "device", cancellation);
            return 0;
        }

        if (!_composite.AreMissing(parsed))
            throw ToolException.Use("--composite and --rules belong to --plan; add --plan cpu or --plan device");
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

    private void PrintPlan(Subject subject, ParseResult parsed, bool device, CancellationToken cancellation)
    {
        (_, CompositeRequest asked) = AskedMethod.Of(_composite.Read(parsed));
        CompositeRequest request = InputRange.For(subject, asked);
        IrPlan plan = Progress.Show("compiling the explainer", () => Analysis.Of(subject, request, cancellation)).Plan;
        if (device)
            plan = FuseLaunches.In(plan);
        Console.Out.Write(PlanPrinter.Print(plan));
        if (device)
            Console.Out.WriteLine(
                $"launches: {Always(plan.Prepare)} when weights are loaded, {Always(plan.Forward)} forward, {Always(plan.Backward)} backward"
            );

        static int Always(IEnumerable<Step> steps) => steps.Count(step => !step.IsObserved);
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
