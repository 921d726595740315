namespace RuleCompiler.Laboratory.Operators;

/// <summary>
/// The propagation matrix of a compiled explainer on one input, as an operator: relevance at the output of a layer goes
/// in, relevance at the output of a layer below, or at the network's input, comes out (sixt2020when, eq. 5 to 8). A rule
/// of several channels has its channels one after another in both.
/// </summary>
/// <remarks>
/// <see cref="Apply"/> is the explainer's own backward pass in float32, one pass for a block of columns. The pass has no
/// transpose: the first <see cref="ApplyTranspose"/> sends every unit vector down and keeps what is not zero of the
/// images (<see cref="Stored"/>); from then on both read these, so that they belong to one matrix.
/// </remarks>
public sealed class PropagationOperator : ILinearOperator
{
    /// <summary>A pass is taken as linear if it is to this part of the largest relevance: float32 rounds to less.</summary>
    private const double LinearWithin = 1e-3;

    private const long DefaultMostBytes = 1L << 30;

    private readonly Explainer _explainer;
    private readonly float[] _input;
    private readonly ColumnPass _pass;
    private CompressedColumns? _stored;

    private PropagationOperator(
        Explainer explainer,
        ReadOnlySpan<float> input,
        string from,
        string? to,
        long mostBytes = DefaultMostBytes
    )
    {
        MostBytes = mostBytes;
        (_explainer, _input) = (explainer, input.ToArray());
        InputCheck.One(explainer.Layout, input, nameof(input));
        _pass = ColumnPass.Of(explainer, from, to);
        (From, To) = (from, to);
        LinearityError = MeasureLinearity();
        if (double.IsNaN(LinearityError))
            throw new ArgumentException(
                $"'{explainer.GetType().Name}' gives relevance from '{from}' to {Name(to)} that is not finite on this input; a rule "
                    + "that divides without a stabiliser, such as Lrp0, has no matrix where a sum is 0.",
                nameof(explainer)
            );
        if (LinearityError > LinearWithin)
            throw new ArgumentException(
                $"'{explainer.GetType().Name}' is not linear in relevance from '{from}' to {Name(to)}: f(x − 2y) and f(x) − 2f(y) "
                    + $"differ by {LinearityError:g3} of the largest relevance. Rules such as Guided, Deconvolution or RectifiedGradient "
                    + "have no propagation matrix; measure them with Convergence, or take layers that have none of these rules.",
                nameof(explainer)
            );
    }

    /// <summary>The layer at whose output relevance starts.</summary>
    public string From { get; }

    /// <summary>The layer at whose output relevance arrives; null for the network's input.</summary>
    public string? To { get; }

    /// <inheritdoc/>
    public int Rows => _pass.Rows;

    /// <inheritdoc/>
    public int Columns => _pass.Columns;

    /// <summary>How far f(x − 2y) was from f(x) − 2f(y) for random x and y, as a part of the largest: float32's rounding.</summary>
    public double LinearityError { get; }

    /// <summary>Most bytes that <see cref="Stored"/> may take.</summary>
    public long MostBytes { get; }

    /// <summary>The matrix from a layer's output to a layer's output below it.</summary>
    /// <param name="explainer">The explainer, which must outlive the operator.</param>
    /// <param name="input">One input; it is copied.</param>
    /// <param name="from">The layer at whose output relevance starts.</param>
    /// <param name="to">The layer at whose output it arrives; null for the network's input, after the composite's Finish.</param>
    /// <param name="mostBytes">Most bytes for the stored matrix; 1 GiB unless given.</param>
    /// <exception cref="ArgumentException">
    /// There is no such layer, or relevance does not reach one from the other; or the input does not fit; or the pass is
    /// not linear in relevance, or gives numbers that are not finite.
    /// </exception>
    public static PropagationOperator Of(
        Explainer explainer,
        ReadOnlySpan<float> input,
        string from,
        string? to = null,
        long mostBytes = DefaultMostBytes
    )
    {
        ArgumentNullException.ThrowIfNull(explainer);
        ArgumentNullException.ThrowIfNull(from);
        return new(explainer, input, from, to, mostBytes);
    }

    /// <summary>The matrix of one layer: from its output to what it reads.</summary>
    /// <inheritdoc cref="Of"/>
    public static PropagationOperator OfLayer(Explainer explainer, ReadOnlySpan<float> input, string layer)
    {
        ArgumentNullException.ThrowIfNull(explainer);
        LayerNode node = LayerOrder.Find(explainer, layer);
        return node.Inputs is [int only]
            ? new(explainer, input, layer, only == LayerGraph.Input ? null : explainer.Graph.Layers[only].Layer.Name)
            : throw new ArgumentException(
                $"'{layer}' reads {node.Inputs.Length} layers; name the one where relevance is to arrive.",
                nameof(layer)
            );
    }

