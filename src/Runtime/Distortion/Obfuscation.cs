namespace RuleCompiler;

/// <summary>
/// y(s) = T(c⊙s + G(c, s, c(n))⊙(1−s)) for one input and one draw, and what a gradient with respect to y says of s.
/// Source: macdonald2019rate, eq. 2. One instance for each thread: it keeps its room.
/// </summary>
internal sealed class Obfuscation(int size, SignalComponents? components, IInfill? infill)
{
    private readonly double[] _mixed = new double[size];
    private readonly double[] _drawn = new double[size];
    private readonly double[] _filled = new double[size];
    private readonly double[] _pulled = new double[size];

    /// <summary>Writes y.</summary>
    /// <param name="input">The input's components, [d].</param>
    /// <param name="map">s, [d].</param>
    /// <param name="draw">The draw's components, [d].</param>
    /// <param name="signal">Receives y, [d].</param>
    public void Apply(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> draw,
        Span<double> signal
    )
    {
        Mix(input, map, draw);
        if (components is null)
            _mixed.CopyTo(signal);
        else
            components.Synthesise(_mixed, signal);
    }

    /// <summary>Adds the gradient with respect to s, from one with respect to y.</summary>
    /// <param name="input">The input's components, [d].</param>
    /// <param name="map">s, [d].</param>
    /// <param name="draw">The draw's components, [d].</param>
    /// <param name="gradient">With respect to y, [d].</param>
    /// <param name="scale">A factor of what is added.</param>
    /// <param name="into">Has the gradient with respect to s added to it, [d].</param>
    public void Pull(
        ReadOnlySpan<double> input,
        ReadOnlySpan<double> map,
        ReadOnlySpan<double> draw,
        ReadOnlySpan<double> gradient,
        double scale,
        Span<double> into
    )
    {
        Mix(input, map, draw);
        if (components is null)
            gradient.CopyTo(_pulled);
        else
            components.Pull(_mixed, gradient, _pulled);
        for (int j = 0; j < size; j++)
        {
            double g = scale * _pulled[j];
            into[j] += g * (input[j] - _filled[j]);
            _pulled[j] = g * (1 - map[j]);
        }

        infill?.Pull(input, map, _drawn, _filled, _pulled, into);
    }

    private void Mix(ReadOnlySpan<double> input, ReadOnlySpan<double> map, ReadOnlySpan<double> draw)
    {
        draw.CopyTo(_drawn);
        components?.Align(input, _drawn);
        if (infill is null)
            _drawn.CopyTo(_filled, 0);
        else
            infill.Fill(input, map, _drawn, _filled);
        for (int j = 0; j < size; j++)
            _mixed[j] = (input[j] * map[j]) + (_filled[j] * (1 - map[j]));
    }
}
