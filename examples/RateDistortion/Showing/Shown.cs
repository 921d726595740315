using System.Globalization;
using RuleCompiler;
using RuleCompiler.Laboratory.Pages;

namespace RdeStudy;

/// <summary>The study as pictures and as a page.</summary>
internal static class Shown
{
    /// <summary>The maps of some images: a row a method, a column an image (Fig. 1).</summary>
    /// <param name="subject">The images.</param>
    /// <param name="measured">The methods.</param>
    /// <param name="shown">Which images.</param>
    /// <param name="title">Over all.</param>
    public static ContactSheet Sheet(
        Subject subject,
        IReadOnlyList<Measured> measured,
        IReadOnlyList<int> shown,
        string title
    )
    {
        measured = [.. measured.Where(one => one.Method != MapMethod.Random)];
        ContactSheet sheet = new(
            shown.Select(n => subject.Captions[n]),
            ["image", .. measured.Select(one => one.Method.Name)],
            title
        );
        for (int c = 0; c < shown.Count; c++)
        {
            sheet[0, c] = Image(subject, shown[c], larger: true);
            for (int m = 0; m < measured.Count; m++)
                sheet[m + 1, c] = Map(subject, measured[m], shown[c], larger: true);
        }

        return sheet;
    }

    /// <summary>The page: maps and curves.</summary>
    public static StudyPage Page(
        Subject subject,
        IReadOnlyList<Measured> measured,
        IReadOnlyList<int> shown,
        Conclusion conclusion
    ) =>
        new(subject.Title, [Maps(subject, measured, shown), Curves(subject, measured)])
        {
            Conclusion = conclusion,
            Facts =
            [
                ("images", subject.Count.ToString(CultureInfo.InvariantCulture)),
                ("random inputs an image", subject.Samples.ToString(CultureInfo.InvariantCulture)),
                ("λ", subject.Lambda.ToString(CultureInfo.InvariantCulture)),
                .. measured.Select(one => (one.Method.Name, one.Method.Settings)),
            ],
        };

    /// <summary>Distortion against rate (Fig. 3).</summary>
    public static LineChart Curves(Subject subject, IReadOnlyList<Measured> measured) =>
        new(
            "Relevance ordering: rate and distortion",
            [
                .. measured[0]
                    .Curve.Rates.Select(rate => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:0.#} %")),
            ],
            [.. measured.Select(one => new LineSeries(one.Method.Name, one.Curve.Mean, one.Curve.Low, one.Curve.High))]
        )
        {
            Positions = [.. measured[0].Curve.Rates.Select(Math.Sqrt)],
            CategoryName = "rate",
            CategoryTitle = "pixels that are fixed, the most relevant first (axis by the root)",
            ValueTitle = "distortion of the logit",
            BandTitle = $"95 % interval over {subject.Count} images",
            Note =
                "All pixels that are not fixed are random. The sooner a curve falls, the better its map knows what matters.",
        };

    private static PictureGrid Maps(Subject subject, IReadOnlyList<Measured> measured, IReadOnlyList<int> shown) =>
        new(
            "Relevance maps",
            [.. shown.Select(n => subject.Captions[n])],
            [
                new("image", [.. shown.Select(n => Picture.Of(Image(subject, n, larger: false)))]),
                .. measured.Select(one => new PictureRow(
                    one.Method.Name,
                    [.. shown.Select(n => Picture.Of(Map(subject, one, n, larger: false)))]
                )),
            ]
        );

    private static RgbImage Image(Subject subject, int n, bool larger)
    {
        (float[] values, int side, int scale) = Sized(subject.Image(n), subject.Side, larger);
        return InputPicture.Render(values, side, side, scale);
    }

    private static RgbImage Map(Subject subject, Measured one, int n, bool larger)
    {
        (float[] values, int side, int scale) = Sized(
            one.Maps.AsSpan(n * subject.Size, subject.Size),
            subject.Side,
            larger
        );
        return Heatmap.Render(values, side, side, scale);
    }

    /// <summary>Small pictures larger where they are to be; of large ones the means of 2 × 2 pixels.</summary>
    private static (float[] Values, int Side, int Scale) Sized(ReadOnlySpan<float> values, int side, bool larger)
    {
        if (side < 100)
            return (values.ToArray(), side, larger ? 4 : 1);
        int half = side / 2;
        float[] means = new float[half * half];
        for (int i = 0; i < values.Length; i++)
            means[(i / side / 2 * half) + (i % side / 2)] += values[i] / 4;
        return (means, half, 1);
    }
}
