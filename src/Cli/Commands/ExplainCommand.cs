using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec explain: the relevance of every input for one output.</summary>
internal sealed class ExplainCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new();
    private readonly SideOptions _sides = new();
    private readonly Option<string[]> _input = new("--input")
    {
        Description = "The input, .npy or .png; of several inputs each as NAME=FILE",
        HelpName = "FILE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int?> _index = new("--index") { Description = "Which sample of a batch", HelpName = "I" };
    private readonly Option<string> _target = new("--target")
    {
        Description = "The output to explain: its number, or top for the largest",
        HelpName = "K|top",
        Required = true,
    };
    private readonly Option<string?> _start = new("--start")
    {
        Description = "What relevance starts as at the target: its logit, or one [default: as the composite has it]",
    };
    private readonly DeviceOption _device = new();
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<string?> _output = new("-o", "--output")
    {
        Description = "Receives the relevance: float32, the shape of the network's input",
        HelpName = "R.npy",
    };
    private readonly Option<string?> _png = new("--png") { Description = "Receives a heatmap", HelpName = "H.png" };
    private readonly Option<bool> _json = CommonOptions.Json();

    public ExplainCommand(CancellationToken cancellation)
        : base("explain", "Explain one output for one input.")
    {
        _start.AcceptOnlyFromAmong("logit", "one");
        Command.Arguments.Add(_model);
        foreach (Option option in new Option[] { _input, _index, _target })
            Command.Options.Add(option);
        _composite.AddTo(Command);
        _sides.AddTo(Command);
        foreach (Option option in new Option[] { _start, _device.Option, _threads, _output, _png, _json })
            Command.Options.Add(option);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            (
                "rulec explain mnist-cnn.onnx --input six.npy --target top --composite epsilon-plus -o R.npy --png six.png",
                "the relevance of a digit's pixels, as numbers and as a picture"
            ),
            (
                "rulec explain mnist-cnn.onnx --input digits.npy --index 3 --target 6 --rules \"First=ZBox(Low: 0, High: 1); Conv2d=ZPlus; Dense=Epsilon(Eps: 0.25)\" -o R.npy --json",
                "rules of your choice, one sample of a batch, the result as JSON"
            ),
            (
                "rulec explain mnist-cnn.onnx --input six.npy --target top --composite \"integrated-gradients(Steps: 20)\" --reference grey.npy --png six.png",
                "a method that asks the network many times"
            ),
            (
                "rulec explain mnist-cnn.onnx --input six.npy --target top --composite epsilon-plus --device opencl -o R.npy",
                "the same on a device; opencl:NAME or opencl:#2 where there are several (rulec devices)"
            ),
            (
                "rulec explain model.onnx --input x.npy --target 0 --rule-file MyRules.cs --rules \"Any=MyRule\" -o R.npy",
                "a rule of your own"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        (AttributionMethod? method, CompositeRequest request) = AskedMethod.Of(_composite.Read(parsed));
        (string? output, string? png, bool json) = (
            parsed.GetValue(_output),
            parsed.GetValue(_png),
            parsed.GetValue(_json)
        );
        if (output is null && png is null && !json)
            throw ToolException.Use("nothing would come of it; give -o R.npy, --png H.png or --json");
        OutputRelevance? start = ReadStart(parsed.GetValue(_start));
        if (method is not null && start is not null)
            throw ToolException.Use($"--start: {method.Name} says itself what it asks for; leave --start out");
        int threads = parsed.GetValue(_threads).AtLeast(0, "--threads");
        Device? device = _device.Read(parsed);
        int? index = parsed.GetValue(_index)?.AtLeast(0, "--index");
        Destination.Check(output, ".npy", "-o");
        Destination.Check(png, ".png", "--png");

        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        foreach (string note in subject.Notes.Where(OnnxFiles.ChangesExplanation))
            Console.Error.WriteLine($"rulec: note: {note}");
        SideInputs sides = _sides.Read(parsed, subject, request, method) with { Device = device };
        float[] input = NetworkInputs.Read(subject, parsed.GetRequiredValue(_input), index);
        request = InputRange.For(subject, request, input);
        cancellation.ThrowIfCancellationRequested();
        string target = parsed.GetRequiredValue(_target);
        Explained explained = method is null
            ? ByRules(request, subject, input, target, start, sides, threads, cancellation)
            : ByMethod(method, request, subject, input, target, sides, threads, cancellation);
        cancellation.ThrowIfCancellationRequested();
        explained.Save(subject, output, png);
        explained.Print(json);
        return 0;
    }

    private static Explained ByRules(
        CompositeRequest request,
        Subject subject,
        float[] input,
        string target,
        OutputRelevance? start,
        SideInputs sides,
        int threads,
        CancellationToken cancellation
    )
    {
        Plan plan = Plan.Of(subject, request, cancellation);
        cancellation.ThrowIfCancellationRequested();
        using Explainer explainer = plan.Explainer(subject.Weights, sides.Explainer(threads));
        // zeros are the reference where none is given, and can be asked for what they give unless the range excludes them
        bool zeros =
            request.Composite is not null
            && explainer.ComparesWithReference
            && request.Range is null or { Low: <= 0, High: >= 0 };
        IReadOnlyList<float[]> references =
            sides.References.Count == 0 && zeros ? [new float[input.Length]] : sides.References;
        return Progress.Show("explaining", () => Explaining.ByRules(explainer, input, target, start, references));
    }

    private static Explained ByMethod(
        AttributionMethod method,
        CompositeRequest request,
        Subject subject,
        float[] input,
        string target,
        SideInputs sides,
        int threads,
        CancellationToken cancellation
    )
    {
        using Explainer explainer = Open(request.Composite!)!;
        using Explainer? guided = Open(MethodSignature.GuidedOf(method));
        return Progress.Show(
            method.Name,
            (IProgress<double>? progress) =>
                Explaining.ByMethod(method, explainer, input, target, sides.Attribution(guided, progress, cancellation))
        );

        Explainer? Open(string? composite) =>
            composite is null
                ? null
                : Plan.Of(subject, request with { Composite = composite }, cancellation)
                    .Explainer(subject.Weights, sides.Explainer(threads));
    }

    private static OutputRelevance? ReadStart(string? start) =>
        start switch
        {
            "logit" => OutputRelevance.Logit,
            "one" => OutputRelevance.One,
            _ => null,
        };
}
