namespace RuleCompiler;

/// <summary>
/// The moments of y(s) as a propagator takes them, and what a derivative with respect to them says of s. Source:
/// macdonald2019rate, section 4.2.
/// </summary>
internal sealed class AdfInputs
{
    private readonly SignalComponents? _components;
    private readonly double[] _x;
    private readonly double[] _mean;
    private readonly double[] _spread; // V[n], [1, d], or the factor, [r, d]
    private readonly double[] _mixed;
    private readonly double[] _signal;
    private float[][] _members =
    [
        [],
        [],
    ];

    public AdfInputs(
        ReadOnlySpan<float> inputs,
        ReferenceDistribution reference,
        SignalComponents? components,
        bool hasFactor
    )
    {
        (_components, Size, HasFactor) = (components, reference.Size, hasFactor);
        (_mixed, _signal) = (new double[Size], new double[Size]);
        _x = Analysed(inputs);
        _mean = Analysed(reference.Mean);
        _spread = hasFactor ? Analysed(reference.Factor) : Doubles(reference.Variance);
    }

    public int Size { get; }

    public bool HasFactor { get; }

    /// <summary>The members at the input: E[y], and V[y] or the factor; valid until the next call.</summary>
    /// <param name="images">[n]</param>
    /// <param name="maps">s of each, [n, d] or more.</param>
    public float[][] Fill(ReadOnlySpan<int> images, ReadOnlySpan<double> maps)
    {
        int rows = _spread.Length / Size;
        if (_members[0].Length != images.Length * Size)
            _members = [new float[images.Length * Size], new float[images.Length * rows * Size]];
        for (int i = 0; i < images.Length; i++)
        {
            ReadOnlySpan<double> s = maps.Slice(i * Size, Size),
                x = _x.AsSpan(images[i] * Size, Size);
            for (int j = 0; j < Size; j++)
                _mixed[j] = (x[j] * s[j]) + (_mean[j] * (1 - s[j]));
            Write(_members[0].AsSpan(i * Size, Size));
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<double> q = _spread.AsSpan(row * Size, Size);
                for (int j = 0; j < Size; j++)
                    _mixed[j] = (1 - s[j]) * (HasFactor ? 1 : 1 - s[j]) * q[j];
                Write(_members[1].AsSpan(((i * rows) + row) * Size, Size));
            }
        }

        return _members;
    }

    /// <summary>The derivative with respect to s.</summary>
    /// <param name="images">[n]</param>
    /// <param name="maps">s of each, [n, d].</param>
    /// <param name="members">With respect to the members, as <see cref="Fill"/> has them.</param>
    /// <param name="gradients">Receives [n, d].</param>
    public void Pull(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, float[][] members, Span<double> gradients)
    {
        int rows = _spread.Length / Size;
        for (int i = 0; i < images.Length; i++)
        {
            ReadOnlySpan<double> s = maps.Slice(i * Size, Size),
                x = _x.AsSpan(images[i] * Size, Size);
            Span<double> gradient = gradients.Slice(i * Size, Size);
            ReadOnlySpan<double> pulled = Read(members[0].AsSpan(i * Size, Size));
            for (int j = 0; j < Size; j++)
                gradient[j] = pulled[j] * (x[j] - _mean[j]);
            for (int row = 0; row < rows; row++)
            {
                ReadOnlySpan<double> q = _spread.AsSpan(row * Size, Size);
                pulled = Read(members[1].AsSpan(((i * rows) + row) * Size, Size));
                for (int j = 0; j < Size; j++)
                    gradient[j] -= pulled[j] * (HasFactor ? 1 : 2 * (1 - s[j])) * q[j];
            }
        }
    }

    private void Write(Span<float> member)
    {
        _components?.Synthesise(_mixed, _signal);
        ReadOnlySpan<double> from = _components is null ? _mixed : _signal;
        for (int j = 0; j < Size; j++)
            member[j] = (float)from[j];
    }

    private ReadOnlySpan<double> Read(ReadOnlySpan<float> member)
    {
        for (int j = 0; j < Size; j++)
            _signal[j] = member[j];
        if (_components is null)
            return _signal;
        _components.Analyse(_signal, _mixed);
        return _mixed;
    }

    private double[] Analysed(ReadOnlySpan<float> rows)
    {
        double[] signals = Doubles(rows);
        if (_components is null)
            return signals;
        double[] components = new double[rows.Length];
        for (int at = 0; at < rows.Length; at += Size)
            _components.Analyse(signals.AsSpan(at, Size), components.AsSpan(at, Size));
        return components;
    }

    private static double[] Doubles(ReadOnlySpan<float> values)
    {
        double[] doubles = new double[values.Length];
        for (int i = 0; i < doubles.Length; i++)
            doubles[i] = values[i];
        return doubles;
    }
}
