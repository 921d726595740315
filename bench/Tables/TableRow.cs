using System.Text.Json;

namespace RuleCompiler.Bench.Tables;

/// <summary>One measurement of rulec bench, as its --json says it; times in milliseconds of a batch.</summary>
internal sealed record TableRow(
    string Composite,
    int Batch,
    int Threads,
    double Median,
    double Min,
    double Max,
    double GigaFlops,
    double Fraction,
    double RatioToForward,
    double Forward,
    double ForwardFraction,
    double? ConvolutionFraction,
    double ProductGigaFlops,
    double BytesMoved,
    double PeakMegabytes,
    double WeightMegabytes
)
{
    public static TableRow Read(string composite, JsonElement json)
    {
        return new(
            composite,
            (int)Number("batch"),
            (int)Number("threads"),
            Number("median_ms"),
            Number("min_ms"),
            Number("max_ms"),
            Number("gflops"),
            Number("fraction_of_product_rate"),
            Number("ratio_to_forward"),
            Number("forward_median_ms"),
            Number("forward_fraction_of_product_rate"),
            json.TryGetProperty("convolutions_fraction_of_product_rate", out JsonElement value)
                ? value.GetDouble()
                : null,
            Number("product_gflops"),
            Number("bytes_moved"),
            Number("peak_mb"),
            Number("weights_mb")
        );

        double Number(string name) => json.GetProperty(name).GetDouble();
    }
}
