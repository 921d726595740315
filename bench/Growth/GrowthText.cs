using System.Globalization;
using System.Text;
using RuleCompiler.Bench.Tables;

namespace RuleCompiler.Bench.Growth;

/// <summary>A sweep as Markdown.</summary>
internal static class GrowthText
{
    public static string Of(Sweep sweep, IReadOnlyList<GrowthCurve> curves)
    {
        StringBuilder text = new();
        text.Append(
            $"| {sweep.Name} {sweep.Sizes[0]} – {sweep.Sizes[^1]} | time at the ends | time ~ | operations ~ | steepest step in time for each operation |\n|---|--:|--:|--:|--:|\n"
        );
        foreach (GrowthCurve curve in curves)
        {
            (double factor, int from, int to) = curve.Jump;
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {curve.Threads} thread{(curve.Threads == 1 ? "" : "s")} | {TableText.Time(curve.Points[0].Milliseconds)}, {TableText.Time(curve.Points[^1].Milliseconds)} | {sweep.Name}^{curve.Time.Exponent:F2} | {sweep.Name}^{curve.Work.Exponent:F2} | × {factor:F2}, {from} to {to} |\n"
            );
        }
        return text.ToString();
    }
}
