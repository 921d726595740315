namespace RuleCompiler.Cli.Commands;

internal sealed class RulesCommand() : Verb("rules", "rules")
{
    public override IReadOnlyList<(string Line, string What)> Examples => [];
}
