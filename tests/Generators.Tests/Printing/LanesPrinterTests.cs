using RuleCompiler.Generators.Emission;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Tests.Printing;

/// <summary>What formulas have in common is computed once.</summary>
public sealed class LanesPrinterTests
{
    private static readonly Expr Mean = new Name("m");
    private static readonly Expr Deviation = Of(Op.Sqrt, new Name("v"));

    [Fact]
    public void MeanAndVarianceOfOneRectifiedValueAreComputedAtOnce()
    {
        var (locals, results) = new LanesPrinter(n => n).Print([
            Of(Op.RectifiedMean, Mean, Deviation),
            Of(Op.Pos, Of(Op.RectifiedVariance, Mean, Deviation)),
        ]);
        Assert.Equal(["V t0 = V.Sqrt(v);", "V.RectifiedMoments(m, t0, out V t1, out V t2);"], locals);
        Assert.Equal(["t1", "V.Max(t2, V.Zero)"], results);
    }

    [Fact]
    public void MomentsOfDifferentValuesAreNot()
    {
        var (locals, results) = new LanesPrinter(n => n).Print([
            Of(Op.RectifiedMean, Mean, Deviation),
            Of(Op.RectifiedVariance, Of(Op.Negate, Mean), Deviation),
        ]);
        Assert.Equal(["V t0 = V.Sqrt(v);"], locals);
        Assert.Equal(["V.RectifiedMean(m, t0)", "V.RectifiedVariance((-m), t0)"], results);
    }

    private static Apply Of(Op op, params Expr[] args) => new(op, args.ToEquatable());
}
