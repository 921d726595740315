using System.Globalization;
using System.Runtime.CompilerServices;
using RuleCompiler.GeneratorBench;

// what the generator adds to a build: in a new compiler process, and after an edit in an editor that keeps one
const int Times = 15;
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
SdkCompiler.Use();
if (args is ["--once"])
{
    Console.WriteLine(Cold());
    return;
}

double[] cold = [.. Enumerable.Range(0, Times).Select(_ => Another.Process())];
Console.WriteLine($"generator, a network of {Project.Layers} layers, {Times} times each: median (min – max) in ms");
Print("cold, a new process", cold);
Warm();

[MethodImpl(MethodImplOptions.NoInlining)] // the compiler's assemblies are found only after SdkCompiler.Use
static double Cold() => new Project().First();

[MethodImpl(MethodImplOptions.NoInlining)]
static void Warm()
{
    Print("again, the process warm", [.. Enumerable.Range(0, Times).Select(_ => new Project().First())]);
    Project project = new();
    project.First();
    Measure("an edit in an unrelated file", project.EditElsewhere);
    Measure("an edit in the composite", project.EditComposite);
    Measure("an edit in the network", project.EditNetwork);
}

// an editor runs the generator after every key: the runtime has compiled it for speed after some hundred
static void Measure(string what, Func<int, double> edit)
{
    const int Many = 200;
    double[] times = [.. Enumerable.Range(0, Many + Times).Select(edit)];
    Print(what, times[Times..(2 * Times)]);
    Print($"  after {Many} of them", times[Many..]);
}

static void Print(string what, double[] times)
{
    Array.Sort(times);
    Console.WriteLine($"{what, -30} {times[times.Length / 2], 8:F1} ({times[0]:F1} – {times[^1]:F1})");
}
