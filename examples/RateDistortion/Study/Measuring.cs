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
        List<Measured> results = [];
        using Explainer network = subject.Open(subject.Weights);
        foreach (MapMethod method in methods)
        {
            stop.ThrowIfCancellationRequested();
            string file = Measured.File(folder, subject, method);
            if (File.Exists(file))
            {
                results.Add(Measured.Load(file, method));
                Console.WriteLine($"{subject.Name}, {method.Name}: from {file}");
                continue;
            }

            string what = $"{subject.Name} {results.Count + 1}/{methods.Count}, {method.Name}";
            Stopwatch watch = Stopwatch.StartNew();
            MapResult maps = method.Explain(subject, new(new Lines($"{what}: maps").Report, stop));
            double seconds = watch.Elapsed.TotalSeconds / subject.Count;
            OrderingResult ordering = RelevanceOrdering.Test(
                network,
                subject.Images,
                maps.Maps,
                subject.Targets,
                subject.Independent,
                new()
                {
                    Samples = subject.Samples,
                    Rates = subject.Rates,
                    Progress = new Lines($"{what}: order"),
                    CancellationToken = stop,
                }
            );
            Measured found = new(method, maps, seconds, Curve.Of(ordering));
            found.Save(file);
            results.Add(found);
            Console.WriteLine(
                FormattableString.Invariant(
                    $"{what}: {1000 * seconds:F0} ms a map, area under the curve {found.Curve.Area.Mean:F2}, {watch.Elapsed.TotalSeconds:F0} s in all"
                )
            );
        }

        return results;
    }
}
