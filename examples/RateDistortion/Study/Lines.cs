using System.Diagnostics;

namespace RdeStudy;

/// <summary>Says on the console how far work is, every ten seconds.</summary>
internal sealed class Lines(string what) : IProgress<double>
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);
    private readonly Stopwatch _since = Stopwatch.StartNew();

    public void Report(double value)
    {
        if (_since.Elapsed < Pause || value >= 1)
            return;
        _since.Restart();
        Console.WriteLine(FormattableString.Invariant($"{what}, {100 * value:F0} %"));
    }
}
