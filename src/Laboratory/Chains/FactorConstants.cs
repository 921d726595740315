using MathNet.Numerics.LinearAlgebra;

namespace RuleCompiler.Laboratory.Chains;

/// <summary>What Theorem 1 takes from one factor, over its columns that are not zero.</summary>
/// <param name="SmallestDot">ε, the smallest dot product of two columns.</param>
/// <param name="LargestNorm">L, the largest L1 norm of a column.</param>
/// <param name="PairLambda">The smallest ⟨a, b⟩/(‖a‖₁‖b‖₁) over pairs of columns.</param>
internal readonly record struct FactorConstants(double SmallestDot, double LargestNorm, double PairLambda)
{
    /// <summary>λ = ε/L².</summary>
    public double Lambda => LargestNorm == 0 ? 0 : SmallestDot / LargestNorm / LargestNorm;

    /// <summary>A factor with fewer than two columns that are not zero leaves no angle: its λ is 1.</summary>
    public static FactorConstants Of(Matrix<double> factor)
    {
        double[] norms = factor.ColumnNorms(1).ToArray();
        double largest = norms.Length == 0 ? 0 : norms.Max();
        if (norms.Count(norm => norm > 0) < 2)
            return new(largest * largest, largest, 1);
        Matrix<double> dots = factor.TransposeThisAndMultiply(factor);
        double smallest = double.PositiveInfinity,
            ratio = double.PositiveInfinity;
        for (int j = 0; j < norms.Length; j++)
        {
            for (int i = 0; i < j && norms[j] > 0; i++)
            {
                if (norms[i] == 0)
                    continue;
                smallest = Math.Min(smallest, dots[i, j]);
                ratio = Math.Min(ratio, dots[i, j] / norms[i] / norms[j]);
            }
        }

        return new(smallest, largest, ratio);
    }
}
