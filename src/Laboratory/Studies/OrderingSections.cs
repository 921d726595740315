using System.Globalization;
using RuleCompiler.Laboratory.Pages;

namespace RuleCompiler.Laboratory;

/// <summary>The parts of a page that show the relevance-ordering test of several methods.</summary>
public static class OrderingSections
{
    /// <summary>Distortion against rate, one curve a method with its interval as a band.</summary>
    /// <param name="title">The heading.</param>
    /// <param name="methods">The curves by method, with the same rates; one or more.</param>
    /// <param name="confidence">How sure the intervals are, as in <see cref="OrderingOptions.Confidence"/>.</param>
    /// <exception cref="ArgumentException">There is no curve, or rates or formulations differ.</exception>
    public static LineChart Curves(
        string title,
        IReadOnlyList<(string Method, OrderingCurve Curve)> methods,
        double confidence = 0.95
    )
    {
        ArgumentNullException.ThrowIfNull(methods);
        if (methods.Count == 0)
            throw new ArgumentException("There is no curve; give that of at least one method.", nameof(methods));
        OrderingCurve first = methods[0].Curve;
        foreach ((string method, OrderingCurve curve) in methods)
        {
            if (curve.Formulation != first.Formulation || !curve.Rates.SequenceEqual(first.Rates))
                throw new ArgumentException(
                    $"The rates or the formulation of '{method}' differ from those of '{methods[0].Method}'; test all with the same options.",
                    nameof(methods)
                );
        }

        bool productive = first.Formulation == OrderingFormulation.Productive;
        return new(
            title,
            [.. first.Rates.Select(Percent)],
            [
                .. methods.Select(m => new LineSeries(
                    m.Method,
                    [.. m.Curve.Distortions.Select(d => d.Mean)],
                    [.. m.Curve.Distortions.Select(d => d.Low)],
                    [.. m.Curve.Distortions.Select(d => d.High)]
                )),
            ]
        )
        {
            Positions = first.Rates,
            CategoryName = "rate",
            CategoryTitle = productive
                ? "components fixed, the most relevant first"
                : "components randomised, the most relevant first",
            ValueTitle = "distortion ½(Φ(x) − Φ(y))²",
            BandTitle = string.Create(CultureInfo.InvariantCulture, $"{100 * confidence:0.##} % intervals of the mean"),
            Note = productive
                ? "All other components are random. The faster a curve falls, the fewer components does the method need to keep the score."
                : "All other components are those of the image. The faster a curve rises, the fewer components does it take to destroy the score.",
        };
    }

    private static string Percent(double rate) => string.Create(CultureInfo.InvariantCulture, $"{100 * rate:G3} %");
}
