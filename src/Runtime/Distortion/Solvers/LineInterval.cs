namespace RuleCompiler;

/// <summary>The steps between which a point that satisfies the Wolfe conditions lies (nocedal2006numerical, section 3.5).</summary>
/// <param name="value">The value at step 0.</param>
/// <param name="slope">The slope at step 0, negative.</param>
internal sealed class LineInterval(double value, double slope)
{
    private double _lowValue = value;
    private double _lowSlope = slope;
    private double _highValue;
    private double _high = double.PositiveInfinity;

    /// <summary>The longest step that is known to descend enough; 0 where none is.</summary>
    public double Low { get; private set; }

    public void CutBelow(double step, double value, double slope) => (Low, _lowValue, _lowSlope) = (step, value, slope);

    public void CutAbove(double step, double value) => (_high, _highValue) = (step, value);

    /// <summary>
    /// The next step: four times the last without an upper end, else where a parabola through both ends is least, kept off
    /// them by a tenth.
    /// </summary>
    public double Next(double longest)
    {
        if (double.IsPositiveInfinity(_high))
            return Math.Min(4 * Low, longest);
        double width = _high - Low;
        double bend = _highValue - _lowValue - (_lowSlope * width);
        double part = bend > 0 ? -_lowSlope * width / (2 * bend) : 0.5;
        return Low + (width * Math.Clamp(part, 0.1, 0.9));
    }
}
