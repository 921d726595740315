using System.Globalization;
using System.Text;

namespace RuleCompiler.Bench.Tables;

/// <summary>Measurements as Markdown.</summary>
internal static class TableText
{
    private const string Head =
        "| composite | batch | threads | median | range | ÷ forward | GFLOP/s | of product rate | forward | of product rate | convolutions | product | moved | peak, weights |";

    public static string Of(IReadOnlyList<TableRow> rows)
    {
        StringBuilder text = new();
        text.Append(Head).Append('\n');
        text.Append("|---|")
            .Append(string.Concat(Enumerable.Repeat("--:|", Head.Count(c => c == '|') - 2)))
            .Append('\n');
        foreach (TableRow row in rows)
            text.Append(Line(row)).Append('\n');
        return text.ToString();
    }

    private static string Line(TableRow row) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"| `{row.Composite}` | {row.Batch} | {row.Threads} | {Time(row.Median)} | {Time(row.Min)} – {Time(row.Max)} | {row.RatioToForward:F2} | {row.GigaFlops:F1} | {Percent(row.Fraction)} | {Time(row.Forward)} | {Percent(row.ForwardFraction)} | {(row.ConvolutionFraction is { } f ? Percent(f) : "")} | {row.ProductGigaFlops:F0} | {Bytes(row.BytesMoved)} | {row.PeakMegabytes:F0}, {row.WeightMegabytes:F0} MB |"
        );

    /// <summary>Milliseconds with three digits that count, below a tenth as microseconds.</summary>
    internal static string Time(double milliseconds) =>
        milliseconds switch
        {
            < 0.1 => $"{Digits(milliseconds * 1000)} µs",
            < 10_000 => $"{Digits(milliseconds)} ms",
            _ => $"{Digits(milliseconds / 1000)} s",
        };

    private static string Bytes(double bytes) =>
        bytes switch
        {
            < 1e6 => $"{Digits(bytes / 1e3)} kB",
            < 1e9 => $"{Digits(bytes / 1e6)} MB",
            _ => $"{Digits(bytes / 1e9)} GB",
        };

    private static string Percent(double fraction) =>
        string.Create(CultureInfo.InvariantCulture, $"{fraction * 100:F0} %");

    private static string Digits(double value) =>
        value.ToString(
            value >= 100 ? "F0"
                : value >= 10 ? "F1"
                : "F2",
            CultureInfo.InvariantCulture
        );
}
