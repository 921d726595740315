using System.CommandLine;
using System.Globalization;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec distortion: how few components keep the score, in the order of each method's relevance.</summary>
internal sealed class DistortionCommand : Verb
{
    private const string Random = "random";
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new(several: true);
    private readonly SideOptions _sides = new("--compare");
    private readonly OrderingArguments _ordering = new();
    private readonly Option<string[]> _input = CommonOptions.Samples(
        "The images, .npy, .npz or .png, all samples of a batch; of several inputs each as NAME=FILE"
    );
    private readonly Option<int?> _index = CommonOptions.Sample();
    private readonly Option<string> _target = new("--target")
    {
        Description = "The output whose score is kept: its number, or top for the largest of each image",
        HelpName = "K|top",
        DefaultValueFactory = _ => "top",
    };
    private readonly Option<string[]> _map = new("--map")
    {
        Description =
            "Relevance from elsewhere, of the same images: a name for it and its .npy file; several by more of it",
        HelpName = "NAME=R.npy",
        Arity = ArgumentArity.OneOrMore,
    };
    private readonly Option<bool> _random = new("--random") { Description = "Also a random order, to compare with" };
    private readonly Option<string> _reference = new("--reference")
    {
        Description =
            "What stands where nothing is fixed: gaussian:DATA.npy, low-rank:DATA.npy (of rank 30), uniform:0,1, binary, or a saved distribution",
        HelpName = "DISTRIBUTION",
        Required = true,
    };
    private readonly Option<string?> _html = CommonOptions.Html(
        "Also a page: distortion against rate with intervals, and the maps"
    );
    private readonly Option<int> _threads = CommonOptions.Threads();
    private readonly Option<bool> _json = CommonOptions.Json();

    public DistortionCommand(CancellationToken cancellation)
        : base(
            "distortion",
            "Test orderings of relevance: fix the most relevant components, randomise the rest, and measure the score's distortion."
        )
    {
        Command.Arguments.Add(_model);
        Command.Add(_input, _index, _target, _reference);
        _composite.AddTo(Command);
        Command.Add(_map, _random);
        _ordering.AddTo(Command);
        _sides.AddFilesTo(Command);
        Command.Add(_html, _threads, _json);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            (
                "rulec distortion mnist-cnn.onnx --input six.npy --reference gaussian:digits.npy --composite epsilon-plus --composite gradient --html page.html",
                "two methods beside each other, on a page"
            ),
            (
                "rulec distortion mnist-cnn.onnx --input six.npy --reference uniform:0,1 --composite \"smooth-grad(Samples: 20)\" --rates 0,0.02,0.05,0.1,0.2 --random",
                "a method that asks many times, at low rates, beside a random order"
            ),
            (
                "rulec distortion mnist-cnn.onnx --input digits.npz --reference gaussian:train.npy --map rde=R.npy --destructive --json",
                "relevance from elsewhere, the most relevant components randomised first"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        string[] given = parsed.GetValue(_map) ?? [];
        bool random = parsed.GetValue(_random);
        CompositeRequest[] requests =
            (given.Length > 0 || random) && _composite.AreMissing(parsed) ? [] : [.. _composite.ReadAll(parsed)];
        RefuseAlike([
            .. requests.Select(r => r.Label),
            .. given.Select(MapOption.Name),
            .. random ? new[] { Random } : [],
        ]);
        (AttributionMethod? Method, CompositeRequest Request)[] asked = [.. requests.Select(AskedMethod.Of)];
        OrderingOptions options = _ordering.Read(parsed) with { CancellationToken = cancellation };
        double[] epsilons = _ordering.ReadEpsilons(parsed);
        int threads = parsed.GetValue(_threads).AtLeast(0, "--threads");
        int? index = parsed.GetValue(_index)?.AtLeast(0, "--index");
        string? page = parsed.GetValue(_html);
        Destination.Check(page, ".html", "--html");

        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        IReadOnlyList<SideInputs> sides = asked.Length == 0 ? [] : _sides.ReadEach(parsed, subject, asked);
        float[] inputs = NetworkInputs.ReadSamples(subject, parsed.GetRequiredValue(_input), index);
        ReferenceDistribution reference = ReferenceOption.Read(
            subject,
            parsed.GetRequiredValue(_reference),
            cancellation
        );
        (string Name, float[] Map)[] maps = [.. given.Select(text => MapOption.Read(subject, text, index, inputs))];
        RelevanceMaps[] methods =
        [
            .. asked.Select(
                (a, i) =>
                    new RelevanceMaps(
                        requests[i].Label,
                        a.Method,
                        InputRange.For(subject, a.Request, inputs),
                        sides[i] with
                        {
                            Seed = (ulong)options.Seed,
                        }
                    )
            ),
        ];
        using Explainer scored = Plan.Of(subject, new() { Composite = "gradient" }, cancellation)
            .Explainer(subject.Weights, threads);
        int[] targets = Targets(scored, inputs, parsed.GetRequiredValue(_target));

        List<TestedMethod> tested = [];
        foreach (RelevanceMaps method in methods)
        {
            float[] map = Progress.Show(
                $"explaining by {method.Name}",
                (IProgress<double>? progress) => method.Of(subject, inputs, targets, threads, progress, cancellation)
            );
            Test(method.Name, map);
        }

        foreach ((string name, float[] map) in maps)
            Test(name, map);
        if (random) // all alike: ties are broken at random
            Test(Random, new float[inputs.Length]);
        if (page is not null)
            Interruption.WriteWhole(() =>
                new DistortionPage(subject, tested, options).Of(targets, Facts(parsed)).Save(page)
            );
        DistortionReport report = new(tested, options, targets, epsilons, page);
        if (parsed.GetValue(_json))
            report.PrintJson();
        else
            report.Print();
        return 0;

        void Test(string name, float[] map) =>
            tested.Add(
                new(
                    name,
                    map,
                    Progress.Show(
                        $"testing {name}",
                        (IProgress<double>? progress) =>
                            Explaining.Checked(() =>
                                RelevanceOrdering.Test(
                                    scored,
                                    inputs,
                                    map,
                                    targets,
                                    reference,
                                    options with
                                    {
                                        Progress = progress,
                                    }
                                )
                            )
                    )
                )
            );
    }

    /// <summary>Before work: curves are told apart by their names.</summary>
    private static void RefuseAlike(IEnumerable<string> names)
    {
        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        if (twice is not null)
            throw ToolException.Use(
                $"two methods are called '{twice}'; name each composite once, and give --map another name"
            );
    }

    private static int[] Targets(Explainer scored, float[] inputs, string target)
    {
        int size = scored.InputShape.Aggregate(1, (product, extent) => product * extent);
        int? chosen = Explaining.Chosen(scored, target);
        float[] outputs = Explaining.Checked(() => scored.Predict(inputs));
        int each = outputs.Length / (inputs.Length / size);
        return [.. outputs.Chunk(each).Select(logits => chosen ?? Explaining.Top(logits))];
    }

    private IEnumerable<(string Name, string Value)> Facts(ParseResult parsed)
    {
        yield return ("input", string.Join(", ", parsed.GetRequiredValue(_input)));
        yield return ("reference", parsed.GetRequiredValue(_reference));
        yield return ("seed", _ordering.Read(parsed).Seed.ToString(CultureInfo.InvariantCulture));
    }
}
