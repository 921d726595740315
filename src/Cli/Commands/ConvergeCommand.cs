using System.CommandLine;
using System.Runtime.CompilerServices;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;
using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec converge: how alike relevances become that start at random.</summary>
internal sealed class ConvergeCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new(several: true);
    private readonly SideOptions _sides = new();
    private readonly Option<string[]> _input = CommonOptions.Samples(
        "The inputs, .npy or .png, all samples of a batch; of several inputs each as NAME=FILE"
    );
    private readonly Option<int?> _index = CommonOptions.Sample();
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
    private readonly Option<string?> _html = CommonOptions.Html(
        "Also a page: curves of all composites, how values are spread, the proofs, what to conclude"
    );
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public ConvergeCommand(CancellationToken cancellation)
        : base(
            "converge",
            "Measure whether explanations stop to depend on what is explained: cosine similarity convergence."
        )
    {
        Command.Arguments.Add(_model);
        Command.Add(_input, _index);
        _composite.AddTo(Command);
        _sides.AddRulesTo(Command);
        Command.Add(_vectors, _from, _seed, _html, _threads, _json);
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
            (
                "rulec converge mnist-cnn.onnx --input digits.npy --composite epsilon-plus --composite gradient --html page.html",
                "composites beside each other on a page"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        IReadOnlyList<CompositeRequest> requests =
        [
            .. _composite.ReadAll(parsed).Select(request => AskedMethod.Refuse(request, "converge")),
        ];
        ConvergenceOptions options = new()
        {
            Vectors = parsed.GetValue(_vectors).AtLeast(2, "--vectors"),
            Seed = parsed.GetValue(_seed),
            CancellationToken = cancellation,
        };
        int threads = parsed.GetValue(_threads).AtLeast(0, "--threads");
        int? index = parsed.GetValue(_index)?.AtLeast(0, "--index");
        string? page = parsed.GetValue(_html);
        Destination.Check(page, ".html", "--html");

        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        IReadOnlyList<SideInputs> sides = _sides.ReadRules(parsed, subject, requests);
        float[] inputs = NetworkInputs.ReadSamples(subject, parsed.GetRequiredValue(_input), index);
        requests = [.. requests.Select(request => InputRange.For(subject, request, inputs))];
        List<ConvergedMethod> methods = [];
        foreach ((CompositeRequest request, SideInputs own) in requests.Zip(sides))
        {
            Plan plan = Plan.Of(subject, request, cancellation);
            using Explainer explainer = plan.Explainer(subject.Weights, own.ComparingExplainer(threads));
            string[]? from = ConvergenceFrom.Read(explainer, parsed.GetRequiredValue(_from));
            methods.Add(ConvergedMethod.Measure(request, explainer, inputs, options with { From = from }));
        }

        if (page is not null)
            WritePage(page, subject, requests, methods, Facts(parsed, requests[0]), cancellation);
        ConvergenceReport report = new(methods, page);
        if (parsed.GetValue(_json))
            report.PrintJson();
        else
            report.Print();
        return 0;
    }

    /// <summary>Apart, so that the compiler is loaded only where proofs are shown.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WritePage(
        string path,
        Subject subject,
        IReadOnlyList<CompositeRequest> requests,
        IReadOnlyList<ConvergedMethod> methods,
        IEnumerable<(string Name, string Value)> facts,
        CancellationToken cancellation
    )
    {
        ProvenSigns[] proven = Progress.Show(
            "proving",
            () => requests.Select(request => ProvenSigns.Of(Analysis.Of(subject, request, cancellation))).ToArray()
        );
        StudyPage page = new ConvergencePage(Path.GetFileName(subject.Name), [.. methods.Zip(proven)]).Of(facts);
        Interruption.WriteWhole(() => page.Save(path));
    }

    private IEnumerable<(string Name, string Value)> Facts(ParseResult parsed, CompositeRequest request)
    {
        yield return ("input", string.Join(", ", parsed.GetRequiredValue(_input)));
        yield return ("seed", $"{parsed.GetValue(_seed)}");
        if (request.Rules is { } rules)
            yield return ("rules", rules);
        if (request.IgnoreBias)
            yield return ("bias", "left out");
    }
}
