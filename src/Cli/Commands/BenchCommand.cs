using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec bench: how long explaining takes, beside the forward pass and the machine's product rate.</summary>
internal sealed class BenchCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new();
    private readonly Option<int> _batch = Count("--batch", "Samples at once", 1);
    private readonly Option<int> _runs = Count("--runs", "Runs that are measured", 9);
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public BenchCommand(CancellationToken cancellation)
        : base("bench", "Measure explaining random inputs, beside the forward pass and the machine's product rate.")
    {
        Command.Arguments.Add(_model);
        _composite.AddTo(Command);
        foreach (Option option in new Option[] { _batch, _runs, _threads, _json })
            Command.Options.Add(option);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec bench cifar --composite epsilon-plus --json", "a network of the literature with random weights"),
            ("rulec bench model.onnx --rules \"Any=Epsilon\" --batch 64 --threads 1", "your model, 64 samples at once"),
        ];

    private static Option<int> Count(string name, string description, int usual) =>
        new(name)
        {
            Description = description,
            HelpName = "N",
            DefaultValueFactory = _ => usual,
        };

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        CompositeRequest asked = AskedMethod.Refuse(_composite.Read(parsed), "bench");
        int batch = parsed.GetValue(_batch).AtLeast(1, "--batch");
        int runs = parsed.GetValue(_runs).AtLeast(1, "--runs");
        int threads = ProductRate.ThreadsOf(parsed.GetValue(_threads).AtLeast(0, "--threads"));
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        CompositeRequest request = InputRange.For(subject, asked);
        Plan plan = Plan.Of(subject, request, cancellation);
        // the forward pass without what rules need of it: that of the gradient
        Plan forward = Plan.Of(
            subject,
            new CompositeRequest { Composite = "gradient", Range = request.Range },
            cancellation
        );
        Measurement measured = Progress.Show(
            "measuring",
            () => Measurement.Of(subject, plan, forward, batch, runs, threads, cancellation)
        );
        if (parsed.GetValue(_json))
            PrintJson(measured);
        else
            Print(measured);
        return 0;
    }

    private static void Print(Measurement m)
    {
        Console.Out.WriteLine(
            $"explain  median {Amount.Milliseconds(m.Median)}, {Amount.Milliseconds(m.Min)} to {Amount.Milliseconds(m.Max)} in {m.Runs} runs of {m.Batch} sample{(m.Batch == 1 ? "" : "s")}, {m.Threads} thread{(m.Threads == 1 ? "" : "s")}"
        );
        Console.Out.WriteLine(
            $"forward  median {Amount.Milliseconds(m.ForwardMedian)}, {m.ForwardFraction:P0} of the product rate, {m.ProductGigaFlops:F0} GFLOP/s"
        );
        Console.Out.WriteLine($"ratio    {m.RatioToForward:F2} forward passes");
        Console.Out.WriteLine($"memory   {m.PeakMegabytes:F0} MB at most");
    }

    private static void PrintJson(Measurement m) =>
        Json.Print(json =>
        {
            json.Number("median_ms", Math.Round(m.Median, 4));
            json.Number("min_ms", Math.Round(m.Min, 4));
            json.Number("max_ms", Math.Round(m.Max, 4));
            json.Number("forward_median_ms", Math.Round(m.ForwardMedian, 4));
            json.Number("ratio_to_forward", Math.Round(m.RatioToForward, 4));
            json.Number("product_gflops", Math.Round(m.ProductGigaFlops, 2));
            json.Number("forward_fraction_of_product_rate", Math.Round(m.ForwardFraction, 4));
            json.Number("peak_mb", Math.Round(m.PeakMegabytes, 1));
            json.WriteNumber("threads", m.Threads);
            json.WriteNumber("batch", m.Batch);
            json.WriteNumber("runs", m.Runs);
        });
}
