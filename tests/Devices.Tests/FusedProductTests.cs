using RuleCompiler.Kernels;
using RuleCompiler.Kernels.Tests;

namespace RuleCompiler.Devices.Tests;

/// <summary>
/// Several sums in one launch, of sources and with statements that read all kinds of operands, against one product of
/// the processor for each sum.
/// </summary>
public sealed class FusedProductTests(Bench bench) : IClassFixture<Bench>
{
    // as of a single product; statements add terms of the same size
    private const double Tolerance = 1e-5;

    private static readonly string[] MapTexts = ["rc_pos(w)", "rc_neg(w)", "w * w", "w"];

    private static readonly string[] SourceTexts =
    [
        "at_x[i.full]",
        "at_x[i.full] * at_x[i.full]",
        "at_x[i.full] * at_s[i.sample] + at_p[i.position]",
        "at_x[i.full] * at_c[i.channel] + at_r[i.row] - at_n[i.sample_number]",
    ];

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string cut in Bench.Cuts)
            {
                for (int seed = 0; seed < 16; seed++)
                    data.Add(cut, seed);
            }
            return data;
        }
    }

    [OpenClTheory]
    [MemberData(nameof(Cases))]
    public void SumsAreThoseOfSingleProducts(string cut, int seed)
    {
        Random random = new(seed);
        ConvShape shape = Shapes.Any(random, seed);
        // dense layers on rows that are parts of longer ones, as of sequences
        int parts = shape.IsDense ? 1 + seed / 8 * 2 : 1;
        foreach (bool adjoint in (bool[])[false, true])
            Agrees(random, shape, adjoint, (random.Next(1, 4), random.Next(1, 4), parts), 2 + seed % 3, cut);
    }

    [OpenClTheory]
    [InlineData("own")]
    [InlineData("groups of 64")]
    public void SumsAreThoseOfSingleProductsOverSeveralBlocks(string cut)
    {
        Random random = new(2);
        Agrees(random, new ConvShape(33, 13, 15, 131, 3, 3, 2, 1, 1, 1, 1, 1), false, (2, 2, 1), 4, cut);
        Agrees(random, new ConvShape(40, 14, 9, 30, 3, 3, 2, 2, 1, 1, 1, 1, Groups: 2), true, (3, 1, 1), 3, cut);
        Agrees(random, ConvShape.Dense(300, 130), true, (40, 3, 1), 4, cut);
        Agrees(random, ConvShape.Dense(90, 130), false, (4, 2, 5), 2, cut);
        // eight sums leave an item fewer numbers of each
        Agrees(random, new ConvShape(5, 9, 8, 20, 3, 2, 1, 1, 1, 0, 1, 1), true, (2, 2, 1), 8, cut);
        Agrees(random, new ConvShape(3, 7, 6, 9, 2, 3), false, (1, 2, 1), 17, cut);
    }

    [OpenClFact]
    public void SeveralSourcesAreSummedAtOnce()
    {
        Random random = new(6);
        foreach (int seed in Enumerable.Range(0, 12))
        {
            ConvShape shape = Shapes.Any(random, seed);
            foreach (bool adjoint in (bool[])[false, true])
                Agrees(random, shape, adjoint, (2, 3, 1), 3, null);
        }
    }

    /// <param name="random">Where numbers come from.</param>
    /// <param name="shape">The layer.</param>
    /// <param name="adjoint">The direction.</param>
    /// <param name="rows">Samples, columns and rows of the layer that make a row of the units.</param>
    /// <param name="sums">How many.</param>
    /// <param name="cut">Of products; null for plain sums.</param>
    private void Agrees(
        Random random,
        ConvShape shape,
        bool adjoint,
        (int Samples, int Columns, int Parts) rows,
        int sums,
        string? cut
    )
    {
        ProductGeometry geometry = new(shape, adjoint);
        int count = rows.Samples * rows.Columns * rows.Parts;
        DeviceUnits source = Units(shape, adjoint, rows.Parts),
            target = Units(shape, !adjoint, rows.Parts);
        Plane weights = Arrays.Random(random, shape.WeightSize),
            one = new NativeBuffer((nint)target.Size * rows.Samples * rows.Columns).Plane,
            other = new NativeBuffer(one.Length).Plane;
        Operands from = new(random, source, rows.Samples, rows.Columns),
            to = new(random, target, rows.Samples, rows.Columns);
        // each source with maps in turn, so that some share a source and some a map
        ProductTerm[] terms = [.. Enumerable.Range(0, sums).Select(p => new ProductTerm(p * 3 % 4, p / 2 % 4))];
        Plane[] values =
        [
            .. terms.Select(t => Sum(shape, adjoint, count, from.Source(t.Source), weights, cut is null ? -1 : t.Map)),
        ];
        for (int i = 0; i < one.Length; i++)
        {
            Operands.Place at = to.At(i);
            one[i] = values[0][i] + (values[1][i] * to.C[at.Channel]);
            float rest = to.P[at.Position];
            for (int p = 1; p < sums; p++)
                rest -= values[p][i];
            other[i] = rest * to.S[at.Sample];
        }
        DeviceRun first = bench.Result(one.Length),
            second = bench.Result(one.Length);
        KernelPolicy policy = new()
        {
            Maps = MapTexts,
            Sources = SourceTexts,
            Products = terms,
            Store = $"""
                const float rest = at_q[i.position]{string.Concat(
                    Enumerable.Range(1, sums - 1).Select(p => $" - v{p}")
                )};
                to_one[i.full] = v0 + v1 * at_d[i.channel];
                to_other[i.full] = rest * at_t[i.sample];
                """,
            Operands = ["at_x", "at_s", "at_p", "at_c", "at_r", "at_n", "at_t", "at_q", "at_d", "to_one", "to_other"],
        };
        DeviceRun[] operands =
        [
            .. ((Plane[])[from.X, from.S, from.P, from.C, from.R, from.N, to.S, to.P, to.C]).Select(bench.Put),
            first,
            second,
        ];
        DeviceRun table = bench.Table(geometry.Numbers);
        KernelLaunch launch = cut is null
            ? DeviceProduct.Sums(bench.Own, policy, operands, geometry, table, count, rows.Columns, source, target)
            : DeviceProduct.Launch(
                bench.Cut(cut),
                policy,
                operands,
                geometry,
                table,
                count,
                rows.Columns,
                source,
                target,
                bench.Put(weights)
            );
        bench.Gives(one, launch, first, Tolerance);
        bench.Holds(other, second, Tolerance);
    }

    private static Plane Sum(in ConvShape shape, bool adjoint, int count, Plane source, Plane weights, int map)
    {
        Plane sum = new NativeBuffer(count * (adjoint ? shape.InputSize : shape.OutputSize)).Plane;
        Plane mapped = Arrays.Copy(weights);
        foreach (ref float w in mapped.Span)
            w = map switch
            {
                -1 => 1,
                0 => MathF.Max(0, w),
                1 => MathF.Min(0, w),
                2 => w * w,
                _ => w,
            };
        if (adjoint)
            Product.Backward<Identity>(shape, count, source, mapped, sum, 1);
        else
            Product.Forward<Identity>(shape, count, source, mapped, sum, 1);
        return sum;
    }

    private static DeviceUnits Units(in ConvShape shape, bool outputs, int parts) =>
        outputs
            ? new(parts * shape.OutputSize, shape.OutHeight * shape.OutWidth)
            : new(parts * shape.InputSize, shape.Height * shape.Width);

    /// <summary>Operands of every kind over [samples·columns, Size].</summary>
    private sealed class Operands(Random random, DeviceUnits units, int samples, int columns)
    {
        public Plane X { get; } = Arrays.Random(random, samples * columns * (nint)units.Size);

        public Plane S { get; } = Arrays.Random(random, samples * (nint)units.Size);

        public Plane P { get; } = Arrays.Random(random, (nint)units.Size);

        public Plane C { get; } = Arrays.Random(random, (nint)(units.Size / units.Length));

        public Plane R { get; } = Arrays.Random(random, samples * columns);

        public Plane N { get; } = Arrays.Random(random, samples);

        public Place At(nint full)
        {
            nint row = (nint)(full / units.Size),
                position = (nint)(full % units.Size);
            return new(
                row,
                row / columns,
                (nint)(row / columns * units.Size + position),
                position,
                (nint)(position / units.Length)
            );
        }

        /// <summary>What the texts of the sources say.</summary>
        public Plane Source(int number)
        {
            Plane source = Arrays.Copy(X);
            for (int i = 0; i < source.Length; i++)
            {
                Place at = At(i);
                source[i] = number switch
                {
                    0 => X[i],
                    1 => X[i] * X[i],
                    2 => (X[i] * S[at.Sample]) + P[at.Position],
                    _ => (X[i] * C[at.Channel]) + R[at.Row] - N[at.Number],
                };
            }
            return source;
        }

        public readonly record struct Place(nint Row, nint Number, nint Sample, nint Position, nint Channel);
    }
}
