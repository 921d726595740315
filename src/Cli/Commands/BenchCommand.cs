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
    private readonly DeviceOption _device = new();
    private readonly Option<int?> _vectors = new("--vectors")
    {
        Description = "Measures convergence too, of K random relevances from each layer of --from",
        HelpName = "K",
    };
    private readonly Option<string[]> _from = new("--from")
    {
        Description = "Where the relevances of --vectors start: layers with weights, or all",
        HelpName = "LAYER|all",
        DefaultValueFactory = _ => ["all"],
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<string?> _relevance = new("--relevance")
    {
        Description = "Where the relevance of the measured inputs goes, output 0 of each, [batch, input] in float32",
        HelpName = "FILE.npy",
    };

    public BenchCommand(CancellationToken cancellation)
        : base("bench", "Measure explaining random inputs, beside the forward pass and the machine's product rate.")
    {
        Command.Arguments.Add(_model);
        _composite.AddTo(Command);
        foreach (
            Option option in new Option[]
            {
                _batch,
                _runs,
                _threads,
                _device.Option,
                _vectors,
                _from,
                _json,
                _relevance,
            }
        )
            Command.Options.Add(option);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec bench cifar --composite epsilon-plus --json", "a network of the literature with random weights"),
            (
                "rulec bench vgg16 --composite epsilon-plus --device opencl",
                "the same on a device beside this processor"
            ),
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
        int? vectors = parsed.GetValue(_vectors)?.AtLeast(2, "--vectors");
        Device? device = _device.Read(parsed);
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        CompositeRequest request = InputRange.For(subject, asked);
        Bench bench = new(subject, request, batch, threads, cancellation)
        {
            Vectors = vectors,
            Device = device,
            From = parsed.GetRequiredValue(_from),
        };
        bench.Prepare();
        if (bench.HasCompiled && FreshProcess.Run() is { } code)
            return code;
        Measurement measured = Progress.Show("measuring", () => bench.Run(runs));
        if (parsed.GetValue(_relevance) is { } file)
            Interruption.WriteWhole(() => WriteRelevance(subject, measured, file));
        if (parsed.GetValue(_json))
            MeasurementReport.PrintJson(measured);
        else
            MeasurementReport.Print(measured);
        return 0;
    }

    private static void WriteRelevance(Subject subject, Measurement measured, string file)
    {
        int[] shape = subject.Inputs.Count == 1 ? subject.Inputs[0].Shape : [.. subject.Graph.InputShape];
        int size = shape.Aggregate(1, (product, extent) => product * extent);
        // rules of several channels without Finish leave one relevance for each of them
        int channels = measured.Relevance.Length / (size * measured.Batch);
        int[] batch = [measured.Batch, .. shape];
        NpyFile.Write(file, measured.Relevance, channels == 1 ? batch : [channels, .. batch]);
    }
}
