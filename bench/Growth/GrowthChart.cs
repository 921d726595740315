using System.Globalization;
using System.Text;
using RuleCompiler.Bench.Tables;

namespace RuleCompiler.Bench.Growth;

/// <summary>
/// A sweep as a picture: time over size, both logarithmic, with what the operations alone would explain as a dashed
/// line from the first point. Colours follow the reader's light or dark page.
/// </summary>
internal sealed class GrowthChart(Sweep sweep, IReadOnlyList<GrowthCurve> curves)
{
    private const int Width = 520;
    private const int Height = 380;

    private const string Style = """
        .page { fill: #ffffff } .grid { stroke: #e4e6ea } .axis { stroke: #8a9099 } .text { fill: #2c3138 } .soft { fill: #646b75 }
        .s0 { stroke: #1b6ac9 } .d0 { fill: #1b6ac9 } .s1 { stroke: #c2560c } .d1 { fill: #c2560c }
        @media (prefers-color-scheme: dark) {
          .page { fill: #0f1318 } .grid { stroke: #262c35 } .axis { stroke: #7d8590 } .text { fill: #e6eaf0 } .soft { fill: #9aa3ae }
          .s0 { stroke: #5ea8ff } .d0 { fill: #5ea8ff } .s1 { stroke: #ff9b52 } .d1 { fill: #ff9b52 }
        }
        text { font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif } .title { font-size: 15px; font-weight: 600 }
        """;

    private readonly StringBuilder _svg = new();
    private readonly LogAxis _x = new(sweep.Sizes[0], sweep.Sizes[^1], 74, Width - 26);
    private readonly LogAxis _y = new(
        curves.Min(c => c.Points.Min(p => p.Milliseconds)) / 1.4,
        curves.Max(c => c.Points.Max(p => p.Milliseconds)) * 1.4,
        Height - 56,
        48
    );

    public string Svg()
    {
        Add(
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" height=\"{Height}\" role=\"img\">"
        );
        Add($"<title>Time of an explanation over {sweep.Axis}</title>");
        Add($"<style>{Style}</style>");
        Add($"<rect class=\"page\" width=\"{Width}\" height=\"{Height}\" rx=\"6\"/>");
        Text(74, 26, "text title", "start", $"Time of an explanation over {sweep.Name}");
        Axes();
        for (int i = 0; i < curves.Count; i++)
            Curve(curves[i], i);
        Legend();
        _svg.Append("</svg>\n");
        return _svg.ToString();
    }

    private void Axes()
    {
        foreach (double tick in _y.Ticks())
        {
            Line("grid", _x.Begin, _y.At(tick), _x.End, _y.At(tick));
            Text(_x.Begin - 8, _y.At(tick) + 4, "soft", "end", Label(tick));
        }
        foreach (int size in Labelled())
        {
            Line("grid", _x.At(size), _y.Begin, _x.At(size), _y.End);
            Text(_x.At(size), _y.Begin + 20, "soft", "middle", $"{size}");
        }
        Line("axis", _x.Begin, _y.Begin, _x.End, _y.Begin);
        Text((_x.Begin + _x.End) / 2, Height - 14, "text", "middle", sweep.Axis);
    }

    /// <summary>The sizes whose numbers do not run into each other.</summary>
    private IEnumerable<int> Labelled()
    {
        double last = double.NegativeInfinity;
        foreach (int size in sweep.Sizes)
        {
            if (_x.At(size) - last < 34)
                continue;
            last = _x.At(size);
            yield return size;
        }
    }

    private void Curve(GrowthCurve curve, int index)
    {
        GrowthPoint first = curve.Points[0];
        double Explained(GrowthPoint p) => first.Milliseconds * p.Operations / first.Operations;
        Path($"s{index}", "stroke-width=\"1.2\" stroke-dasharray=\"4 4\" opacity=\"0.75\"", curve.Points, Explained);
        Path($"s{index}", "stroke-width=\"2.2\" stroke-linejoin=\"round\"", curve.Points, p => p.Milliseconds);
        foreach (GrowthPoint point in curve.Points)
        {
            Add(
                $"<circle class=\"d{index}\" cx=\"{_x.At(point.Size):F1}\" cy=\"{_y.At(point.Milliseconds):F1}\" r=\"3.4\"><title>{point.Size}: {TableText.Time(point.Milliseconds)}</title></circle>"
            );
        }
    }

    /// <summary>At the bottom right: what grows leaves that corner empty.</summary>
    private void Legend()
    {
        double left = _x.End - 226;
        double y = _y.Begin - 16 - (20 * curves.Count);
        for (int i = 0; i < curves.Count; i++, y += 20)
        {
            Line($"s{i}", left, y - 4, left + 24, y - 4, "stroke-width=\"2.2\"");
            string threads = curves[i].Threads == 1 ? "1 thread" : $"{curves[i].Threads} threads";
            Text(left + 32, y, "text", "start", $"{threads}: {Power(curves[i].Time)}");
        }
        Line("axis", left, y - 4, left + 24, y - 4, "stroke-width=\"1.2\" stroke-dasharray=\"4 4\"");
        Text(left + 32, y, "soft", "start", $"as operations grow: {Power(curves[0].Work)}");
    }

    private string Power(PowerFit fit) =>
        F($"{sweep.Name}<tspan dy=\"-5\" style=\"font-size: 10px\">{fit.Exponent:F2}</tspan>");

    private void Path(string style, string more, IReadOnlyList<GrowthPoint> points, Func<GrowthPoint, double> time)
    {
        IEnumerable<string> places = points
            .Where(p => time(p) <= _y.High && time(p) >= _y.Low)
            .Select(p => F($"{_x.At(p.Size):F1},{_y.At(time(p)):F1}"));
        Add($"<polyline class=\"{style}\" fill=\"none\" {more} points=\"{string.Join(' ', places)}\"/>");
    }

    private void Line(string style, double x0, double y0, double x1, double y1, string more = "stroke-width=\"1\"") =>
        Add($"<line class=\"{style}\" {more} x1=\"{x0:F1}\" y1=\"{y0:F1}\" x2=\"{x1:F1}\" y2=\"{y1:F1}\"/>");

    private void Text(double x, double y, string style, string anchor, string text) =>
        Add($"<text class=\"{style}\" text-anchor=\"{anchor}\" x=\"{x:F1}\" y=\"{y:F1}\">{text}</text>");

    private void Add(FormattableString line) => _svg.Append(F(line)).Append('\n');

    private static string F(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Label(double milliseconds) =>
        milliseconds switch
        {
            < 1 => F($"{milliseconds * 1000:0.###} µs"),
            < 1000 => F($"{milliseconds:0.###} ms"),
            _ => F($"{milliseconds / 1000:0.###} s"),
        };
}
