namespace RuleCompiler.Cli.Commands;

internal sealed class CostCommand(CancellationToken cancellation) : Verb("cost", "cost")
{
    public override IReadOnlyList<(string Line, string What)> Examples => cancellation.CanBeCanceled ? [] : [];
}
