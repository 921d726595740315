using System.CommandLine;
using System.CommandLine.Parsing;
using RuleCompiler.Cli.Terminal;

namespace RuleCompiler.Cli.Commands;

/// <summary>The whole tool: verbs, and how each run ends.</summary>
internal static class Tool
{
    public static int Run(string[] args)
    {
        using Interruption interruption = new();
        try
        {
            return Invoke(args, interruption.Token);
        }
        catch (Exception e)
        {
            return Failures.Report(e);
        }
    }

    private static int Invoke(string[] args, CancellationToken cancellation)
    {
        RootCommand root = new("Explains neural networks by relevance propagation: any ONNX file, any rule.");
        Verb[] verbs =
        [
            new ExplainCommand(cancellation),
            new InspectCommand(cancellation),
            new CostCommand(cancellation),
            new CheckCommand(cancellation),
            new BenchCommand(cancellation),
            new ConvergeCommand(cancellation),
            new DistortionCommand(cancellation),
            new PatternsCommand(cancellation),
            new RulesCommand(),
            new DevicesCommand(),
        ];
        foreach (Verb verb in verbs)
            root.Subcommands.Add(verb.Command);
        Help.Install(root, verbs);
        ParseResult parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0)
            throw ToolException.Use(Complaint(parsed));
        return parsed.Invoke(
            new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }
        );
    }

    private static string Complaint(ParseResult parsed)
    {
        string verb = parsed.CommandResult.Command is RootCommand ? "" : $" {parsed.CommandResult.Command.Name}";
        string? unknown = parsed.UnmatchedTokens.FirstOrDefault();
        string message = parsed.Errors.Select(e => e.Message).First().TrimEnd('.').ReplaceLineEndings(" ");
        if (unknown is not null && verb.Length > 0)
            message = $"'{unknown}' is no option of{verb} and no further argument is expected";
        else if (unknown is not null)
            message =
                $"'{unknown}' is no verb; there are {string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(c => c.Name))}";
        return $"{message}; see rulec{verb} --help";
    }
}
