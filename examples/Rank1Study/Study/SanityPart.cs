using RuleCompiler;
using RuleCompiler.Laboratory.Pages;
using RuleCompiler.Laboratory.Sanity;

namespace Rank1Study;

/// <summary>The sanity checks of a method on one network (Fig. 1 and 4).</summary>
internal sealed record SanityResult(string Method, ParameterRandomization Cascade, RandomLogit Logit);

/// <summary>Runs the sanity checks, and shows them.</summary>
internal static class SanityPart
{
    private const int Samples = 24;
    private const int Shown = 4; // columns of pictures beside the original

    public static IReadOnlyList<SanityResult> Run(Studied network, Action<string> say)
    {
        float[] images = network.Images.First(Samples);
        int[] classes = [.. network.Images.Labels.Take(Samples)];
        List<SanityResult> results = [];
        foreach (Method method in network.Methods)
        {
            say($"{network.Name}, {method.Name}: sanity checks");
            using Explainer explainer = network.Open(method, network.Weights);
            results.Add(
                new(
                    method.Name,
                    ParameterRandomization.Of(network.Weights, w => network.Open(method, w), images, classes),
                    RandomLogit.Of(explainer, images, classes)
                )
            );
        }

        return results;
    }

    public static IEnumerable<PageSection> Sections(IReadOnlyList<SanityResult> results)
    {
        string[] layers = [.. results[0].Cascade.Steps.Select(step => step.Layer)];
        yield return new LineChart(
            "Layers made random, from the last to the first",
            layers,
            [.. results.Select(result => Curve(result.Method, [.. result.Cascade.Steps.Select(step => step.Ssim)]))]
        )
        {
            CategoryTitle = "lowest random layer",
            ValueTitle = "SSIM to the trained network's map",
            BandTitle = "99 % bootstrap interval",
            Range = (-0.2, 1),
            Note = "Close to 1: the explanation is the same although these layers have forgotten what they learned.",
        };
        yield return new LineChart(
            "Another class explained instead of the true one",
            [.. results.Select(result => result.Method)],
            [Curve("random logit", [.. results.Select(result => result.Logit.Ssim)])]
        )
        {
            CategoryTitle = "method",
            ValueTitle = "SSIM of the two maps",
            BandTitle = "99 % bootstrap interval",
            Range = (-0.2, 1),
        };
        yield return Pictures(results, layers);
    }

    private static LineSeries Curve(string name, Interval[] values) =>
        new(
            name,
            [.. values.Select(value => value.Mean)],
            [.. values.Select(value => value.Low)],
            [.. values.Select(value => value.High)]
        );

    private static PictureGrid Pictures(IReadOnlyList<SanityResult> results, string[] layers)
    {
        int[] steps = [.. Enumerable.Range(0, Shown).Select(i => (layers.Length - 1) * i / (Shown - 1)).Distinct()];
        return new(
            "One image, explained while layers become random, from the last to …",
            ["trained", "another class", .. steps.Select(step => $"to {layers[step]}")],
            [
                .. results.Select(result => new PictureRow(
                    result.Method,
                    [
                        Draw(result.Cascade.Originals[0], ""),
                        Draw(result.Logit.Maps[0], Score(result.Logit.Scores[0])),
                        .. steps
                            .Select(step => result.Cascade.Steps[step])
                            .Select(step => Draw(step.Maps[0], Score(step.Scores[0]))),
                    ]
                )),
            ]
        );
    }

    private static string Score(double ssim) => double.IsNaN(ssim) ? "no finite map" : $"SSIM {ssim:F2}";

    private static Picture? Draw(SaliencyMap map, string caption) =>
        map.IsFinite
            ? Picture.Of(
                Heatmap.Render([.. map.Values.Select(value => (float)value)], map.Height, map.Width, scale: 3),
                caption
            )
            : null;
}
