using System.Globalization;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>An axis of values: its ends, its ticks, and where a value lies on it. SVG and uPlot draw the same one.</summary>
internal sealed record ValueAxis(
    bool Logarithmic,
    double Low,
    double High,
    IReadOnlyList<(double At, string Text)> Ticks
)
{
    /// <summary>1 − |cos| of doubles means nothing below this; smaller values are drawn as zeros are.</summary>
    private const int LowestDecade = -17;
    private const int HighestDecade = 17;
    private const int MostTicks = 8;

    /// <summary>The axis of a chart.</summary>
    public static ValueAxis Of(LineChart chart)
    {
        double[] values =
        [
            .. chart
                .Series.SelectMany(s => s.Values.Concat(s.Low ?? []).Concat(s.High ?? []))
                .Concat(chart.Reference is { } reference ? [reference.Value] : [])
                .Where(v => !double.IsNaN(v)),
        ];
        return chart.Scale == ValueScale.Logarithmic ? Decades(values) : Even(values, chart.Range);
    }

    /// <summary>Where a value is drawn: as it is, or at the edge beyond which it lies; NaN stays NaN.</summary>
    public double Clamp(double value) => double.IsNaN(value) ? value : Math.Clamp(value, Low, High);

    /// <summary>−1 for a value drawn at the lower edge though it lies below, 1 for the upper, else 0.</summary>
    public int Beyond(double value) =>
        value < Low ? -1
        : value > High ? 1
        : 0;

    /// <summary>The place of a value between the lower edge, 0, and the upper, 1.</summary>
    public double Place(double value)
    {
        double at = Clamp(value);
        return Logarithmic ? Math.Log10(at / Low) / Math.Log10(High / Low) : (at - Low) / (High - Low);
    }

    private static ValueAxis Decades(double[] values)
    {
        double smallest = Math.Pow(10, LowestDecade);
        double[] shown = [.. values.Where(v => v >= smallest && double.IsFinite(v))];
        int low = shown.Length == 0 ? -3 : Math.Max((int)Math.Floor(Math.Log10(shown.Min())), LowestDecade);
        int high = shown.Length == 0 ? 0 : Math.Min((int)Math.Ceiling(Math.Log10(shown.Max())), HighestDecade);
        high = Math.Max(high, low + 1);

        // what lies beyond gets a decade of its own, so that it is not taken for the smallest or largest value
        if (values.Any(v => v < Math.Pow(10, low)))
            low--;
        if (values.Any(v => v > Math.Pow(10, high)))
            high++;
        int step = (high - low + MostTicks - 1) / MostTicks;
        List<(double, string)> ticks = [];
        for (int exponent = high; exponent >= low; exponent -= step)
            ticks.Insert(0, (Math.Pow(10, exponent), NumberText.Decade(exponent)));
        return new ValueAxis(true, Math.Pow(10, low), Math.Pow(10, high), ticks);
    }

    private static ValueAxis Even(double[] values, (double Low, double High)? range)
    {
        double[] shown = [.. values.Where(double.IsFinite)];
        double low = range?.Low ?? (shown.Length == 0 ? 0 : shown.Min());
        double high = range?.High ?? (shown.Length == 0 ? 1 : shown.Max());
        if (low == high)
            (low, high) = (low - 0.5, high + 0.5);
        double step = Step((high - low) / 5);
        if (range is null)
            (low, high) = (Math.Floor(low / step) * step, Math.Ceiling(high / step) * step);
        List<(double, string)> ticks = [];
        for (double k = Math.Ceiling((low / step) - 1e-9); k * step <= high + (1e-9 * step); k++)
        {
            double at = (k * step) + 0.0; // −0 becomes 0
            ticks.Add((at, at.ToString("0.######", CultureInfo.InvariantCulture).Replace('-', '−')));
        }

        return new ValueAxis(false, low, high, ticks);
    }

    /// <summary>The next larger of 1, 2 and 5 times a power of ten.</summary>
    private static double Step(double least)
    {
        double decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return decade
            * (least / decade) switch
            {
                <= 1 => 1,
                <= 2 => 2,
                <= 5 => 5,
                _ => 10,
            };
    }
}
