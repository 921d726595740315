namespace RuleCompiler.Kernels;

/// <summary>
/// A dense layer (or its adjoint) on many samples: rows are samples, columns the target's numbers, the depth the
/// source's numbers; the weights are the right factor.
/// </summary>
/// <typeparam name="G">g(w).</typeparam>
/// <param name="asked">Its source [N, depth], its weights [outputs, inputs], its first target [N, columns].</param>
/// <param name="packed">Whether panels of the weights have been packed as they are.</param>
internal readonly unsafe struct DenseOperands<G>(in LayerProduct asked, bool packed) : IOperands
    where G : IWeightMap
{
    private readonly float* source = asked.Source.Start,
        weights = asked.Weights.Start,
        target = asked.First.Start;
    private readonly int inputs = asked.Shape.Channels,
        outputs = asked.Shape.OutChannels;
    private readonly bool adjoint = asked.Adjoint;

    /// <inheritdoc/>
    public int Units => adjoint ? outputs : inputs;

    /// <inheritdoc/>
    public int UnitDepth => 1;

    /// <inheritdoc/>
    public bool LiesInRows => adjoint;

    /// <inheritdoc/>
    public nint RowStride => adjoint ? inputs : outputs;

    /// <inheritdoc/>
    public float* Target => target;

    /// <inheritdoc/>
    public void PackLeft(int row, int rows, int height, int unit, int units, float* panel)
    {
        if (rows < height)
            new Span<float>(panel, units * height).Clear();
        Interleave<Identity>.Pack(source + (nint)row * Units + unit, Units, rows, units, panel, height);
    }

    /// <inheritdoc/>
    public void PackRight(nint column, int columns, int width, int unit, int units, float* panel)
    {
        if (packed)
        {
            Interleave<G>.Map(panel, (nint)units * width);
            return;
        }
        if (columns < width)
            new Span<float>(panel, units * width).Clear();
        if (adjoint)
            Interleave<G>.PackColumns(weights + (nint)unit * inputs + column, inputs, columns, units, panel, width);
        else
            Interleave<G>.Pack(weights + column * inputs + unit, inputs, columns, units, panel, width);
    }

    /// <inheritdoc/>
    public bool Locate(nint column, int columns, nint* places)
    {
        for (int j = 0; j < columns; j++)
            places[j] = column + j;
        return true;
    }
}