    /// <summary>
    /// The factors A_1, A_2, … of the matrix from the output of the last layer with weights to the input, from the lowest
    /// up, so that their product in this order is the whole: between layers with weights, or sums, that all paths pass.
    /// </summary>
    /// <inheritdoc cref="Of"/>
    public static IReadOnlyList<PropagationOperator> Chain(Explainer explainer, ReadOnlySpan<float> input)
    {
        ArgumentNullException.ThrowIfNull(explainer);
        string?[] ends = [null, .. LayerOrder.PassedByAll(explainer)];
        List<PropagationOperator> chain = [];
        for (int l = 1; l < ends.Length; l++)
            chain.Add(new(explainer, input, ends[l]!, ends[l - 1]));
        return chain;
    }

    /// <inheritdoc/>
    public void Apply(ReadOnlySpan<double> x, Span<double> y, int count)
    {
        if (_stored is not null)
        {
            _stored.Apply(x, y, count);
            return;
        }

        Blocks.Check(x, Columns, y, Rows, count);
        for (int first = 0, some; first < count; first += some)
        {
            some = Math.Min(_pass.AtOnce, count - first);
            _pass.Run(
                _explainer,
                _input,
                x.Slice(first * Columns, some * Columns),
                y.Slice(first * Rows, some * Rows),
                some
            );
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The stored matrix needs more than <see cref="MostBytes"/>.</exception>
    public void ApplyTranspose(ReadOnlySpan<double> x, Span<double> y, int count) =>
        Stored().ApplyTranspose(x, y, count);

    /// <summary>
    /// The matrix, entry by entry where it is not zero: <see cref="Columns"/> unit vectors go down, in blocks. A dense
    /// layer's takes 8 bytes for each entry; a convolution's 8 for each of an output and an input that meet in a window.
    /// </summary>
    /// <exception cref="InvalidOperationException">It needs more than <see cref="MostBytes"/>.</exception>
    public CompressedColumns Stored()
    {
        if (_stored is not null)
            return _stored;
        CompressedColumns columns = new(Rows, Columns);
        int atOnce = Math.Min(_pass.AtOnce, Columns);
        double[] units = new double[checked(atOnce * Columns)],
            images = new double[checked(atOnce * Rows)];
        for (int first = 0, some; first < Columns; first += some)
        {
            some = Math.Min(atOnce, Columns - first);
            Array.Clear(units);
            for (int c = 0; c < some; c++)
                units[(c * Columns) + first + c] = 1;
            Apply(units.AsSpan(0, some * Columns), images.AsSpan(0, some * Rows), some);
            for (int c = 0; c < some; c++)
                columns.Add(images.AsSpan(c * Rows, Rows));
            RequireRoom(columns, first + some);
        }

        return _stored = columns;
    }

    /// <summary>The whole matrix, zeros too; for small layers.</summary>
    /// <exception cref="InvalidOperationException">It needs more than <see cref="MostBytes"/>.</exception>
    public DenseOperator ToDense()
    {
        if (8L * Rows * Columns > MostBytes || (long)Rows * Columns > Array.MaxLength)
            throw TooLarge($"would take {8L * Rows * Columns} bytes with its zeros");
        return new(Stored().ToMatrix());
    }

    private double MeasureLinearity()
    {
        double[] x = new double[3 * Columns],
            y = new double[3 * Rows];
        SampleRandom random = new(0, 0);
        for (int i = 0; i < Columns; i++)
        {
            (x[i], x[Columns + i]) = (random.Normal(), random.Normal());
            x[(2 * Columns) + i] = x[i] - (2 * x[Columns + i]);
        }

        Apply(x, y, 3);
        double most = 0,
            off = 0;
        for (int i = 0; i < Rows; i++)
        {
            most = Math.Max(most, Math.Max(Math.Abs(y[i]), Math.Abs(y[Rows + i])));
            // of infinities the difference is NaN, which Max keeps
            off = Math.Max(off, Math.Abs(y[i] - (2 * y[Rows + i]) - y[(2 * Rows) + i]));
        }

        return most == 0 ? off : off / most;
    }

    private void RequireRoom(CompressedColumns columns, int done)
    {
        if (columns.Bytes > MostBytes)
            throw TooLarge($"takes {columns.Bytes} bytes after {done} of its {Columns} columns");
    }

    private InvalidOperationException TooLarge(string why) =>
        new(
            $"The matrix from '{From}' to {Name(To)}, {Rows} × {Columns}, {why}; MostBytes allows {MostBytes}. Raise it, take the "
                + "factors of PropagationOperator.Chain one by one (their matrices are sparse), or use what needs no transpose: "
                + "Apply, and Convergence."
        );

    private static string Name(string? to) => to is null ? "the input" : $"'{to}'";
}
