using System.Text.Json;
using RuleCompiler.Cli.Measuring;

namespace RuleCompiler.Cli.Outputs;

/// <summary>What bench says.</summary>
internal static class MeasurementReport
{
    public static void Print(Measurement m)
    {
        Console.Out.WriteLine(
            $"explain  median {Amount.Milliseconds(m.Explain.Median)}, {Amount.Milliseconds(m.Explain.Min)} to {Amount.Milliseconds(m.Explain.Max)} in {m.Runs} runs of {m.Batch} sample{(m.Batch == 1 ? "" : "s")}, {m.Threads} thread{(m.Threads == 1 ? "" : "s")}"
        );
        Console.Out.WriteLine(
            $"         {m.ExplainGigaFlops / m.ProductGigaFlops:P0} of the product rate, {m.ProductGigaFlops:F0} GFLOP/s"
        );
        Console.Out.WriteLine(
            $"forward  median {Amount.Milliseconds(m.Forward.Median)}, {m.ForwardGigaFlops / m.ProductGigaFlops:P0} of the product rate"
                + (
                    m.ConvolutionGigaFlops is { } rate
                        ? $"; before the first dense layer {rate / m.ProductGigaFlops:P0}"
                        : ""
                )
        );
        Console.Out.WriteLine($"ratio    {m.RatioToForward:F2} forward passes");
        Console.Out.WriteLine(
            $"memory   {m.PeakMegabytes:F0} MB at most, {m.Traffic.Weights / 1e6:F0} MB of them weights; {Amount.Of(m.BytesMoved)}B moved"
        );
        if (m.OnDevice is { } device)
            Console.Out.WriteLine(
                $"device   median {Amount.Milliseconds(device.Median)}, {device.Median / m.Explain.Median:F2} times this processor's"
            );
        if (m.Convergence is { } c)
            Console.Out.WriteLine(
                $"converge median {Amount.Milliseconds(c.Time.Median)}, {c.Time.Median / m.Explain.Median:F2} explanations, {c.PeakMegabytes:F0} MB at most; {c.Vectors} vectors from {c.From}"
            );
    }

    public static void PrintJson(Measurement m) => Json.Print(json => Write(json, m));

    private static void Write(Utf8JsonWriter json, Measurement m)
    {
        double product = m.ProductGigaFlops;
        Times(json, "", m.Explain);
        json.Number("gflops", Math.Round(m.ExplainGigaFlops, 2));
        json.Number("fraction_of_product_rate", Math.Round(m.ExplainGigaFlops / product, 4));
        json.Number("ratio_to_forward", Math.Round(m.RatioToForward, 4));
        Times(json, "forward_", m.Forward);
        json.Number("forward_gflops", Math.Round(m.ForwardGigaFlops, 2));
        json.Number("forward_fraction_of_product_rate", Math.Round(m.ForwardGigaFlops / product, 4));
        if (m is { Convolutions: { } convolutions, ConvolutionGigaFlops: { } rate })
        {
            Times(json, "convolutions_", convolutions);
            json.Number("convolutions_gflops", Math.Round(rate, 2));
            json.Number("convolutions_fraction_of_product_rate", Math.Round(rate / product, 4));
        }
        if (m.OnDevice is { } device)
        {
            Times(json, "device_", device);
            json.Number("device_ratio_to_explain", Math.Round(device.Median / m.Explain.Median, 4));
        }
        if (m.Convergence is { } convergence)
        {
            Times(json, "convergence_", convergence.Time);
            json.Number("convergence_ratio_to_explain", Math.Round(convergence.Time.Median / m.Explain.Median, 4));
            json.Number("convergence_peak_mb", Math.Round(convergence.PeakMegabytes, 1));
            json.WriteNumber("convergence_vectors", convergence.Vectors);
            json.WriteString("convergence_from", convergence.From);
        }
        json.Number("product_gflops", Math.Round(product, 2));
        json.WriteNumber("bytes_moved", m.BytesMoved);
        json.Number("peak_mb", Math.Round(m.PeakMegabytes, 1));
        json.Number("weights_mb", Math.Round(m.Traffic.Weights / 1e6, 4));
        json.Number("prepared_mb", Math.Round(m.Traffic.Prepared / 1e6, 4));
        json.Number("workspace_mb", Math.Round(m.Traffic.Workspace / 1e6, 4));
        json.WriteNumber("threads", m.Threads);
        json.WriteNumber("batch", m.Batch);
        json.WriteNumber("runs", m.Runs);
    }

    private static void Times(Utf8JsonWriter json, string of, Timing timing)
    {
        json.Number($"{of}median_ms", Math.Round(timing.Median, 6));
        json.Number($"{of}min_ms", Math.Round(timing.Min, 6));
        json.Number($"{of}max_ms", Math.Round(timing.Max, 6));
    }
}
