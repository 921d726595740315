using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RuleCompiler.Cli.Terminal;

/// <summary>Says on a terminal's stderr what takes long; elsewhere nothing.</summary>
internal static class Progress
{
    public static T Show<T>(string what, Func<T> work) => Console.IsErrorRedirected ? work() : Spin(what, work);

    // apart, so that Spectre is loaded only where there is a terminal
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Spin<T>(string what, Func<T> work) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Status()
            .Spinner(Spinner.Known.Dots)
            .Start(Markup.Escape(what), _ => work());
}
