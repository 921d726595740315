using System.Runtime.InteropServices;

namespace RuleCompiler.Cli.Terminal;

/// <summary>
/// Ctrl-C and SIGTERM: work that looks at <see cref="Token"/> stops by itself; what does not within a moment is
/// ended, but never between the first and the last byte of a file.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(300);

    // held while a file is written and moved to its name
    private static readonly Lock Writing = new();

    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration[] _registrations;

    public Interruption() =>
        _registrations = [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];

    public CancellationToken Token => _source.Token;

    /// <summary>Writes a file as a whole: an interruption waits for it.</summary>
    public static void WriteWhole(Action write)
    {
        lock (Writing)
            write();
    }

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
            registration.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        _source.Cancel();
        Thread end = new(() =>
        {
            Thread.Sleep(Patience);
            lock (Writing)
            {
                Say();
                Environment.Exit(ToolException.Interrupted);
            }
        })
        {
            IsBackground = true,
        };
        end.Start();
    }

    /// <summary>The one line that an interruption leaves.</summary>
    public static void Say() => Console.Error.WriteLine("rulec: interrupted; nothing was left half-written");
}
