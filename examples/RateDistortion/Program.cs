using System.Diagnostics;
using System.Text;
using Examples.Shared;
using RdeStudy;
using RuleCompiler;
using RuleCompiler.Laboratory.Pages;

// dotnet run -c Release --project examples/RateDistortion [-- FOLDER] [--detypify] [--quick] [--samples N] [--report PAGE.md]
// dotnet run -c Release --project examples/RateDistortion -- --estimate IMAGES.idx3.gz [FOLDER]
Console.OutputEncoding = Encoding.UTF8;
const string usage =
    "Usage: [FOLDER] [--detypify] [--quick] [--samples N] [--report PAGE.md]\n       --estimate IMAGES.idx3.gz [FOLDER]";
if (args is ["--estimate", string data, ..])
{
    Digits.Estimate(data, args.Length > 2 ? args[2] : ".");
    return 0;
}

List<string> words = [.. args];
bool quick = words.Remove("--quick"),
    detypify = words.Remove("--detypify");
string? report = Take("--report"),
    samples = Take("--samples");
int count = 0;
if (samples is not null && !(int.TryParse(samples, out count) && count > 0))
{
    Console.Error.WriteLine($"--samples needs a positive number, not '{samples}'.");
    return 2;
}

if (words.Count > 1 || words.Any(word => word.StartsWith("--", StringComparison.Ordinal)))
{
    Console.Error.WriteLine(usage);
    return 2;
}

string folder = Path.GetFullPath(words.FirstOrDefault() ?? "rate-distortion");
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true; // what is finished is kept; the next run goes on from there
    stop.Cancel();
};

try
{
    Subject opened = detypify ? DetypifyStudy.Open(quick) : MnistStudy.Open(quick);
    Run(
        count > 0 ? opened with { Samples = count } : opened,
        detypify ? DetypifyStudy.Methods(quick) : MnistStudy.Methods(quick)
    );
    return 0;
}
catch (OperationCanceledException)
{
    Console.WriteLine("Stopped; run it again to go on.");
    return 1;
}

void Run(Subject subject, IReadOnlyList<MapMethod> methods)
{
    Stopwatch watch = Stopwatch.StartNew();
    IReadOnlyList<Measured> measured = Measuring.Run(subject, methods, Path.Combine(folder, "results"), stop.Token);
    int[] shown = detypify ? [.. Enumerable.Range(0, subject.Count).Where(n => n % 4 == 0)] : Digits.Shown(subject);
    Conclusion conclusion = CurveFindings.Conclude(subject, measured);
    string table = CurveFindings.Table(subject, measured);
    Console.WriteLine($"\n{table}\n{string.Join('\n', conclusion.Reasons)}\n{conclusion.Sentence}");
    string title = detypify ? "What makes the symbol?" : "What makes the digit?";
    Shown.Sheet(subject, measured, shown, title).SavePng(Path.Combine(folder, $"{subject.Name}.png"));
    Shown.Page(subject, measured, [.. shown.Take(8)], conclusion).Save(Path.Combine(folder, $"{subject.Name}.html"));
    Shown.Curves(subject, measured).SaveSvg(Path.Combine(folder, $"{subject.Name}.svg"));
    Console.WriteLine(
        $"wrote {folder}: {subject.Name}.png, {subject.Name}.html, {subject.Name}.svg; {watch.Elapsed.TotalSeconds:F0} s"
    );
    if (report is not null)
        PageBlock.Write(
            report,
            subject.Name,
            $"{table}\n{string.Concat(conclusion.Reasons.Select(reason => $"- {reason}\n"))}\n{conclusion.Sentence}\n"
        );
}

string? Take(string option)
{
    int at = words.IndexOf(option);
    if (at < 0 || at + 1 == words.Count)
        return null;
    string value = words[at + 1];
    words.RemoveRange(at, 2);
    return value;
}
