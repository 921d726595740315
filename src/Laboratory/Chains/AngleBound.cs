using MathNet.Numerics.LinearAlgebra;

namespace RuleCompiler.Laboratory.Chains;

/// <summary>
/// Theorem 1 of Sixt et al. 2020 on a chain of non-negative matrices: how near its columns are to one direction, and
/// how near they are proven to be (sixt2020when, eq. 30–36).
/// </summary>
/// <remarks>
/// <para>
/// s is the cosine of the largest angle between two columns of the product. The bound is
/// ξ_n = 1 − (1 − λ)ⁿ(1 − s_0), with s_0 of the first matrix alone and n the factors after it. All similarities are
/// given as 1 − s, since they live on a logarithmic axis.
/// </para>
/// <para>
/// The paper takes λ = ε/L² from the factors A themselves, ε the smallest dot product of two columns and L the largest
/// L1 norm of one. Its proof sets the columns v_i of the product so far to length 1, which is only right if the next
/// factor's coefficients are multiplied by their lengths. So that bound can fail (<see cref="BoundStep.Printed"/>). The
/// mended one takes ε and L of B = diag(‖v_i‖)·A; as angles do not change when B is scaled, λ of a factor is ε/L² of
/// that factor alone and λ of the chain is the smallest of them.
/// </para>
/// </remarks>
/// <param name="Steps">The first matrix, and the product after each further factor.</param>
/// <param name="Lambda">λ of the mended bound: the smallest over all factors after the first.</param>
/// <param name="PrintedLambda">λ as the paper takes it, over the same factors.</param>
/// <param name="ZeroColumns">Columns of products that are zero, over all steps; they have no angle and are left out.</param>
public sealed record AngleBound(IReadOnlyList<BoundStep> Steps, double Lambda, double PrintedLambda, int ZeroColumns)
{
    /// <summary>Most columns of a matrix: every pair of them is compared.</summary>
    public const int MostColumns = 8192;

    /// <summary>
    /// Whether the mended bound says nothing: two columns of a factor have no common entry, so λ is 0. The sharper bound
    /// still counts the other factors.
    /// </summary>
    public bool IsVacuous => Lambda == 0;

    /// <summary>Measures a chain and computes its bounds.</summary>
    /// <param name="factors">
    /// A_1, A_2, … of the product A_1·A_2·…, each [rows, columns]; for a network from the lowest layer up, each matrix
    /// from a layer's output (columns) to the output below (rows).
    /// </param>
    /// <exception cref="ArgumentException">
    /// There are fewer than two factors, two do not fit, or one has too many columns or an entry that is negative or not finite.
    /// </exception>
    public static AngleBound Of(IReadOnlyList<Matrix<double>> factors)
    {
        ArgumentNullException.ThrowIfNull(factors);
        Check(factors);
        ColumnSet columns = ColumnSet.Of(factors[0]);
        double start = columns.LargestOneMinusCosine();
        List<(double Measured, FactorConstants Printed, FactorConstants Mended)> found = [];
        int zeros = columns.Zeros;
        foreach (Matrix<double> factor in factors.Skip(1))
        {
            Matrix<double> scaled = columns.Rescale(factor);
            columns = columns.Times(scaled);
            zeros += columns.Zeros;
            found.Add((columns.LargestOneMinusCosine(), FactorConstants.Of(factor), FactorConstants.Of(scaled)));
        }

        double lambda = found.Min(f => f.Mended.Lambda);
        double norm = found.Max(f => f.Printed.LargestNorm);
        double printed = norm == 0 ? 0 : found.Min(f => f.Printed.SmallestDot) / (norm * norm);
        return new([.. Bounds(start, lambda, printed, found)], lambda, printed, zeros);
    }

    private static IEnumerable<BoundStep> Bounds(
        double start,
        double lambda,
        double printed,
        IEnumerable<(double Measured, FactorConstants Printed, FactorConstants Mended)> found
    )
    {
        double proven = start,
            sharp = start,
            paper = start;
        yield return new(start, proven, sharp, paper, double.NaN);
        foreach ((double measured, _, FactorConstants mended) in found)
        {
            proven *= 1 - lambda;
            sharp *= Math.Max(0, 1 - mended.PairLambda); // rounding can make λ more than 1
            paper *= 1 - printed;
            yield return new(measured, proven, sharp, paper, mended.Lambda);
        }
    }

    private static void Check(IReadOnlyList<Matrix<double>> factors)
    {
        if (factors.Count < 2)
            throw new ArgumentException(
                $"The chain has {factors.Count} matrices; a bound needs at least two.",
                nameof(factors)
            );
        for (int n = 0; n < factors.Count; n++)
        {
            if (n > 0 && factors[n].RowCount != factors[n - 1].ColumnCount)
                throw new ArgumentException(
                    $"Matrix {n} has {factors[n].RowCount} rows and the one before it {factors[n - 1].ColumnCount} columns; "
                        + "give the factors of one product, in order.",
                    nameof(factors)
                );
            if (factors[n].ColumnCount > MostColumns)
                throw new ArgumentException(
                    $"Matrix {n} has {factors[n].ColumnCount} columns, and every pair is compared; give at most {MostColumns}. Take "
                        + "dense layers, or measure with Convergence.",
                    nameof(factors)
                );
            foreach ((int row, int column, double value) in factors[n].EnumerateIndexed(Zeros.AllowSkip))
            {
                if (!(value >= 0 && value <= double.MaxValue))
                    throw new ArgumentException(
                        $"Matrix {n} holds {value} at [{row}, {column}]; Theorem 1 speaks of matrices without negative "
                            + "entries only.",
                        nameof(factors)
                    );
            }
        }
    }
}

/// <summary>A product of some factors, with all bounds as 1 − s: what is measured is at most what is proven.</summary>
/// <param name="Measured">1 − s_n; 0 where fewer than two columns are not zero.</param>
/// <param name="Proven">1 − ξ_n with the mended λ of the chain.</param>
/// <param name="Sharp">
/// ∏(1 − λ_k)·(1 − s_0), with λ_k of each factor the smallest ⟨a, b⟩/(‖a‖₁‖b‖₁) over pairs: proven too, and nearer.
/// </param>
/// <param name="Printed">1 − ξ_n as the paper prints it; what is measured can be more.</param>
/// <param name="Lambda">ε/L² of diag(‖v‖)·A of this factor; NaN at the first matrix.</param>
public sealed record BoundStep(double Measured, double Proven, double Sharp, double Printed, double Lambda);
