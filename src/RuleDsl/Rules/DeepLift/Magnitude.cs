using static RuleCompiler.Scalars;

namespace RuleCompiler;

/// <summary>
/// The magnitude Δ⁺ − Δ⁻ of the parts of a difference from the reference. With Δ⁺ + Δ⁻ = x − x0 it says what both are:
/// Δ± = ½(x − x0 ± Total); carried alone it costs one product where the two parts would cost two.
/// </summary>
/// <param name="Total">
/// The magnitude; never below |x − x0| but behind a nonlinearity that falls somewhere, where Δ⁺ is what the positive
/// part of its input adds, of whatever sign.
/// </param>
public record struct Magnitude(float Total) : ICarrier<Magnitude>
{
    /// <summary>A bias does not differ from itself.</summary>
    public static Magnitude Constant => new(0);

    /// <summary>A difference that nothing takes apart is all in the part of its sign.</summary>
    public static Magnitude Initial(float a, float a0) => new(Abs(a - a0));
}
