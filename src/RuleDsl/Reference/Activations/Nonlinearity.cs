namespace RuleCompiler.Reference;

/// <summary>An elementwise function with its derivative.</summary>
/// <param name="Value">The function of an input and of its unit.</param>
/// <param name="Slope">The derivative; at a kink that of the branch below it.</param>
internal sealed record Nonlinearity(Func<double, int, double> Value, Func<double, int, double> Slope)
{
    /// <summary>A function that is the same at all units.</summary>
    public static Nonlinearity Of(Func<double, double> value, Func<double, double> slope) =>
        new((x, _) => value(x), (x, _) => slope(x));
}
