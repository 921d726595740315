using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace RuleCompiler.Cli.Commands;

/// <summary>Help ends with examples.</summary>
internal static class Help
{
    public static void Install(RootCommand root, IReadOnlyList<Verb> verbs)
    {
        HelpOption option = root.Options.OfType<HelpOption>().Single();
        option.Action = new WithExamples((SynchronousCommandLineAction)option.Action!, verbs);
    }

    private sealed class WithExamples(SynchronousCommandLineAction usual, IReadOnlyList<Verb> verbs)
        : SynchronousCommandLineAction
    {
        /// <summary>Who asks for help need not give what is required.</summary>
        public override bool ClearsParseErrors => true;

        public override int Invoke(ParseResult parsed)
        {
            int code = usual.Invoke(parsed);
            TextWriter output = parsed.InvocationConfiguration.Output;
            output.WriteLine("Examples:");
            foreach (Verb verb in verbs)
            {
                if (parsed.CommandResult.Command is not RootCommand && parsed.CommandResult.Command != verb.Command)
                    continue;
                int count = parsed.CommandResult.Command is RootCommand ? 1 : verb.Examples.Count;
                foreach ((string line, string what) in verb.Examples.Take(count))
                    output.WriteLine($"  # {what}\n  {line}\n");
            }
            return code;
        }
    }
}
