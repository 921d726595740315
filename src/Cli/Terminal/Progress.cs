using System.Runtime.CompilerServices;
using Spectre.Console;

namespace RuleCompiler.Cli.Terminal;

/// <summary>Says on a terminal's stderr what takes long; elsewhere nothing.</summary>
internal static class Progress
{
    public static T Show<T>(string what, Func<T> work) => Console.IsErrorRedirected ? work() : Spin(what, work);

    /// <summary>Work that knows how far it is.</summary>
    public static T Show<T>(string what, Func<IProgress<double>?, T> work) =>
        Console.IsErrorRedirected ? work(null) : Bar(what, work);

    // apart, so that Spectre is loaded only where there is a terminal
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Spin<T>(string what, Func<T> work) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Status()
            .Spinner(Spinner.Known.Dots)
            .Start(Markup.Escape(what), _ => work());

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static T Bar<T>(string what, Func<IProgress<double>?, T> work) =>
        AnsiConsole
            .Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) })
            .Progress()
            .AutoClear(true)
            .Start(bars =>
            {
                ProgressTask bar = bars.AddTask(Markup.Escape(what), maxValue: 1);
                return work(new Told(done => bar.Value = done));
            });
}

/// <summary>Tells at once, in the thread that reports; <see cref="Progress{T}"/> would tell later, in another.</summary>
internal sealed class Told(Action<double> tell) : IProgress<double>
{
    public void Report(double value) => tell(value);
}
