namespace RuleCompiler.Kernels;

/// <summary>
/// Error function in double precision by W. J. Cody's rational Chebyshev approximations ("Rational Chebyshev
/// approximations for the error function", Math. Comp. 23, 1969): relative error about 1e-15, in the tail too.
/// </summary>
internal static class ErrorFunction
{
    private const double InverseSqrtPi = 0.56418958354775628695;

    private static ReadOnlySpan<double> A =>
        [
            3.16112374387056560e00,
            1.13864154151050156e02,
            3.77485237685302021e02,
            3.20937758913846947e03,
            1.85777706184603153e-1,
        ];

    private static ReadOnlySpan<double> B =>
        [2.36012909523441209e01, 2.44024637934444173e02, 1.28261652607737228e03, 2.84423683343917062e03];

    private static ReadOnlySpan<double> C =>
        [
            5.64188496988670089e-1,
            8.88314979438837594e00,
            6.61191906371416295e01,
            2.98635138197400131e02,
            8.81952221241769090e02,
            1.71204761263407058e03,
            2.05107837782607147e03,
            1.23033935479799725e03,
            2.15311535474403846e-8,
        ];

    private static ReadOnlySpan<double> D =>
        [
            1.57449261107098347e01,
            1.17693950891312499e02,
            5.37181101862009858e02,
            1.62138957456669019e03,
            3.29079923573345963e03,
            4.36261909014324716e03,
            3.43936767414372164e03,
            1.23033935480374942e03,
        ];

    private static ReadOnlySpan<double> P =>
        [
            3.05326634961232344e-1,
            3.60344899949804439e-1,
            1.25781726111229246e-1,
            1.60837851487422766e-2,
            6.58749161529837803e-4,
            1.63153871373020978e-2,
        ];

    private static ReadOnlySpan<double> Q =>
        [
            2.56852019228982242e00,
            1.87295284992346725e00,
            5.27905102951428412e-1,
            6.05183413124413191e-2,
            2.33520497626869185e-3,
        ];

    /// <summary>2/√π ∫₀ˣ exp(−t²) dt.</summary>
    public static double Erf(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
            return x * Core(y * y);
        double tail = 1 - Tail(y);
        return x < 0 ? -tail : tail; // NaN fails every comparison and comes out as NaN
    }

    /// <summary>1 − erf(x), without the cancellation.</summary>
    public static double Erfc(double x)
    {
        double y = Math.Abs(x);
        if (y <= 0.46875)
            return 1 - x * Core(y * y);
        return x < 0 ? 2 - Tail(y) : Tail(y);
    }

    /// <summary>erf(x)/x for |x| ≤ 0.46875, of x².</summary>
    private static double Core(double square)
    {
        double top = A[4] * square,
            bottom = square;
        for (int i = 0; i < 3; i++)
        {
            top = (top + A[i]) * square;
            bottom = (bottom + B[i]) * square;
        }
        return (top + A[3]) / (bottom + B[3]);
    }

    /// <summary>erfc(y) for y above 0.46875.</summary>
    private static double Tail(double y)
    {
        if (y > 27)
            return 0; // below the smallest double
        double ratio = y <= 4 ? Middle(y) : Far(y);
        // exp(−y²) in two steps: y² itself rounds too coarsely for large y
        double coarse = Math.Floor(y * 16) / 16;
        return Math.Exp(-coarse * coarse) * Math.Exp(-(y - coarse) * (y + coarse)) * ratio;
    }

    private static double Middle(double y)
    {
        double top = C[8] * y,
            bottom = y;
        for (int i = 0; i < 7; i++)
        {
            top = (top + C[i]) * y;
            bottom = (bottom + D[i]) * y;
        }
        return (top + C[7]) / (bottom + D[7]);
    }

    private static double Far(double y)
    {
        double square = 1 / (y * y);
        double top = P[5] * square,
            bottom = square;
        for (int i = 0; i < 4; i++)
        {
            top = (top + P[i]) * square;
            bottom = (bottom + Q[i]) * square;
        }
        return (InverseSqrtPi - square * (top + P[4]) / (bottom + Q[4])) / y;
    }
}
