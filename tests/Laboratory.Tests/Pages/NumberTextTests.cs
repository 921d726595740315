using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Tests.Pages;

public sealed class NumberTextTests
{
    [Theory]
    [InlineData(0.0, "0")]
    [InlineData(1.0, "1")]
    [InlineData(0.03124, "0.0312")]
    [InlineData(0.9996, "1")]
    [InlineData(12.345, "12.3")]
    [InlineData(4321.0, "4321")]
    [InlineData(0.001, "0.001")]
    [InlineData(0.00099, "9.9·10⁻⁴")]
    [InlineData(3.24e-14, "3.2·10⁻¹⁴")]
    [InlineData(1e-9, "10⁻⁹")]
    [InlineData(2.5e7, "2.5·10⁷")]
    [InlineData(-0.25, "−0.25")]
    [InlineData(double.NaN, "no value")]
    [InlineData(double.PositiveInfinity, "∞")]
    public void Numbers_are_written_as_people_read_them(double value, string text) =>
        Assert.Equal(text, NumberText.Of(value));
}
