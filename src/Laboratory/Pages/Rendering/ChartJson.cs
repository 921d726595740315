using System.Text;
using System.Text.Json;

namespace RuleCompiler.Laboratory.Pages.Rendering;

/// <summary>A chart as page.js reads it: places and texts, nothing left to format.</summary>
internal static class ChartJson
{
    /// <summary>The text of a script element: the default encoder leaves no &lt;, &gt; or &amp; in it.</summary>
    public static string Write(LineChart chart, ValueAxis axis, Strokes strokes)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("label", chart.Title);
            Strings(json, "layers", chart.Categories);
            Strings(json, "labels", chart.Categories.Select(c => LabelText.Shorten(c)));
            Strings(json, "shortLabels", chart.Categories.Select(c => LabelText.Shorten(c, 12)));
            if (chart.Positions is { } positions)
                Numbers(json, "places", positions);
            json.WriteBoolean("log", axis.Logarithmic);
            json.WriteNumber("low", axis.Low);
            json.WriteNumber("high", axis.High);
            Numbers(json, "ticks", axis.Ticks.Select(t => t.At));
            Strings(json, "tickTexts", axis.Ticks.Select(t => t.Text));
            json.WriteString("valueTitle", chart.ValueTitle);
            json.WriteString("layerTitle", chart.CategoryTitle);
            if (chart.Reference is { } reference && axis.Beyond(reference.Value) == 0)
                json.WriteNumber("reference", reference.Value);
            json.WriteStartArray("series");
            foreach (LineSeries series in chart.Series)
                Series(json, series, axis, strokes);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Series(Utf8JsonWriter json, LineSeries series, ValueAxis axis, Strokes strokes)
    {
        json.WriteStartObject();
        json.WriteString("name", series.Name);
        json.WriteNumber("colour", strokes.Colour(series.Name));
        Numbers(json, "dashes", strokes.Dashes(series.Name).Select(d => (double)d));
        Numbers(json, "at", series.Values.Select(axis.Clamp));
        Numbers(json, "beyond", series.Values.Select(v => (double)axis.Beyond(v)));
        Strings(json, "texts", series.Values.Select(NumberText.Of));
        if (series is { Low: { } low, High: { } high })
        {
            Numbers(json, "from", low.Select(axis.Clamp));
            Numbers(json, "to", high.Select(axis.Clamp));
            Strings(json, "spans", low.Zip(high, BandText));
        }

        json.WriteEndObject();
    }

    public static string BandText(double low, double high) =>
        double.IsNaN(low) || double.IsNaN(high) ? "" : $"{NumberText.Of(low)} to {NumberText.Of(high)}";

    private static void Strings(Utf8JsonWriter json, string name, IEnumerable<string> values)
    {
        json.WriteStartArray(name);
        foreach (string value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> values)
    {
        json.WriteStartArray(name);
        foreach (double value in values)
        {
            if (double.IsNaN(value))
                json.WriteNullValue();
            else
                json.WriteNumberValue(value);
        }

        json.WriteEndArray();
    }
}
