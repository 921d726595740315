using RuleCompiler.Laboratory.Pages;
using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Tests.Pages;

public sealed class ValueAxisTests
{
    [Fact]
    public void Decades_hold_the_values_and_zeros_get_one_of_their_own()
    {
        ValueAxis axis = Axis(0.8, 3e-14);
        Assert.Equal((1e-14, 1), (axis.Low, axis.High), Near);
        ValueAxis withZero = Axis(0.8, 3e-14, 0);
        Assert.Equal((1e-15, 1), (withZero.Low, withZero.High), Near);
        Assert.Equal(-1, withZero.Beyond(0));
        Assert.Equal(0, withZero.Beyond(3e-14));
        Assert.Equal(0, withZero.Place(0));
        Assert.Equal(withZero.Low, withZero.Clamp(0));
    }

    [Fact]
    public void What_no_double_can_mean_is_drawn_as_zeros_are()
    {
        ValueAxis axis = Axis(0.5, 1e-300, double.Epsilon, -1e-17);
        Assert.Equal(0.01, axis.Low, 1e-9);
        Assert.Equal(-1, axis.Beyond(1e-300));
        Assert.Equal(-1, axis.Beyond(-1e-17));
    }

    [Fact]
    public void Infinity_lies_on_the_upper_edge()
    {
        ValueAxis axis = Axis(2, 30, double.PositiveInfinity);
        Assert.Equal((1, 1000), (axis.Low, axis.High), Near);
        Assert.Equal(1, axis.Beyond(double.PositiveInfinity));
        Assert.Equal(1, axis.Place(double.PositiveInfinity));
    }

    [Fact]
    public void A_decade_is_as_high_as_the_next()
    {
        ValueAxis axis = Axis(1e-4, 1);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1], axis.Ticks.Select(t => Math.Round(axis.Place(t.At), 9)));
        Assert.Equal(["10⁻⁴", "10⁻³", "0.01", "0.1", "1"], axis.Ticks.Select(t => t.Text));
    }

    [Fact]
    public void Without_a_value_there_is_an_axis_all_the_same()
    {
        ValueAxis axis = Axis(double.NaN);
        Assert.True(axis.Low < axis.High);
        Assert.True(double.IsNaN(axis.Place(double.NaN)));
        Assert.Equal(0, axis.Beyond(double.NaN));
    }

    [Fact]
    public void Even_ticks_are_round_and_lie_within_a_range_that_was_asked_for()
    {
        ValueAxis asked = ValueAxis.Of(Chart(ValueScale.Linear, 0.3, 0.4) with { Range = (0, 1) });
        Assert.Equal(["0", "0.2", "0.4", "0.6", "0.8", "1"], asked.Ticks.Select(t => t.Text));
        ValueAxis found = ValueAxis.Of(Chart(ValueScale.Linear, -0.3, 1.9));
        Assert.Equal((-0.5, 2), (found.Low, found.High), Near);
        Assert.Equal(["−0.5", "0", "0.5", "1", "1.5", "2"], found.Ticks.Select(t => t.Text));
        ValueAxis flat = ValueAxis.Of(Chart(ValueScale.Linear, 3, 3));
        Assert.True(flat.Low < 3 && flat.High > 3);
    }

    private static ValueAxis Axis(params double[] values) => ValueAxis.Of(Chart(ValueScale.Logarithmic, values));

    private static LineChart Chart(ValueScale scale, params double[] values) =>
        new("t", [.. values.Select((_, i) => $"l{i}")], [new LineSeries("m", values)]) { Scale = scale };

    /// <summary>Powers of ten are rounded.</summary>
    private static bool Near((double A, double B) x, (double A, double B) y) =>
        Math.Abs(x.A - y.A) <= 1e-12 * Math.Abs(x.A) && Math.Abs(x.B - y.B) <= 1e-12 * Math.Abs(x.B);
}
