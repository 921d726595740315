namespace RuleCompiler.Kernels;

/// <summary>A convolution or its adjoint by the blocked product.</summary>
/// <typeparam name="G">g(w).</typeparam>
/// <typeparam name="T">The register block.</typeparam>
internal static class Convolution<G, T>
    where G : IWeightMap
    where T : struct, ITile
{
    /// <summary>
    /// Source and target are input and output, or output and input if <paramref name="adjoint"/>; a register may be
    /// read where the source ends if there is <paramref name="slack"/>.
    /// </summary>
    public static void Run(
        in ConvShape shape,
        int count,
        Plane source,
        Plane weights,
        Plane target,
        bool adjoint,
        bool accumulate,
        int threads,
        bool slack = false
    )
    {
        int degree = Workers.Degree(threads, 2 * count * shape.Multiplications);
        var job = new ConvJob<G, T>(shape, count, source, weights, target, adjoint, accumulate, degree, slack);
        Workers.Run(job, job.Items, degree);
    }
}

/// <summary>An item is a piece of one phase of one group.</summary>
internal readonly struct ConvJob<G, T> : IJob
    where G : IWeightMap
    where T : struct, ITile
{
    private readonly ConvShape shape;
    private readonly Plane source,
        weights,
        target;
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
        Plane target,
        bool adjoint,
        bool accumulate,
        int degree,
        bool slack
    )
    {
        (this.shape, this.count, this.adjoint, this.accumulate) = (shape, count, adjoint, accumulate);
        this.slack = slack;
        (this.source, this.weights, this.target) = (source, weights, target);
        int wanted = degree <= 1 ? 1 : (2 * degree + Phases * shape.Groups - 1) / (Phases * shape.Groups);
        cut = Cut.For<T>(Rows, Operands(0, 0).Positions * count, wanted); // phase 0 is the largest
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
        ConvOperands<G> operands = Operands(phase, group);
        nint columns = operands.Positions * count;
        nint column = across * cut.ColumnStep,
            columnEnd = Math.Min(column + cut.ColumnStep, columns);
        int row = down * cut.RowStep,
            rowEnd = Math.Min(row + cut.RowStep, Rows);
        if (column < columnEnd && row < rowEnd)
            Blocked<T, ConvOperands<G>>.Compute(ref operands, row, rowEnd, column, columnEnd, accumulate);
    }

    private ConvOperands<G> Operands(int phase, int group) =>
        ConvOperands<G>.Of(shape, source, weights, target, adjoint, phase, group) with
        {
            Slack = slack,
        };
}
