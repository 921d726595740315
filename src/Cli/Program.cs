using RuleCompiler.Cli.Commands;

namespace RuleCompiler.Cli;

/// <summary>The entry point of rulec.</summary>
internal static class Program
{
    public static int Main(string[] args) => Tool.Run(args);
}
