namespace RuleCompiler;

/// <summary>The scalar functions of rules, in single and double precision.</summary>
public static class Scalars
{
    /// <summary>The stabiliser of the field's libraries.</summary>
    public const float DefaultEps = 1e-6f;

    /// <summary>The positive part, max(x, 0).</summary>
    public static float Pos(float x) => x > 0 ? x : 0;

    /// <inheritdoc cref="Pos(float)"/>
    public static double Pos(double x) => x > 0 ? x : 0;

    /// <summary>The negative part, min(x, 0); x = Pos(x) + Neg(x).</summary>
    public static float Neg(float x) => x < 0 ? x : 0;

    /// <inheritdoc cref="Neg(float)"/>
    public static double Neg(double x) => x < 0 ? x : 0;

    /// <summary>The absolute value.</summary>
    public static float Abs(float x) => Math.Abs(x);

    /// <inheritdoc cref="Abs(float)"/>
    public static double Abs(double x) => Math.Abs(x);

    /// <summary>The lesser of two numbers.</summary>
    public static float Min(float x, float y) => Math.Min(x, y);

    /// <inheritdoc cref="Min(float, float)"/>
    public static double Min(double x, double y) => Math.Min(x, y);

    /// <summary>The greater of two numbers.</summary>
    public static float Max(float x, float y) => Math.Max(x, y);

    /// <inheritdoc cref="Max(float, float)"/>
    public static double Max(double x, double y) => Math.Max(x, y);

    /// <summary>−1, 0 or 1; Sign(0) = 0, unlike the sign in <see cref="Away(float, float)"/>.</summary>
    public static float Sign(float x) =>
        x > 0 ? 1
        : x < 0 ? -1
        : 0;

    /// <inheritdoc cref="Sign(float)"/>
    public static double Sign(double x) =>
        x > 0 ? 1
        : x < 0 ? -1
        : 0;

    /// <summary>The square root.</summary>
    public static float Sqrt(float x) => MathF.Sqrt(x);

    /// <inheritdoc cref="Sqrt(float)"/>
    public static double Sqrt(double x) => Math.Sqrt(x);

    /// <summary>e to the power of x.</summary>
    public static float Exp(float x) => MathF.Exp(x);

    /// <inheritdoc cref="Exp(float)"/>
    public static double Exp(double x) => Math.Exp(x);

    /// <summary>The natural logarithm.</summary>
    public static float Log(float x) => MathF.Log(x);

    /// <inheritdoc cref="Log(float)"/>
    public static double Log(double x) => Math.Log(x);

    /// <summary>x to the power of y.</summary>
    public static float Pow(float x, float y) => MathF.Pow(x, y);

    /// <inheritdoc cref="Pow(float, float)"/>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <summary>The hyperbolic tangent.</summary>
    public static float Tanh(float x) => MathF.Tanh(x);

    /// <inheritdoc cref="Tanh(float)"/>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <summary>The error function; absolute error below 1e-7 in single, 1e-15 in double precision.</summary>
    public static float Erf(float x) => (float)NormalDistribution.Erf(x);

    /// <inheritdoc cref="Erf(float)"/>
    public static double Erf(double x) => NormalDistribution.Erf(x);

    /// <summary>1 − Erf(x) without cancellation; relative error below 1e-6 in single, 1e-13 in double precision.</summary>
    public static float Erfc(float x) => (float)NormalDistribution.Erfc(x);

    /// <inheritdoc cref="Erfc(float)"/>
    public static double Erfc(double x) => NormalDistribution.Erfc(x);

    /// <summary>The standard normal distribution function, ½ Erfc(−x/√2).</summary>
    public static float Phi(float x) => (float)NormalDistribution.Phi(x);

    /// <inheritdoc cref="Phi(float)"/>
    public static double Phi(double x) => NormalDistribution.Phi(x);

    /// <summary>The standard normal density e^(−x²/2)/√(2π); relative error below 1e-7 in single, 1e-14 in double.</summary>
    public static float Density(float x) => (float)NormalDistribution.Density(x);

    /// <inheritdoc cref="Density(float)"/>
    public static double Density(double x) => NormalDistribution.Density(x);

    /// <summary>
    /// E[max(0, X)] for X ~ N(mean, deviation²), without cancellation and never below 0; a deviation of 0 or less
    /// gives max(0, mean). Relative error below 1e-7 in single, 1e-12 in double precision.
    /// </summary>
    public static float RectifiedMean(float mean, float deviation) =>
        (float)NormalDistribution.RectifiedMean(mean, deviation);

    /// <inheritdoc cref="RectifiedMean(float, float)"/>
    public static double RectifiedMean(double mean, double deviation) =>
        NormalDistribution.RectifiedMean(mean, deviation);

    /// <summary>
    /// V[max(0, X)] for X ~ N(mean, deviation²), without cancellation and never below 0; a deviation of 0 or less
    /// gives 0. Relative error below 1e-7 in single, 1e-12 in double precision.
    /// </summary>
    public static float RectifiedVariance(float mean, float deviation) =>
        (float)NormalDistribution.RectifiedVariance(mean, deviation);

    /// <inheritdoc cref="RectifiedVariance(float, float)"/>
    public static double RectifiedVariance(double mean, double deviation) =>
        NormalDistribution.RectifiedVariance(mean, deviation);

    /// <summary>
    /// z moved away from zero: z + sign(z)·eps with sign(0) = +1. Exactly this makes results comparable with the
    /// field's libraries.
    /// </summary>
    public static float Away(float z, float eps = DefaultEps) => z + (z >= 0 ? eps : -eps);

    /// <inheritdoc cref="Away(float, float)"/>
    public static double Away(double z, double eps = 1e-6) => z + (z >= 0 ? eps : -eps);

    /// <summary>
    /// The sum over a carrier's columns of what is said about one column. Called outside compiled code it sees
    /// one column only.
    /// </summary>
    public static float SumColumns(float ofOneColumn) => ofOneColumn;

    /// <inheritdoc cref="SumColumns(float)"/>
    public static double SumColumns(double ofOneColumn) => ofOneColumn;
}
