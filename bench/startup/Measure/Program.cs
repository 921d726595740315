using System.Globalization;
using RuleCompiler.Startup;

// from the start of a process to the end of one that has explained a picture, beside one that does nothing
const int Times = 15;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
string bench = Published.Folder();
using Published empty = Published.Of(Path.Combine(bench, "Empty"));
using Published first = Published.Of(Path.Combine(bench, "First"));
double[] nothing = new double[Times];
double[] explained = new double[Times];
_ = empty.Run() + first.Run(); // files into the system's cache
for (int i = 0; i < Times; i++)
    (nothing[i], explained[i]) = (empty.Run(), first.Run());

Console.WriteLine(
    $"published ReadyToRun for {Published.Platform}, in turns, {Times} times each: median (min – max) in ms"
);
Print("a program that does nothing", nothing);
Print("first MNIST explanation", explained);
Console.WriteLine($"ratio of the medians {Median(explained) / Median(nothing):F2}");

static double Median(double[] times) => times.Order().ElementAt(times.Length / 2);

static void Print(string what, double[] times) =>
    Console.WriteLine($"{what, -28} {Median(times), 7:F1} ({times.Min():F1} – {times.Max():F1})");
