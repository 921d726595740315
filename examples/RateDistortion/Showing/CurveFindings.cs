using System.Globalization;
using System.Text;
using RuleCompiler.Laboratory.Pages;

namespace RdeStudy;

/// <summary>What the curves say.</summary>
internal static class CurveFindings
{
    /// <summary>Up to here a rate counts as low.</summary>
    private const double Low = 0.1;

    /// <summary>Whether rate-distortion explanations fall fastest at low rates (Macdonald et al. 2019, section 5).</summary>
    public static Conclusion Conclude(Subject subject, IReadOnlyList<Measured> measured)
    {
        Measured[] rde = [.. measured.Where(IsRde)],
            rest = [.. measured.Where(one => !IsRde(one))];
        int[] low = [.. Enumerable.Range(0, subject.Rates.Count).Where(r => subject.Rates[r] is > 0 and <= Low)];
        List<string> reasons = [];
        int lowest = 0,
            sure = 0;
        foreach (int r in low)
        {
            Measured best = rde.MinBy(one => one.Curve.Mean[r])!,
                other = rest.MinBy(one => one.Curve.Mean[r])!;
            (double mean, double errors) = best.Curve.Above(other.Curve, r);
            lowest += mean < 0 ? 1 : 0;
            sure += mean + errors < 0 ? 1 : 0;
            reasons.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"At rate {best.Curve.Rates[r]:P1} {best.Method.Name} has {best.Curve.Mean[r]:F3}, of the others {other.Method.Name} the least, {other.Curve.Mean[r]:F3}: a difference of {mean:F3} ± {errors:F3} (two standard errors, image by image)."
                )
            );
        }

        return new(Sentence(low.Length, lowest, sure), reasons);
    }

    private static string Sentence(int low, int lowest, int sure) =>
        lowest == low
            ? $"The distortion of RDE falls fastest at low rates: it is least at {lowest} of {low} rates up to {Low:P0}, by more than two standard errors at {sure}."
            : $"The distortion of RDE does not fall fastest at all low rates: it is least at {lowest} of {low} rates up to {Low:P0}, by more than two standard errors at {sure}.";

    /// <summary>The curves as a table, the least of each column in bold.</summary>
    public static string Table(Subject subject, IReadOnlyList<Measured> measured)
    {
        int[] shown = [.. Enumerable.Range(1, subject.Rates.Count - 2)];
        StringBuilder text = new("| method |");
        foreach (int r in shown)
            text.Append(CultureInfo.InvariantCulture, $" {100 * measured[0].Curve.Rates[r]:0.#} % |");
        text.Append(" area | rate of D₀/10 | ms a map |\n|---|");
        text.Insert(text.Length, "--:|", shown.Length + 3).Append('\n');
        double start = measured[0].Curve.Mean[0],
            area = measured.Min(one => one.Curve.Area.Mean);
        foreach (Measured one in measured)
        {
            text.Append(CultureInfo.InvariantCulture, $"| {one.Method.Name} |");
            foreach (int r in shown)
                Cell(one.Curve.Mean[r], measured.Min(other => other.Curve.Mean[r]));
            Cell(one.Curve.Area.Mean, area);
            text.Append(
                CultureInfo.InvariantCulture,
                $" {100 * one.Curve.Rate(start / 10):0.#} % | {1000 * one.Seconds:F0} |\n"
            );
        }

        text.Append(
            CultureInfo.InvariantCulture,
            $"\nWith nothing fixed D₀ = {start:F2}; {subject.Samples} random inputs an image.\n"
        );
        foreach (Measured one in measured.Where(one => one.Found.Search is not null))
        {
            Search search = one.Found.Search!;
            float[][] maps = [.. one.Maps.Chunk(subject.Size)];
            int empty = maps.Count(map => map.All(s => s == 0)),
                whole = one.Maps.Count(s => s == 1) / subject.Count;
            text.Append(
                CultureInfo.InvariantCulture,
                $"{one.Method.Name} ends at a rate of {search.Rate:P1} and D = {search.Distortion:F2} after {search.Iterations:F0} iterations and {search.Evaluations:F0} questions (means over {subject.Count} images); {whole} pixels of a map are kept whole, {empty} maps are empty.\n"
            );
        }

        return text.ToString();

        void Cell(double value, double least) =>
            text.Append(
                CultureInfo.InvariantCulture,
                $" {(value == least ? "**" : "")}{value:F2}{(value == least ? "**" : "")} |"
            );
    }

    private static bool IsRde(Measured one) => one.Method.Name.StartsWith("RDE", StringComparison.Ordinal);
}
