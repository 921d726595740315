using System.Globalization;
using System.Text.Json;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec converge says: 1 − |cos| at each layer below each starting layer.</summary>
internal sealed class ConvergenceReport(Convergence convergence)
{
    private const double Low = 0.05;
    private const double High = 0.95;

    public void Print()
    {
        Console.Out.WriteLine(
            $"1 − |cos| of {convergence.Vectors} random relevances, {convergence.Samples} sample{(convergence.Samples == 1 ? "" : "s")}"
        );
        TextTable table = new("from", "layer", ">median", ">5 %", ">95 %", ">values", ">zero vectors");
        foreach (ConvergencePath path in convergence.Paths)
        {
            foreach (LayerSimilarity layer in path.Layers)
            {
                table.Add(
                    path.From,
                    layer.Layer,
                    Text(layer.Median),
                    Text(layer.Quantile(Low)),
                    Text(layer.Quantile(High)),
                    layer.Values.ToString(CultureInfo.InvariantCulture),
                    layer.ZeroVectors.ToString(CultureInfo.InvariantCulture)
                );
            }
        }

        table.Print();
    }

    public void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteNumber("vectors", convergence.Vectors);
            json.WriteNumber("samples", convergence.Samples);
            json.WriteStartArray("paths");
            foreach (ConvergencePath path in convergence.Paths)
                json.Object(() => Path(json, path));
            json.WriteEndArray();
        });

    private static void Path(Utf8JsonWriter json, ConvergencePath path)
    {
        json.WriteString("from", path.From);
        json.WriteStartArray("layers");
        foreach (LayerSimilarity layer in path.Layers)
        {
            json.Object(() =>
            {
                json.WriteString("layer", layer.Layer);
                json.Number("one_minus_cos_median", layer.Median);
                json.Number("one_minus_cos_p05", layer.Quantile(Low));
                json.Number("one_minus_cos_p95", layer.Quantile(High));
                json.WriteNumber("values", layer.Values);
                json.WriteNumber("zero_vectors", layer.ZeroVectors);
                json.WriteNumber("not_finite", layer.NotFinite);
            });
        }

        json.WriteEndArray();
    }

    private static string Text(double value) =>
        double.IsNaN(value) ? "-" : value.ToString("0.00e+0", CultureInfo.InvariantCulture);
}
