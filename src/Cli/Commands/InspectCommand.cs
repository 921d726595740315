namespace RuleCompiler.Cli.Commands;

internal sealed class InspectCommand(CancellationToken cancellation) : Verb("inspect", "inspect")
{
    public override IReadOnlyList<(string Line, string What)> Examples => cancellation.CanBeCanceled ? [] : [];
}
