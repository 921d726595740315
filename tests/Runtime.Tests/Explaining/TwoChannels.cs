using static RuleCompiler.Scalars;

namespace RuleCompiler.Runtime.Tests.Explaining;

public readonly record struct Sums(float Up, float Down) : ISlots;

public readonly record struct Two(float First, float Second) : IChannels;

public readonly record struct TwoShares(Sums First, Sums Second) : IChannels;

/// <summary>Two relevances travel down together: along positive and along negative contributions.</summary>
[Rule]
public sealed partial record Apart : Rule
{
    private Sums Contribution(float a, float w) => new(Pos(a * w), Neg(a * w));

    private TwoShares Share(Two r, Sums z) =>
        new(new(r.First / Away(z.Up, 0.1f), 0), new(0, r.Second / Away(z.Down, 0.1f)));

    private Two Backward(Two r) => r;
}

[Composite]
public sealed partial class AllApart
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            Dense or Conv2d or ReLU => new Apart(),
            _ => null,
        };
}

[Explainer<SmallNetwork, AllApart>]
public sealed partial class SmallApart;

/// <summary>A mean and columns of deviations travel up.</summary>
public readonly record struct MeanAndFactors(float Mean, [Columns] float Factor) : ICarrier<MeanAndFactors>
{
    public static MeanAndFactors Constant => new(1, 0);
}

[Rule]
public sealed partial record Carry : Rule
{
    private MeanAndFactors Forward(MeanAndFactors a, float w) => new(a.Mean * w, a.Factor * w);

    private MeanAndFactors Forward(MeanAndFactors x) => new(Pos(x.Mean), x.Mean > 0 ? x.Factor : 0);
}

[Composite]
public sealed partial class AllCarry
{
    public static Rule? For(Layer layer) =>
        layer switch
        {
            _ => new Carry(),
        };
}

[Explainer<SmallNetwork, AllCarry>]
public sealed partial class SmallPropagator;
