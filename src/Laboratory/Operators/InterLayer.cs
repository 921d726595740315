using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>
/// How the singular vectors of successive layers meet: σ_1/σ_2 of the inter-layer members
/// T_l = √Σ_l·V_l·U_{l+1}·√Σ_{l+1} of a chain, where U_l·Σ_l·V_l is the singular value decomposition of layer l's matrix
/// (sixt2020when, Fig. 3).
/// </summary>
/// <param name="LayerRatios">σ_1/σ_2 of each matrix.</param>
/// <param name="InterLayerRatios">σ_1/σ_2 of each T_l; one fewer.</param>
/// <param name="Alignments">|⟨v, u⟩| of the first right vector of a layer and the first left vector of the one above; one fewer.</param>
public sealed record InterLayer(
    IReadOnlyList<double> LayerRatios,
    IReadOnlyList<double> InterLayerRatios,
    IReadOnlyList<double> Alignments
)
{
    /// <summary>Most rows or columns, whichever are fewer: the decompositions are dense and cubic.</summary>
    public const int LargestRank = 2048;

    /// <summary>Measures a chain.</summary>
    /// <param name="matrices">
    /// From the lowest layer up, each [inputs, outputs]: relevance below = matrix · relevance above. Of a convolution one
    /// slice of its kernel (<see cref="KernelSlices"/>), as the paper has it.
    /// </param>
    /// <exception cref="ArgumentException">There are fewer than two matrices, two do not fit, or one is too large.</exception>
    public static InterLayer Of(IReadOnlyList<Matrix<double>> matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        Check(matrices);
        (Matrix<double> U, double[] Root, Matrix<double> Vt)[] parts = [.. matrices.Select(Decompose)];
        List<double> between = [],
            alignments = [];
        for (int l = 0; l + 1 < parts.Length; l++)
        {
            Matrix<double> meet = parts[l].Vt * parts[l + 1].U;
            alignments.Add(Math.Abs(meet[0, 0]));
            Matrix<double> inter = DenseMatrix.Create(
                meet.RowCount,
                meet.ColumnCount,
                (i, j) => parts[l].Root[i] * meet[i, j] * parts[l + 1].Root[j]
            );
            between.Add(Ratio([.. inter.Svd(false).S]));
        }

        return new([.. parts.Select(p => Ratio([.. p.Root.Select(r => r * r)]))], between, alignments);
    }

    private static double Ratio(double[] values) => values.Length < 2 ? double.NaN : values[0] / values[1];

    /// <summary>U, √Σ and V without what belongs to no singular value: a tall matrix is made square first.</summary>
    private static (Matrix<double> U, double[] Root, Matrix<double> Vt) Decompose(Matrix<double> matrix)
    {
        if (matrix.RowCount < matrix.ColumnCount)
        {
            (Matrix<double> u, double[] root, Matrix<double> vt) = Decompose(matrix.Transpose());
            return (vt.Transpose(), root, u.Transpose());
        }

        QR<double> qr = matrix.QR(QRMethod.Thin);
        Svd<double> svd = qr.R.Svd();
        return (qr.Q * svd.U, [.. svd.S.Select(Math.Sqrt)], svd.VT);
    }

    private static void Check(IReadOnlyList<Matrix<double>> matrices)
    {
        if (matrices.Count < 2)
            throw new ArgumentException(
                $"{matrices.Count} matrix has no neighbour; give at least two.",
                nameof(matrices)
            );
        for (int l = 0; l < matrices.Count; l++)
        {
            if (l > 0 && matrices[l].RowCount != matrices[l - 1].ColumnCount)
                throw new ArgumentException(
                    $"Matrix {l} has {matrices[l].RowCount} rows and the one below it {matrices[l - 1].ColumnCount} columns; give "
                        + "the matrices of successive layers, [inputs, outputs] each.",
                    nameof(matrices)
                );
            if (Math.Min(matrices[l].RowCount, matrices[l].ColumnCount) > LargestRank)
                throw new ArgumentException(
                    $"Matrix {l} has {matrices[l].RowCount} rows and {matrices[l].ColumnCount} columns; a dense decomposition "
                        + $"takes at most {LargestRank} of one of them. Take a slice of the kernel, or SingularValues of the product.",
                    nameof(matrices)
                );
        }
    }
}
