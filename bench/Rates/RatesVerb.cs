using System.Runtime.Intrinsics;
using RuleCompiler.Cli.Measuring;

namespace RuleCompiler.Bench.Rates;

/// <summary>Rates in GFLOP/s (a multiply-add is two), medians after warm-up, all in one process.</summary>
internal static class RatesVerb
{
    public static void Run()
    {
        int[] degrees = Environment.ProcessorCount > 1 ? [1, Environment.ProcessorCount] : [1];
        double peak = Peak.GigaFlops();
        Console.WriteLine(
            $"registers {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bit, {Environment.ProcessorCount} processors"
        );
        Console.WriteLine($"peak of one thread (register FMA loop): {peak:F1} GFLOP/s");
        foreach (int threads in degrees)
        {
            double rate = ProductRate.GigaFlops(threads);
            Console.WriteLine(
                $"product 512^3, {threads} thread(s): {rate:F1} GFLOP/s = {rate / (peak * threads):P0} of peak"
            );
        }

        Console.WriteLine(
            $"{"layer", -28}{"thr", 4}{"product", 10}{"forward", 10}{"/product", 10}{"backward", 10}{"/product", 10}"
        );
        foreach (var (name, shape, count) in TypicalLayers.All)
        {
            foreach (int threads in degrees)
            {
                (double product, double forward, double backward) = TypicalLayers.Rates(shape, count, threads);
                Console.WriteLine(
                    $"{name, -28}{threads, 4}{product, 10:F1}{forward, 10:F1}{forward / product, 10:F2}{backward, 10:F1}{backward / product, 10:F2}"
                );
            }
        }
        Console.WriteLine($"{"policies (million elements or terms a second, 1 thread)", -60}");
        foreach (var (name, rate) in Policies.Rates())
            Console.WriteLine($"{name, -40}{rate, 10:F0}");
    }
}
