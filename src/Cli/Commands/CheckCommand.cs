using System.CommandLine;
using Microsoft.CodeAnalysis;
using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Inputs;
using RuleCompiler.Cli.Methods;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Cli.Outputs;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>rulec check: what the compiler proves of rules on a network.</summary>
internal sealed class CheckCommand : Verb
{
    private readonly Argument<string> _model = CommonOptions.Model();
    private readonly CompositeOptions _composite = new();
    private readonly Option<bool> _json = CommonOptions.Json();

    public CheckCommand(CancellationToken cancellation)
        : base("check", "Show what is proved of rules on a model: conservation, positivity, gradient × input, rank 1.")
    {
        Command.Arguments.Add(_model);
        _composite.AddTo(Command);
        Command.Options.Add(_json);
        Command.SetAction(parsed => Run(parsed, cancellation));
    }

    public override IReadOnlyList<(string Line, string What)> Examples =>
        [
            ("rulec check mnist-cnn.onnx --composite deep-taylor", "whether an explanation still depends on the class"),
            (
                "rulec check model.onnx --rule-file MyRules.cs --rules \"Any=MyRule\"",
                "whether a rule of yours conserves"
            ),
        ];

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        Subject subject = Subject.Open(parsed.GetRequiredValue(_model));
        CompositeRequest request = InputRange.For(subject, AskedMethod.Refuse(_composite.Read(parsed), "check"));
        Analysis analysis = Progress.Show("compiling the explainer", () => Analysis.Of(subject, request, cancellation));
        Findings findings = Findings.Of(analysis);
        if (parsed.GetValue(_json))
            findings.PrintJson(subject.Name);
        else
            findings.Print();
        foreach (Diagnostic own in analysis.Said.Where(d => request.File?.Path == d.Location.GetLineSpan().Path))
        foreach (string line in Complaints.Lines(own, request.File!))
            Console.Error.WriteLine(line);
        return 0;
    }
}
