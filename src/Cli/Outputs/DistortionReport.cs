using System.Text.Json;
using RuleCompiler.Cli.Measuring;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec distortion says: area, R(ε) and the distortion at some rates, of each method.</summary>
/// <param name="methods">What was tested, at least one, all with the same rates.</param>
/// <param name="options">With which options.</param>
/// <param name="targets">The output of each image.</param>
/// <param name="epsilons">The distortions ε of R(ε); none for parts of what everything random gives.</param>
/// <param name="page">The page that was written, or null.</param>
internal sealed class DistortionReport(
    IReadOnlyList<TestedMethod> methods,
    OrderingOptions options,
    IReadOnlyList<int> targets,
    IReadOnlyList<double> epsilons,
    string? page
)
{
    private static readonly double[] Parts = [0.5, 0.1, 0.01];
    private static readonly double[] Shown = [0, 0.02, 0.05, 0.1, 0.2, 0.4, 0.7, 1];

    private readonly OrderingCurve _first = methods[0].Curve;

    private bool IsProductive => options.Formulation == OrderingFormulation.Productive;

    public void Print()
    {
        int images = targets.Count;
        Console.Out.WriteLine(
            IsProductive
                ? "productive: the most relevant components are fixed first"
                : "destructive: the most relevant components are randomised first"
        );
        Console.Out.WriteLine(
            $"distortion of the {(options.Score == OrderingScore.Logit ? "logit" : "probability")}, {images} image{(images == 1 ? "" : "s")}, {options.Samples} random inputs each"
        );
        Console.Out.WriteLine($"everything random: {Amount.Short(AllRandom)}");
        PrintRates();
        PrintDistortions();
        if (page is not null)
            Console.Out.WriteLine($"page: {page}");
    }

    public void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteString("formulation", IsProductive ? "productive" : "destructive");
            json.WriteString("score", options.Score == OrderingScore.Logit ? "logit" : "probability");
            json.WriteString("components", options.Components == OrderingComponents.Values ? "values" : "pixels");
            json.WriteNumber("samples", options.Samples);
            json.WriteNumber("seed", options.Seed);
            json.WriteNumber("confidence", options.Confidence);
            json.Array("targets", targets);
            json.Array("counts", _first.Counts);
            Numbers(json, "rates", _first.Rates);
            json.Number("all_random", AllRandom);
            json.WriteStartArray("methods");
            foreach (TestedMethod method in methods)
                json.Object(() => Method(json, method));
            json.WriteEndArray();
            if (page is not null)
                json.WriteString("html", page);
        });

    /// <summary>The distortion at the rate at which most is random: the same for all orderings if that is everything.</summary>
    private double AllRandom => methods.Max(m => m.Curve.Distortions[IsProductive ? 0 : ^1].Mean);

    private double[] Epsilons => epsilons.Count > 0 ? [.. epsilons] : [.. Parts.Select(part => part * AllRandom)];

    private void PrintRates()
    {
        double[] limits = Epsilons;
        string sign = IsProductive ? "≤" : "≥";
        TextTable table = new([
            "method",
            ">area",
            ">from",
            ">to",
            .. limits.Select(limit => $">rate for D {sign} {Amount.Short(limit)}"),
        ]);
        foreach (TestedMethod method in methods)
        {
            ConfidenceInterval area = method.Curve.Area;
            table.Add([
                method.Name,
                Amount.Short(area.Mean),
                Amount.Short(area.Low),
                Amount.Short(area.High),
                .. limits.Select(limit => method.Curve.Rate(limit) is { } rate ? Amount.Percent(rate) : "-"),
            ]);
        }

        table.Print();
    }

    private void PrintDistortions()
    {
        int[] at = [.. Shown.Select(Nearest).Distinct()];
        TextTable table = new(["distortion at", .. at.Select(i => $">{Amount.Percent(_first.Rates[i])}")]);
        foreach (TestedMethod method in methods)
            table.Add([method.Name, .. at.Select(i => Amount.Short(method.Curve.Distortions[i].Mean))]);
        table.Print();
    }

    private int Nearest(double rate) =>
        Enumerable.Range(0, _first.Rates.Count).MinBy(i => Math.Abs(_first.Rates[i] - rate));

    private void Method(Utf8JsonWriter json, TestedMethod method)
    {
        OrderingCurve curve = method.Curve;
        json.WriteString("method", method.Name);
        json.Number("area", curve.Area.Mean);
        json.Number("area_low", curve.Area.Low);
        json.Number("area_high", curve.Area.High);
        Numbers(json, "distortion", curve.Distortions.Select(d => d.Mean));
        Numbers(json, "low", curve.Distortions.Select(d => d.Low));
        Numbers(json, "high", curve.Distortions.Select(d => d.High));
        json.WriteStartArray("rate_for");
        foreach (double limit in Epsilons)
        {
            json.Object(() =>
            {
                json.Number("distortion", limit);
                json.Number("rate", curve.Rate(limit) ?? double.NaN);
                json.Number("first_rate", curve.Rate(limit, RateReading.First) ?? double.NaN);
            });
        }

        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IEnumerable<double> numbers)
    {
        json.WriteStartArray(name);
        foreach (double number in numbers)
        {
            if (double.IsFinite(number))
                json.WriteNumberValue(number);
            else
                json.WriteNullValue();
        }

        json.WriteEndArray();
    }
}
