using Ilgpu.Emulation;
using ILGPU.Runtime;
using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Ilgpu.Tests;

/// <summary>The emulation is one for the process: its tests run one after the other.</summary>
[CollectionDefinition("emulation", DisableParallelization = true)]
public sealed class EmulationCollection;

/// <summary>How many items groups have, which decides how kernels are cut; every size runs its items in another order.</summary>
internal static class Groups
{
    public static int[] Sizes => [16, 64, 256];

    public static TheoryData<int> Data => [.. Sizes];

    public static void Of(int items)
    {
        EmulatedDevice.All = [new EmulatedDevice(AcceleratorType.CPU, Items: items)];
        EmulatedDevice.RunsBackwards = items == 64;
    }

    /// <summary>A layer of few multiplications: every barrier changes threads once for each item.</summary>
    public static ConvShape Small(Random random, int seed)
    {
        while (true)
        {
            ConvShape shape = Shapes.Any(random, seed);
            if (shape.Multiplications < 20_000)
                return shape;
        }
    }

    public static void Reset()
    {
        Of(16);
        EmulatedDevice.RunsBackwards = false;
    }
}
