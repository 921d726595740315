namespace RuleCompiler;

/// <summary>The relevance that starts at the output: at one target for each sample, given, or none (a prediction).</summary>
internal readonly ref struct OutputStart
{
    private readonly ReadOnlySpan<int> _targets;
    private readonly ReadOnlySpan<float> _values;
    private readonly OutputRelevance _kind;
    private readonly RelevanceStart? _made;

    private OutputStart(ReadOnlySpan<int> targets, ReadOnlySpan<float> values, OutputRelevance kind, int columns)
    {
        _targets = targets;
        _values = values;
        _kind = kind;
        Columns = columns;
        Explains = true;
    }

    private OutputStart(RelevanceStart made, int columns)
    {
        _made = made;
        Columns = columns;
        Explains = true;
    }

    /// <summary>Whether there is anything to explain.</summary>
    public bool Explains { get; }

    /// <summary>Relevances that go down for each sample.</summary>
    public int Columns { get; }

    /// <summary>No relevance: a prediction.</summary>
    public static OutputStart None => default;

    /// <summary>One target for each sample.</summary>
    /// <exception cref="ArgumentException">Their number is not that of the samples.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such output, or no such start.</exception>
    public static OutputStart At(
        ExplainerLayout layout,
        ReadOnlySpan<int> targets,
        int samples,
        OutputRelevance kind,
        string parameter
    )
    {
        if (targets.Length != samples)
            throw new ArgumentException(
                $"There are {targets.Length} targets for {samples} inputs; give one for each.",
                parameter
            );
        foreach (int target in targets)
        {
            if ((uint)target >= (uint)layout.OutputSize)
                throw new ArgumentOutOfRangeException(
                    parameter,
                    target,
                    $"There is no such output: those of the network '{layout.Network}' are 0 to {layout.OutputSize - 1}."
                );
        }

        return kind is OutputRelevance.Logit or OutputRelevance.One
            ? new(targets, default, kind, 1)
            : throw new ArgumentOutOfRangeException("start", kind, "Relevance starts as Logit or One.");
    }

    /// <summary>One or several relevances for each output of each sample.</summary>
    /// <exception cref="ArgumentException">Their number does not fit, or one is not finite.</exception>
    public static OutputStart Given(ExplainerLayout layout, ReadOnlySpan<float> values, int samples, string parameter)
    {
        long each = (long)samples * layout.OutputSize;
        if (values.Length == 0 || values.Length % each != 0)
            throw new ArgumentException(
                $"The output relevance has {values.Length} values; give {each} ({samples} inputs of {layout.OutputSize} outputs), "
                    + "or a multiple of that for several columns.",
                parameter
            );
        RequireFinite(values, parameter);
        return new(default, values, default, (int)(values.Length / each));
    }

    /// <summary>One relevance for each output of one sample.</summary>
    /// <exception cref="ArgumentException">Their number does not fit, or one is not finite.</exception>
    public static OutputStart One(ExplainerLayout layout, ReadOnlySpan<float> values, string parameter)
    {
        if (values.Length != layout.OutputSize)
            throw new ArgumentException(
                $"The output relevance has {values.Length} values; give {layout.OutputSize}, one for each output of the network "
                    + $"'{layout.Network}'.",
                parameter
            );
        RequireFinite(values, parameter);
        return new(default, values, default, 1);
    }

    /// <summary>One or several relevances for each output of each sample, made of the outputs.</summary>
    public static OutputStart Made(RelevanceStart start, int columns) => new(start, columns);

    /// <summary>Writes the relevance of some samples.</summary>
    /// <param name="first">The first sample.</param>
    /// <param name="outputs">The samples' outputs.</param>
    /// <param name="size">The number of outputs of one sample.</param>
    /// <param name="relevance">Receives [samples, columns, outputs].</param>
    public void Write(int first, ReadOnlySpan<float> outputs, int size, Span<float> relevance)
    {
        if (!_values.IsEmpty)
        {
            _values.Slice(first * Columns * size, relevance.Length).CopyTo(relevance);
            return;
        }

        relevance.Clear();
        if (_made is not null)
        {
            Make(_made, first, outputs, size, relevance);
            return;
        }

        for (int n = 0; n * size < relevance.Length; n++)
        {
            int at = (n * size) + _targets[first + n];
            relevance[at] = _kind == OutputRelevance.One ? 1 : outputs[at];
        }
    }

    private void Make(RelevanceStart made, int first, ReadOnlySpan<float> outputs, int size, Span<float> relevance)
    {
        double[] values = new double[size];
        double[] begin = new double[Columns * size];
        for (int n = 0; n * begin.Length < relevance.Length; n++)
        {
            for (int k = 0; k < size; k++)
                values[k] = outputs[(n * size) + k];
            Array.Clear(begin);
            made(first + n, values, begin);
            for (int i = 0; i < begin.Length; i++)
                relevance[(n * begin.Length) + i] = (float)begin[i];
        }
    }

    private static void RequireFinite(ReadOnlySpan<float> values, string parameter)
    {
        int bad = values.IndexOfAnyNotFinite();
        if (bad >= 0)
            throw new ArgumentException(
                $"The output relevance holds {values[bad]} at index {bad}; every value must be finite.",
                parameter
            );
    }
}
