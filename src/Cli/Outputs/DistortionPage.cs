using RuleCompiler.Cli.Measuring;
using RuleCompiler.Cli.Networks;
using RuleCompiler.Laboratory;
using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec distortion --html writes: the curves of all methods, and the maps where they are pictures.</summary>
/// <param name="subject">The network.</param>
/// <param name="methods">What was tested, at least one.</param>
/// <param name="options">With which options.</param>
internal sealed class DistortionPage(Subject subject, IReadOnlyList<TestedMethod> methods, OrderingOptions options)
{
    private const int MostImages = 8;
    private const int MostTargets = 20;
    private const int Side = 112;

    /// <param name="targets">The output of each image.</param>
    /// <param name="facts">What was run, beside what the options say.</param>
    public StudyPage Of(IReadOnlyList<int> targets, IEnumerable<(string Name, string Value)> facts)
    {
        string network = Path.GetFileName(subject.Name);
        LineChart curves = OrderingSections.Curves(
            "Distortion against rate",
            [.. methods.Select(m => (m.Name, m.Curve))],
            options.Confidence
        );
        return new(
            $"Relevance ordering of {network}",
            subject.Inputs is [(_, [.., var height, var width])] && Drawn.Length > 0
                ? [curves, Maps(height, width, targets)]
                : [curves]
        )
        {
            Facts =
            [
                ("network", network),
                ("images", $"{targets.Count}"),
                ("targets", string.Join(", ", targets.Count <= MostTargets ? targets : targets.Distinct().Order())),
                ("random inputs", $"{options.Samples} for each image"),
                ("score", options.Score == OrderingScore.Logit ? "logit" : "softmax probability"),
                ("components", $"{methods[0].Curve.Components}"),
                .. facts,
            ],
        };
    }

    /// <summary>Those that give relevance; a random order gives none.</summary>
    private TestedMethod[] Drawn => [.. methods.Where(method => method.Relevances.AsSpan().ContainsAnyExcept(0f))];

    private PictureGrid Maps(int height, int width, IReadOnlyList<int> targets)
    {
        int shown = Math.Min(MostImages, targets.Count),
            scale = Math.Max(1, Side / Math.Max(height, width));
        return new(
            "Relevance maps",
            [.. Enumerable.Range(0, shown).Select(n => $"image {n}")],
            [.. Drawn.Select(method => new PictureRow(method.Name, [.. Row(method)]))]
        )
        {
            Note =
                (shown < targets.Count ? $"The first {shown} of {targets.Count} images. " : "")
                + "Red is positive, blue negative; below each map the area under its curve.",
        };

        IEnumerable<Picture> Row(TestedMethod method)
        {
            int size = method.Relevances.Length / targets.Count;
            for (int n = 0; n < shown; n++)
                yield return Picture.Of(
                    Heatmap.Render(method.Relevances.AsSpan(n * size, size), height, width, scale),
                    $"area {Amount.Short(method.Result.Images[n].Area.Mean)}"
                );
        }
    }
}
