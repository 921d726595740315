using System.Diagnostics;
using RuleCompiler;

namespace RdeStudy;

/// <summary>Makes the maps of each method and tests their order.</summary>
internal static class Measuring
{
    public static IReadOnlyList<Measured> Run(
        Subject subject,
        IReadOnlyList<MapMethod> methods,
        string folder,
        CancellationToken stop
    )
    {
        Directory.CreateDirectory(folder);
        Kept kept = new(folder);
        List<Measured> results = [];
        using Explainer network = subject.Open(subject.Weights);
        foreach (MapMethod method in methods)
        {
            stop.ThrowIfCancellationRequested();
            string what = $"{subject.Name} {results.Count + 1}/{methods.Count}, {method.Name}";
            Stopwatch watch = Stopwatch.StartNew();
            (MapResult found, double seconds) = kept.Maps(subject, method, () => Explain(what, subject, method, stop));
            Curve curve = kept.Curve(subject, method, () => Test(what, network, subject, found, stop));
            results.Add(new(method, found, seconds, curve));
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{what}: {1000 * seconds:F0} ms a map, area under the curve {curve.Area.Mean:F2}, {watch.Elapsed.TotalSeconds:F0} s in all"
                )
            );
        }

        return results;
    }

    private static (MapResult Found, double Seconds) Explain(
        string what,
        Subject subject,
        MapMethod method,
        CancellationToken stop
    )
    {
        Stopwatch watch = Stopwatch.StartNew();
        MapResult found = method.Explain(subject, new(new Lines($"{what}: maps").Report, stop));
        return (found, watch.Elapsed.TotalSeconds / subject.Count);
    }

    private static Curve Test(
        string what,
        Explainer network,
        Subject subject,
        MapResult found,
        CancellationToken stop
    ) =>
        Curve.Of(
            RelevanceOrdering.Test(
                network,
                subject.Images,
                found.Maps,
                subject.Targets,
                subject.Independent,
                new()
                {
                    Samples = subject.Samples,
                    Rates = subject.Rates,
                    Progress = new Lines($"{what}: order"),
                    CancellationToken = stop,
                }
            )
        );
}
