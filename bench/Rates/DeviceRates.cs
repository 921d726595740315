using System.Diagnostics;
using RuleCompiler.Devices;
using RuleCompiler.Kernels;

namespace RuleCompiler.Bench.Rates;

/// <summary>
/// Rates of products on a device beside those of the processor's skeletons on all processors, in GFLOP/s (a
/// multiply-add is two): alone, and with the formulas of a backward pass before and after it, which count as nothing.
/// All take turns; the least of five times counts.
/// </summary>
internal static class DeviceRates
{
    private const int Rounds = 5;
    private static readonly TimeSpan Warm = TimeSpan.FromMilliseconds(400);

    private static readonly (string Name, ConvShape Shape, int Count)[] Layers =
    [
        ("product 512^3", ConvShape.Dense(512, 512), 512),
        ("conv 64 > 64, 56x56, 3x3", new(64, 56, 56, 64, 3, 3, 1, 1, 1, 1, 1, 1), 1),
        ("conv 256 > 256, 14x14, 3x3", new(256, 14, 14, 256, 3, 3, 1, 1, 1, 1, 1, 1), 4),
        ("conv 64 > 128, 56x56, 3x3/2", new(64, 56, 56, 128, 3, 3, 2, 2, 1, 1, 1, 1), 1),
        ("dense 4096 > 4096, 1 sample", ConvShape.Dense(4096, 4096), 1),
    ];

    private static readonly KernelPolicy Plain = new()
    {
        Sources = ["at_source[i.full]"],
        Products = [new(0, 0)],
        Store = "to_target[i.full] = v0;",
        Operands = ["at_source", "to_target"],
    };

    private static readonly KernelPolicy Fused = new()
    {
        Sources = ["at_source[i.full] / rc_away(at_z[i.full], 1e-6f)"],
        Products = [new(0, 0)],
        Store = "to_target[i.full] = (v0 + at_shift[i.channel]) * at_factor[i.full];",
        Operands = ["at_source", "at_z", "at_shift", "at_factor", "to_target"],
    };

    public static void Run(string? name)
    {
        Device description = Device.OpenCl(name);
        using IDeviceExecutor device = description.Open(OpenClPrograms.CacheOfUser());
        Console.WriteLine($"{description}, driver {description.Driver}; {Environment.ProcessorCount} processors");
        Console.WriteLine(
            $"{"layer", -32}{"direction", -10}{"processor", 10}{"device", 10}{"ratio", 8}{"fused", 10}{"ratio", 8}"
        );
        foreach ((string layer, ConvShape shape, int count) in Layers)
        {
            foreach (bool adjoint in (bool[])[false, true])
            {
                (double processor, double own, double fused) = Best(device, shape, count, adjoint);
                double operations = 2 * count * shape.Multiplications / 1e9;
                Console.WriteLine(
                    $"{layer, -32}{(adjoint ? "backward" : "forward"), -10}{operations / processor, 10:F1}{operations / own, 10:F1}{processor / own, 8:F2}{operations / fused, 10:F1}{processor / fused, 8:F2}"
                );
            }
        }
    }

    /// <summary>Least seconds on the processor and on the device, there without formulas and with them.</summary>
    private static (double Processor, double Device, double Fused) Best(
        IDeviceExecutor device,
        ConvShape shape,
        int count,
        bool adjoint
    )
    {
        using NativeBuffer input = LayerBuffers.Random(count * shape.InputSize),
            weights = LayerBuffers.Random(shape.WeightSize),
            output = LayerBuffers.Random(count * shape.OutputSize);
        ProductGeometry geometry = new(shape, adjoint);
        (NativeBuffer from, NativeBuffer to) = adjoint ? (output, input) : (input, output);
        using IDeviceMemory source = device.Upload<float>(from.Plane.Span),
            factor = device.Upload<float>(to.Plane.Span),
            parameters = device.Upload<float>(weights.Plane.Span),
            target = device.Allocate(to.Plane.Length),
            table = device.Upload<int>([.. geometry.Numbers]);
        DeviceUnits inputs = new(shape.InputSize, shape.Height * shape.Width),
            outputs = new(shape.OutputSize, shape.OutHeight * shape.OutWidth);
        KernelLaunch plain = Launch(Plain, [source.All, target.All]),
            fused = Launch(Fused, [source.All, source.All, factor.All, factor.All, target.All]);
        double processor = double.MaxValue,
            own = double.MaxValue,
            more = double.MaxValue;
        // what packs is compiled for speed only after some thirty calls
        long begin = Stopwatch.GetTimestamp();
        for (int call = 0; call < 60 || Stopwatch.GetElapsedTime(begin) < Warm; call++)
            Processor();
        for (int round = 0; round <= Rounds; round++)
        {
            double seconds = Processor(),
                onDevice = device.Time(plain).TotalSeconds,
                withFormulas = device.Time(fused).TotalSeconds;
            if (round > 0) // the first compiles
                (processor, own, more) = (
                    Math.Min(processor, seconds),
                    Math.Min(own, onDevice),
                    Math.Min(more, withFormulas)
                );
        }
        return (processor, own, more);

        KernelLaunch Launch(KernelPolicy policy, DeviceRun[] operands) =>
            DeviceProduct.Launch(
                device.Traits,
                policy,
                operands,
                geometry,
                table.All,
                count,
                1,
                adjoint ? outputs : inputs,
                adjoint ? inputs : outputs,
                parameters.All
            );

        double Processor()
        {
            long start = Stopwatch.GetTimestamp();
            if (adjoint)
                Product.Backward<Identity>(shape, count, output.Plane, weights.Plane, input.Plane, 0);
            else
                Product.Forward<Identity>(shape, count, input.Plane, weights.Plane, output.Plane, 0);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }
    }
}
