using System.CommandLine;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec converge: how alike relevances become that start at random.</summary>
internal sealed class ConvergeCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new();
    private readonly SideOptions _sides = new();
    private readonly Option<string[]> _input = new("--input")
    {
        Description = "The inputs, .npy or .png, all samples of a batch; of several inputs each as NAME=FILE",
        HelpName = "FILE",
        Required = true,
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<int?> _index = new("--index")
    {
        Description = "Which sample of a batch [default: all]",
        HelpName = "I",
    };
    private readonly Option<int> _vectors = new("--vectors")
    {
        Description = "Random relevances that start at each layer",
        HelpName = "K",
        DefaultValueFactory = _ => new ConvergenceOptions().Vectors,
    };
    private readonly Option<string[]> _from = new("--from")
    {
        Description = "A layer with weights at whose output relevance starts, several by more of it, or all",
        HelpName = "LAYER|all",
        DefaultValueFactory = _ => ["all"],
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<ulong> _seed = new("--seed")
    {
        Description = "Chooses the random relevances",
        HelpName = "N",
        DefaultValueFactory = _ => 0,
    };
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ConvergeCommand(CancellationToken cancellation)
        : base(
            "converge",
            "Measure whether explanations stop to depend on what is explained: cosine similarity convergence."
        )
    {
        Command.Arguments.Add(_model);
        foreach (Option option in new Option[] { _input, _index })
            Command.Options.Add(option);
        _composite.AddTo(Command);
        _sides.AddRulesTo(Command);
        foreach (Option option in new Option[] { _vectors, _from, _seed, _threads, _json })
            Command.Options.Add(option);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            (
                "rulec converge mnist-cnn.onnx --input digits.npy --composite epsilon-plus --json",
                "from every layer with weights, over all samples"
            ),
            (
                "rulec converge vgg16 --input x.npy --rules \"Any=AlphaBeta(2, 1)\" --vectors 10 --from dense3",
                "from the last layer alone, rules of your choice"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        CompositeRequest request = AskedMethod.Refuse(_composite.Read(parsed), "converge");
        int vectors = parsed.GetValue(_vectors).AtLeast(2, "--vectors");
        int threads = parsed.GetValue(_threads).AtLeast(0, "--threads");
        int? index = parsed.GetValue(_index)?.AtLeast(0, "--index");

        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        SideInputs sides = _sides.ReadRules(parsed, subject, request);
        float[] inputs = NetworkInputs.ReadSamples(subject, parsed.GetRequiredValue(_input), index);
        request = InputRange.For(subject, request, inputs);
        Plan plan = Plan.Of(subject, request, cancellation);
        using Explainer explainer = plan.Explainer(subject.Weights, sides.ComparingExplainer(threads));
        ConvergenceOptions options = new()
        {
            Vectors = vectors,
            From = ConvergenceFrom.Read(explainer, parsed.GetRequiredValue(_from)),
            Seed = parsed.GetValue(_seed),
            CancellationToken = cancellation,
        };
        ConvergenceReport report = new(
            Progress.Show(
                "measuring convergence",
                (IProgress<double>? progress) => Measure(explainer, inputs, options with { Progress = progress })
            )
        );
        if (parsed.GetValue(_json))
            report.PrintJson();
        else
            report.Print();
        return 0;
    }

    private static Convergence Measure(Explainer explainer, float[] inputs, ConvergenceOptions options)
    {
        try
        {
            return explainer.Convergence(inputs, options);
        }
        catch (ArgumentException e)
        {
            // the runtime names its own parameter after the sentence
            throw ToolException.Failed(e.Message.Split(" (Parameter '")[0], e);
        }
    }
}
