using System.Globalization;
using System.Text.Json;
using RuleCompiler.Cli.Measuring;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What rulec converge says: 1 − |cos| at each layer below each starting layer, of each method.</summary>
/// <param name="methods">What was measured, at least one.</param>
/// <param name="page">The page that was written, or null.</param>
internal sealed class ConvergenceReport(IReadOnlyList<ConvergedMethod> methods, string? page)
{
    private const double Low = 0.05;
    private const double High = 0.95;

    private readonly Convergence _first = methods[0].Convergence;

    public void Print()
    {
        Console.Out.WriteLine(
            $"1 − |cos| of {_first.Vectors} random relevances, {_first.Samples} sample{(_first.Samples == 1 ? "" : "s")}"
        );
        foreach (ConvergedMethod method in methods)
        {
            if (methods.Count > 1)
                Console.Out.WriteLine(method.Name);
            PrintTable(method.Convergence);
        }

        if (page is not null)
            Console.Out.WriteLine($"page: {page}");
    }

    public void PrintJson() =>
        Json.Print(json =>
        {
            json.WriteNumber("vectors", _first.Vectors);
            json.WriteNumber("samples", _first.Samples);
            if (methods is [var only])
                Paths(json, only.Convergence);
            else
                Methods(json);
            if (page is not null)
                json.WriteString("html", page);
        });

    private static void PrintTable(Convergence convergence)
    {
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

    private void Methods(Utf8JsonWriter json)
    {
        json.WriteStartArray("methods");
        foreach (ConvergedMethod method in methods)
        {
            json.Object(() =>
            {
                json.WriteString("method", method.Name);
                Paths(json, method.Convergence);
            });
        }

        json.WriteEndArray();
    }

    private static void Paths(Utf8JsonWriter json, Convergence convergence)
    {
        json.WriteStartArray("paths");
        foreach (ConvergencePath path in convergence.Paths)
            json.Object(() => Path(json, path));
        json.WriteEndArray();
    }

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
