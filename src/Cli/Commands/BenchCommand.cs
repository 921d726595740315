namespace RuleCompiler.Cli.Commands;

internal sealed class BenchCommand(CancellationToken cancellation) : Verb("bench", "bench")
{
    public override IReadOnlyList<(string Line, string What)> Examples => cancellation.CanBeCanceled ? [] : [];
}
