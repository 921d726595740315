using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec patterns: the patterns of a model's layers, estimated from data.</summary>
internal sealed class PatternsCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly Option<string> _data = new("--data")
    {
        Description = "The inputs to estimate from, [N, input]: a .npy file",
        HelpName = "X.npy",
        Required = true,
    };
    private readonly Option<string> _estimator = new("--estimator")
    {
        Description = "positive: from the samples that make a unit positive; linear: from all",
        DefaultValueFactory = _ => "positive",
    };
    private readonly Option<string> _centre = new("--centre")
    {
        Description =
            "Of the positive estimator, the mean of y that is taken off: over all samples, or over the positive ones",
        DefaultValueFactory = _ => "all",
    };
    private readonly Option<int> _holdOut = new("--hold-out")
    {
        Description = "Every N-th sample measures the quality instead; 0: none does",
        HelpName = "N",
        DefaultValueFactory = _ => new PatternOptions().HoldOut,
    };
    private readonly Option<int> _batch = new("--batch")
    {
        Description = "Samples that go through the network at once",
        HelpName = "N",
        DefaultValueFactory = _ => new PatternOptions().Batch,
    };
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string> _output = new("-o", "--output")
    {
        Description = "Receives the patterns: a tensor layer.Pattern of each Dense and Conv2d",
        HelpName = "P.safetensors",
        Required = true,
    };
    private readonly Option<bool> _json = CommonOptions.Json();

    public PatternsCommand(CancellationToken cancellation)
        : base("patterns", "Estimate the patterns that pattern-net and pattern-attribution need from data.")
    {
        _estimator.AcceptOnlyFromAmong("linear", "positive");
        _centre.AcceptOnlyFromAmong("all", "positive");
        Command.Arguments.Add(_model);
        foreach (
            Option option in new Option[] { _data, _estimator, _centre, _holdOut, _batch, _threads, _output, _json }
        )
            Command.Options.Add(option);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            (
                "rulec patterns mnist-cnn.onnx --data train.npy -o patterns.safetensors",
                "patterns of all layers, with the quality of each"
            ),
            (
                "rulec explain mnist-cnn.onnx --input six.npy --target top --composite pattern-attribution --operands patterns.safetensors -o R.npy",
                "what they are for"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string output = parsed.GetRequiredValue(_output);
        Destination.Check(output, ".safetensors", "-o");
        int holdOut = parsed.GetValue(_holdOut).AtLeast(0, "--hold-out");
        if (holdOut == 1)
            throw ToolException.Use("--hold-out 1 leaves no sample to estimate from; give 0, or 2 or more");
        PatternOptions options = new()
        {
            Estimator = parsed.GetValue(_estimator) == "linear" ? SignalEstimator.Linear : SignalEstimator.Positive,
            Centre = parsed.GetValue(_centre) == "all" ? PatternCentre.AllOutputs : PatternCentre.PositiveOutputs,
            HoldOut = holdOut,
            Batch = parsed.GetValue(_batch).AtLeast(1, "--batch"),
            Threads = parsed.GetValue(_threads).AtLeast(0, "--threads"),
        };

        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        float[] data = NetworkInputs.ReadData(subject, parsed.GetRequiredValue(_data));
        cancellation.ThrowIfCancellationRequested();
        Plan plan = Plan.Of(subject, new() { Composite = "gradient" }, cancellation);
        using Explainer network = plan.Explainer(subject.Weights, options.Threads);
        Patterns patterns = Progress.Show(
            "estimating patterns",
            (IProgress<double>? progress) => Estimate(network, data, options, progress, cancellation)
        );
        Interruption.WriteWhole(() => patterns.Save(output));
        PatternTable table = new(patterns);
        if (parsed.GetValue(_json))
            table.PrintJson();
        else
            table.Print();
        return 0;
    }

    private static Patterns Estimate(
        Explainer network,
        float[] data,
        PatternOptions options,
        IProgress<double>? progress,
        CancellationToken cancellation
    )
    {
        try
        {
            double samples = data.Length / (double)network.InputShape.Aggregate(1, (size, extent) => size * extent);
            Share? share = progress is null ? null : new(progress, samples);
            return PatternEstimator.Estimate(network, data, options, share, cancellation);
        }
        catch (ArgumentException e)
        {
            // the runtime names its own parameter after the sentence
            throw ToolException.Failed(e.Message.Split(" (Parameter '")[0], e);
        }
    }

    private sealed class Share(IProgress<double> whole, double samples) : IProgress<long>
    {
        public void Report(long value) => whole.Report(value / samples);
    }
}
