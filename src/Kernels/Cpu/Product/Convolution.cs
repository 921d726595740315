namespace RuleCompiler.Kernels;

/// <summary>A convolution or its adjoint by the blocked product.</summary>
/// <typeparam name="G0">The first map.</typeparam>
/// <typeparam name="G1">The second map; unused where there is one target.</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class Convolution<G0, G1, T>
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    /// <summary>
    /// Source and targets are input and outputs, or output and inputs if <paramref name="adjoint"/>; a register may be
    /// read where the source ends if there is <paramref name="slack"/>.
    /// </summary>
    public static void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int threads,
        bool slack = false
    )
    {
        int degree = Workers.Degree(threads, 2 * count * shape.Multiplications);
        var job = new ConvJob<G0, G1, T>(
            shape,
            count,
            source,
            weights,
            first,
            second,
            adjoint,
            accumulate,
            degree,
            slack
        );
        Workers.Run(job, job.Items, degree);
    }
}

/// <summary>An item is a piece of one phase of one group.</summary>
internal readonly struct ConvJob<G0, G1, T> : IJob
    where G0 : IWeightMap
    where G1 : IWeightMap
    where T : struct, ITile
{
    private readonly ConvShape shape;
    private readonly Plane source,
        weights,
        first;
    private readonly Plane? second;
    private readonly bool adjoint,
        accumulate,
        slack;
    private readonly int count;
    private readonly Cut cut;

    public ConvJob(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane first,
        Plane? second,
        bool adjoint,
        bool accumulate,
        int degree,
        bool slack
    )
    {
        (this.shape, this.count, this.adjoint, this.accumulate) = (shape, count, adjoint, accumulate);
        this.slack = slack;
        (this.source, this.weights, this.first, this.second) = (source, weights, first, second);
        int wanted = degree <= 1 ? 1 : (2 * degree + Phases * shape.Groups - 1) / (Phases * shape.Groups);
        cut = Cut.For<T>(Rows, Operands<G0>(first, 0, 0).Positions * count, wanted); // phase 0 is the largest
    }

    /// <summary>How many items.</summary>
    public int Items => Phases * shape.Groups * cut.Pieces;

    private int Phases => adjoint ? shape.StrideHeight * shape.StrideWidth : 1;

    private int Rows => (adjoint ? shape.Channels : shape.OutChannels) / shape.Groups;

    /// <inheritdoc/>
    public void Do(int item)
    {
        (item, int piece) = Math.DivRem(item, cut.Pieces);
        (int phase, int group) = Math.DivRem(item, shape.Groups);
        (int across, int down) = Math.DivRem(piece, cut.RowPieces);
        ConvOperands<G0> operands = Operands<G0>(first, phase, group);
        ConvOperands<G1> others = Operands<G1>(second ?? first, phase, group);
        nint columns = operands.Positions * count;
        nint column = across * cut.ColumnStep,
            columnEnd = Math.Min(column + cut.ColumnStep, columns);
        int row = down * cut.RowStep,
            rowEnd = Math.Min(row + cut.RowStep, Rows);
        if (column < columnEnd && row < rowEnd)
            Blocked<T>.Compute(
                ref operands,
                ref others,
                second is not null,
                row,
                rowEnd,
                column,
                columnEnd,
                accumulate
            );
    }

    private ConvOperands<G> Operands<G>(Plane target, int phase, int group)
        where G : IWeightMap =>
        ConvOperands<G>.Of(shape, source, weights, target, adjoint, phase, group) with
        {
            Slack = slack,
        };
}
