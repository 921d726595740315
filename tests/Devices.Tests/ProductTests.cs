using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>Products and sums on a device against the skeletons of the processor.</summary>
public sealed class ProductTests(Bench bench) : IClassFixture<Bench>
{
    // sums of at most a few thousand float32 products of numbers below 1.25, in another order
    private const double Tolerance = 1e-5;

    internal static readonly KernelPolicy Plain = new()
    {
        Sources = ["at_source[i.full]"],
        Products = [new(0, 0)],
        Store = "to_target[i.full] = v0;",
        Operands = ["at_source", "to_target"],
    };

    private static readonly KernelPolicy Leaning = Plain with { Maps = ["rc_pos(w) + 0.25f * w"] };

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string cut in Bench.Cuts)
            {
                for (int seed = 0; seed < 24; seed++)
                    data.Add(cut, seed);
            }
            return data;
        }
    }

    [OpenClTheory]
    [MemberData(nameof(Cases))]
    public void AreThoseOfTheProcessor(string cut, int seed)
    {
        Random random = new(seed);
        ConvShape shape = Shapes.Any(random, seed);
        Agrees(random, shape, random.Next(1, 9), cut);
    }

    [OpenClTheory]
    [InlineData("own")]
    [InlineData("processor")]
    [InlineData("groups of 256")]
    public void AreThoseOfTheProcessorOverSeveralBlocks(string cut)
    {
        Random random = new(1);
        Agrees(random, new ConvShape(67, 13, 15, 131, 3, 3, 1, 1, 1, 1, 1, 1), 2, cut);
        Agrees(random, new ConvShape(40, 14, 9, 30, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 2), 3, cut);
        // one output, one tap and one position in each phase, of which one sees no output
        Agrees(random, new ConvShape(5, 2, 1, 5, 2, 1, 2, 1, 1, 0, 0, 0, Groups: 5), 2, cut);
        Agrees(random, ConvShape.Dense(700, 150), 140, cut);
        Agrees(random, ConvShape.Dense(2100, 37), 1, cut); // wide enough for items to take more columns
    }

    [OpenClTheory]
    [InlineData("own")]
    [InlineData("groups of 64")]
    public void SharesAndActivationsAreFilledIn(string cut)
    {
        Random random = new(3);
        ConvShape shape = new(9, 11, 10, 14, 3, 3, 2, 1, 1, 1, 0, 1);
        SharesAreFilledIn(random, shape, 3, cut);
        SharesAreFilledIn(random, ConvShape.Dense(130, 40), 2, cut);
    }

    internal void Agrees(Random random, ConvShape shape, int count, string cut)
    {
        Plane input = Arrays.Random(random, count * shape.InputSize),
            weights = Arrays.Random(random, shape.WeightSize),
            above = Arrays.Random(random, count * shape.OutputSize);
        foreach (ref float r in above.Span)
            r = random.Next(3) == 0 ? 0 : r; // rows that need not be read
        Plane up = new NativeBuffer(above.Length).Plane,
            down = new NativeBuffer(input.Length).Plane;
        DeviceRun w = bench.Put(weights);
        Product.Forward<LeaningMap>(shape, count, input, weights, up, 1);
        Compare(false, input, up);
        Product.Backward<LeaningMap>(shape, count, above, weights, down, 1);
        Compare(true, above, down);
        BoxSum.Forward(shape, count, input, up, 1);
        CompareSums(false, input, up);
        BoxSum.Backward(shape, count, above, down, 1);
        CompareSums(true, above, down);

        void Compare(bool adjoint, Plane source, Plane expected)
        {
            ProductGeometry geometry = new(shape, adjoint);
            DeviceRun result = bench.Result(expected.Length);
            KernelLaunch launch = DeviceProduct.Launch(
                bench.Cut(cut),
                Leaning,
                [bench.Put(source), result],
                geometry,
                bench.Table(geometry.Numbers),
                count,
                1,
                Source(geometry),
                Target(geometry),
                w
            );
            bench.Gives(expected, launch, result, Tolerance);
        }

        void CompareSums(bool adjoint, Plane source, Plane expected)
        {
            ProductGeometry geometry = new(shape, adjoint);
            DeviceRun result = bench.Result(expected.Length),
                table = bench.Table(geometry.Numbers);
            KernelLaunch launch = DeviceProduct.Sums(
                bench.Cut(cut),
                Plain,
                [bench.Put(source), result],
                geometry,
                table,
                count,
                1,
                Source(geometry),
                Target(geometry)
            );
            bench.Gives(expected, launch, result, Tolerance);
        }
    }

    /// <summary>A whole backward step in one launch: R = a⁺ Σ_k g(w) r/Away(z, 0.25).</summary>
    private void SharesAreFilledIn(Random random, ConvShape shape, int count, string cut)
    {
        Plane a = Arrays.Random(random, count * shape.InputSize),
            w = Arrays.Random(random, shape.WeightSize),
            r = Arrays.Random(random, count * shape.OutputSize),
            z = Arrays.Random(random, r.Length);
        Plane share = Arrays.Copy(r),
            expected = new NativeBuffer(a.Length).Plane;
        for (int i = 0; i < share.Length; i++)
            share[i] = r[i] / (z[i] + (z[i] >= 0 ? 0.25f : -0.25f));
        Product.Backward<LeaningMap>(shape, count, share, w, expected, 1);
        for (int i = 0; i < expected.Length; i++)
            expected[i] *= MathF.Max(0, a[i]);
        ProductGeometry geometry = new(shape, true);
        DeviceRun result = bench.Result(expected.Length);
        KernelPolicy policy = Leaning with
        {
            Functions = "RC_FUNCTION float share(float r, float z) {\n  return r / rc_away(z, 0.25f);\n}",
            Sources = ["share(at_r[i.full], at_z[i.full])"],
            Store = "to_target[i.full] = v0 * rc_pos(at_a[i.full]);",
            Operands = ["at_r", "at_z", "at_a", "to_target"],
        };
        KernelLaunch launch = DeviceProduct.Launch(
            bench.Cut(cut),
            policy,
            [bench.Put(r), bench.Put(z), bench.Put(a), result],
            geometry,
            bench.Table(geometry.Numbers),
            count,
            1,
            Source(geometry),
            Target(geometry),
            bench.Put(w)
        );
        bench.Gives(expected, launch, result, Tolerance);
    }

    private static DeviceUnits Source(ProductGeometry geometry) =>
        geometry.Adjoint ? Outputs(geometry.Layer) : Inputs(geometry.Layer);

    private static DeviceUnits Target(ProductGeometry geometry) =>
        geometry.Adjoint ? Inputs(geometry.Layer) : Outputs(geometry.Layer);

    private static DeviceUnits Inputs(in ConvShape shape) => new(shape.InputSize, shape.Height * shape.Width);

    private static DeviceUnits Outputs(in ConvShape shape) => new(shape.OutputSize, shape.OutHeight * shape.OutWidth);

    /// <summary>g(w) = w⁺ + 0.25·w.</summary>
    private readonly struct LeaningMap : IWeightMap
    {
        public static V Map<V>(V w)
            where V : struct, ILanes<V> => V.PositivePart(w) + V.Of(0.25f) * w;
    }
}
