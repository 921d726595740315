using System.CommandLine;

namespace RuleCompiler.Cli.Commands;

/// <summary>A verb of the tool.</summary>
internal abstract class Verb(string name, string description)
{
    public Command Command { get; } = new(name, description);

    /// <summary>Command lines that work, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, string What)> Examples { get; }
}
