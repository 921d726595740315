using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>
/// What runs on the simulator oclgrind, which is slow: every text on tiny shapes, in memories without a number to spare;
/// or a kernel with a fault that it must find. A process of its own, since drivers are loaded once.
/// </summary>
internal static class Simulated
{
    /// <summary>All texts.</summary>
    public const string Texts = "texts";

    /// <summary>Items of a group write one place of local memory.</summary>
    public const string LocalRace = "local race";

    /// <summary>Items of all groups write one place of global memory.</summary>
    public const string GlobalRace = "global race";

    /// <summary>A place behind the end of a memory is written.</summary>
    public const string WriteBeyond = "write beyond";

    /// <summary>A place before the beginning of a memory is read.</summary>
    public const string ReadBefore = "read before";

    private static int Main(string[] args)
    {
        string platform = Device.OpenCl().Platform;
        if (!platform.Contains("oclgrind", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine($"This is the platform {platform}, no oclgrind.");
            return 2;
        }
        using Bench bench = Bench.OfWholeMemories();
        if (args is [Texts])
            All(bench);
        else
            Broken(bench, args[0]);
        return 0;
    }

    private static void All(Bench bench)
    {
        Random random = new(1);
        ConvShape strided = new(4, 5, 4, 6, 3, 2, 2, 1, 1, 0, 1, 1, Groups: 2),
            pool = new(2, 5, 6, 2, 3, 2, 2, 2, 1, 1, 1, 0, Groups: 2);
        FusedProductTests fused = new(bench);
        ProductTests products = new(bench);
        foreach (bool adjoint in (bool[])[false, true])
        {
            foreach (string cut in (string[])["processor", "groups of 64", "groups of 16"])
            {
                fused.Agrees(random, strided, adjoint, (1, 2, 1), 3, cut);
                fused.Agrees(random, new(3, 4, 4, 5, 1, 1), adjoint, (1, 1, 1), 2, cut);
                fused.Agrees(random, ConvShape.Dense(9, 7), adjoint, (3, 1, 2), 2, cut);
                fused.Agrees(random, ConvShape.Dense(19, 7), adjoint, (1, 2, 1), 2, cut); // few rows
            }
            fused.Agrees(random, strided, adjoint, (2, 1, 1), 2, null);
            new PairTests(bench).SumsArePutWhereThePolicySays(adjoint);
        }
        products.Agrees(random, ConvShape.Dense(70, 40), 1, "groups of 64"); // rows of zeros
        new PairTests(bench).PoolsAgree(random, pool, 2, 2, nan: true);
        OtherKernelTests others = new(bench);
        for (int seed = 0; seed < 6; seed++)
            others.MovesAreThoseOfTheProcessor(seed);
        others.PercentilesAreThoseOfTheProcessor(5, 50);
        others.PercentilesAreThoseOfTheProcessor(77, 33.3);
        others.ColumnsAreSummedByALoop();
    }

    private static void Broken(Bench bench, string fault)
    {
        const int Size = 8;
        Plane numbers = Arrays.Random(new(1), Size);
        KernelPolicy policy = new()
        {
            Body = fault switch
            {
                LocalRace =>
                    "__local float shared[1]; shared[0] = (float)position; barrier(CLK_LOCAL_MEM_FENCE); to_x[position] = shared[0];",
                GlobalRace => "to_x[0] = (float)position;",
                WriteBeyond => "to_x[position + 1] = 0.0f;",
                ReadBefore => "to_x[position] = to_x[(long)position - 1];",
                _ => throw new ArgumentException($"'{fault}' is no fault.", nameof(fault)),
            },
            Operands = ["to_x"],
        };
        bench.Open.Run(
            DevicePointwise.Launch(bench.Own with { WorkGroupSize = 4 }, policy, [bench.Put(numbers)], 1, 1, 1, Size)
        );
        bench.Open.Finish();
    }
}
