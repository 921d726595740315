using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec cost: what an explanation takes, layer by layer.</summary>
internal sealed class CostCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CostCommand(CancellationToken cancellation)
        : base("cost", "Show what explaining one sample costs, per layer, and the floor below which it cannot go.")
    {
        Command.Arguments.Add(_model);
        _composite.AddTo(Command);
        Command.Options.Add(_threads);
        Command.Options.Add(_json);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec cost vgg16 --composite epsilon-plus", "products, operations and bytes of a composite"),
            ("rulec cost model.onnx --rules \"Any=AlphaBeta(2, 1)\" --json", "the same of rules, for a program"),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        (AttributionMethod? method, CompositeRequest asked) = AskedMethod.Of(_composite.Read(parsed));
        CompositeRequest request = InputRange.For(subject, asked);
        Analysis analysis = Progress.Show("compiling the explainer", () => Analysis.Of(subject, request, cancellation));
        int threads = ProductRate.ThreadsOf(parsed.GetValue(_threads).AtLeast(0, "--threads"));
        double rate = Progress.Show("measuring the product rate", () => ProductRate.GigaFlops(threads));
        if (parsed.GetValue(_json))
            PrintJson(subject, analysis, method, threads, rate);
        else
            Print(analysis, method, threads, rate);
        return 0;
    }

    private static void Print(Analysis analysis, AttributionMethod? method, int threads, double rate)
    {
        TextTable table = new("layer", "kind", "rule", ">forward", ">backward", ">FLOPs", ">bytes", "");
        foreach (LayerCostRow row in analysis.Costs.Where(r => r.Rule.Length > 0))
        {
            bool weighted = LayerNumbers.IsWeighted(row.Node);
            table.Add(
                row.Node.Name,
                row.Node.Kind.ToString(),
                row.Rule,
                weighted ? $"{row.Forward}" : "",
                weighted ? $"{row.Backward}" : "",
                Amount.Of(row.Flops),
                Amount.Of(row.Bytes),
                row.Separable ? "" : "pair by pair"
            );
        }
        table.Add(
            "total",
            "",
            "",
            $"{Weighted(analysis).Sum(r => r.Forward)}",
            $"{Weighted(analysis).Sum(r => r.Backward)}",
            Amount.Of(analysis.Costs.Sum(r => r.Flops)),
            Amount.Of(analysis.Costs.Sum(r => r.Bytes)),
            ""
        );
        table.Print();
        if (analysis.Carries)
            Console.Out.WriteLine(
                "this composite carries something up and sends no relevance down; of members with columns, one column is counted"
            );
        long floor = analysis.Costs.Sum(r => r.ProductFlops);
        Console.Out.WriteLine(
            $"floor: the products alone, {Amount.Of(floor)}FLOP, take {Amount.Milliseconds(floor / rate / 1e6)} at this machine's product rate, {rate:F0} GFLOP/s with {threads} thread{(threads == 1 ? "" : "s")}"
        );
        if (method is not null)
            Console.Out.WriteLine(
                $"{method.Name}: this is one explanation by {MethodSignature.CompositeOf(method)}; the method asks for {MethodSignature.Find(method.Name)!.Asks}"
            );
    }

    private static IEnumerable<LayerCostRow> Weighted(Analysis analysis) =>
        analysis.Costs.Where(r => LayerNumbers.IsWeighted(r.Node));

    private static void PrintJson(
        Subject subject,
        Analysis analysis,
        AttributionMethod? method,
        int threads,
        double rate
    ) =>
        Json.Print(json =>
        {
            json.WriteString("model", subject.Name);
            json.WriteBoolean("carries_only", analysis.Carries);
            json.WriteStartArray("layers");
            foreach (LayerCostRow row in analysis.Costs.Where(r => r.Rule.Length > 0))
                json.Object(() =>
                {
                    json.WriteString("name", row.Node.Name);
                    json.WriteString("kind", row.Node.Kind.ToString());
                    json.WriteString("rule", row.Rule);
                    json.WriteNumber("forward_products", LayerNumbers.IsWeighted(row.Node) ? row.Forward : 0);
                    json.WriteNumber("backward_products", LayerNumbers.IsWeighted(row.Node) ? row.Backward : 0);
                    json.WriteBoolean("separable", row.Separable);
                    json.WriteNumber("flops", row.Flops);
                    json.WriteNumber("bytes", row.Bytes);
                });
            json.WriteEndArray();
            json.WriteStartObject("totals");
            json.WriteNumber("forward_products", Weighted(analysis).Sum(r => r.Forward));
            json.WriteNumber("backward_products", Weighted(analysis).Sum(r => r.Backward));
            json.WriteNumber("flops", analysis.Costs.Sum(r => r.Flops));
            json.WriteNumber("bytes", analysis.Costs.Sum(r => r.Bytes));
            json.WriteEndObject();
            long floor = analysis.Costs.Sum(r => r.ProductFlops);
            json.WriteStartObject("floor");
            json.WriteNumber("flops", floor);
            json.Number("product_gflops", Math.Round(rate, 1));
            json.WriteNumber("threads", threads);
            json.Number("ms", Math.Round(floor / rate / 1e6, 4));
            json.WriteEndObject();
            if (method is not null)
            {
                json.WriteString("method", MethodSignature.Text(method));
                json.WriteString("method_asks", MethodSignature.Find(method.Name)!.Asks);
            }
        });
}
