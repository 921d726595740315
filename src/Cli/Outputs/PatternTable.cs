using System.Globalization;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec patterns says of the patterns that it has written.</summary>
internal sealed class PatternTable(Patterns patterns)
{
    public void Print()
    {
        Console.Out.WriteLine($"estimator {Estimator}");
        if (patterns.Estimator == SignalEstimator.Positive)
            Console.Out.WriteLine($"centre {Centre}");
        Console.Out.WriteLine($"samples {patterns.Samples}, of which {patterns.HeldOut} measure the quality");
        TextTable table = new("layer", "weights", ">units", ">without", ">measured", ">quality", ">least");
        foreach (LayerPattern layer in patterns.Layers)
        {
            double[] known = Known(layer);
            table.Add(
                layer.Layer,
                Amount.Shape(layer.Shape),
                Count(layer.Quality.Count),
                Count(layer.UnitsWithoutPattern.Count),
                Count(known.Length),
                known.Length == 0 ? "-" : Quality(known.Average()),
                known.Length == 0 ? "-" : Quality(known.Min())
            );
        }

        table.Print();
        foreach (LayerPattern layer in patterns.Layers.Where(l => l.WhyNoQuality is not null))
            Console.Out.WriteLine($"{layer.Layer}: no quality, since {layer.WhyNoQuality}");
    }

    public void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteString("estimator", Estimator);
            json.WriteString("centre", Centre);
            json.WriteNumber("samples", patterns.Samples);
            json.WriteNumber("held_out", patterns.HeldOut);
            json.WriteStartArray("layers");
            foreach (LayerPattern layer in patterns.Layers)
            {
                json.Object(() =>
                {
                    double[] known = Known(layer);
                    json.WriteString("layer", layer.Layer);
                    json.Array("shape", layer.Shape);
                    json.Array("units_without_pattern", layer.UnitsWithoutPattern);
                    json.WriteNumber("units_measured", known.Length);
                    json.Number("quality", layer.MeanQuality);
                    json.Number("least_quality", known.Length == 0 ? double.NaN : known.Min());
                    if (layer.WhyNoQuality is { } why)
                        json.WriteString("why_no_quality", why);
                });
            }

            json.WriteEndArray();
        });

    private string Estimator => patterns.Estimator == SignalEstimator.Linear ? "linear" : "positive";

    private string Centre => patterns.Centre == PatternCentre.AllOutputs ? "all" : "positive";

    private static double[] Known(LayerPattern layer) => [.. layer.Quality.Where(q => !double.IsNaN(q))];

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);

    private static string Quality(double quality) => quality.ToString("0.000", CultureInfo.InvariantCulture);
}
