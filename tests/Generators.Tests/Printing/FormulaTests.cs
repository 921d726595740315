using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Tests.Printing;

/// <summary>Numbers in formulas that people read: none that is not 0 reads 0.</summary>
public sealed class FormulaTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(-0.25, "-0.25")]
    [InlineData(0.53333333333333333, "0.533333")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(0.000001, "0.000001")]
    [InlineData(0.0000015, "1.5e-6")]
    [InlineData(1e-20, "1e-20")]
    [InlineData(-2.5e-7, "-2.5e-7")]
    [InlineData(9999999, "9999999")]
    [InlineData(1.5e30, "1.5e30")]
    public void NumbersAreShortAndNotNothing(double value, string expected) =>
        Assert.Equal(expected, Formula.Print(new Number(value)));
}
