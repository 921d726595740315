namespace RuleCompiler.Cli.Commands;

internal sealed class CheckCommand(CancellationToken cancellation) : Verb("check", "check")
{
    public override IReadOnlyList<(string Line, string What)> Examples => cancellation.CanBeCanceled ? [] : [];
}
