using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using RuleCompiler.Laboratory.Operators;

namespace RuleCompiler.Laboratory.Tests.Operators;

/// <summary>Leading singular values against MathNet's dense decomposition and against matrices made of known ones.</summary>
public sealed class SingularValuesTests
{
    [Theory]
    [InlineData(7, 5)]
    [InlineData(40, 90)]
    [InlineData(120, 60)]
    [InlineData(5, 2)]
    public void Of_random_matrices(int rows, int columns)
    {
        Matrix<double> matrix = Random(rows, columns, 1);
        Vector<double> expected = matrix.Svd(false).S;
        SingularValues found = SingularValues.Of(new DenseOperator(matrix));
        Assert.True(found.Converged);
        // the tolerance bounds the residual by 1e-9; values are right to about its square
        Assert.Equal(expected[0], found.Values[0], 1e-11 * expected[0]);
        Assert.Equal(expected[1], found.Values[1], 1e-11 * expected[0]);
        Assert.True(found.Iterations < 40);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-6)]
    [InlineData(1e-12)]
    [InlineData(0)]
    public void Of_values_that_are_nearly_the_same(double gap)
    {
        Matrix<double> matrix = WithValues(60, 50, [1, 1 - gap, 1 - (2 * gap), 0.5, 0.4, 0.3, 0.2]);
        SingularValues found = SingularValues.Of(new DenseOperator(matrix), new() { Count = 3 });
        Assert.True(found.Converged);
        Assert.Equal(matrix.Svd(false).S.Take(3).Max(), found.Values[0], 1e-13);
        Assert.Equal(1, found.Values[0], 1e-13);
        Assert.Equal(1 - gap, found.Values[1], 1e-13);
        Assert.Equal(1 - (2 * gap), found.Values[2], 1e-13);
    }

    [Theory]
    [InlineData(1e3)]
    [InlineData(1e6)]
    [InlineData(1e10)]
    public void Of_values_far_apart(double ratio)
    {
        double[] values = [1, 1 / ratio, 0.9 / ratio, 0.1 / ratio, 0.01 / ratio];
        Matrix<double> matrix = WithValues(80, 70, values);
        SingularValues found = SingularValues.Of(new DenseOperator(matrix));
        Assert.True(found.Converged);
        // the dense decomposition's own error is some eps·σ_1
        Assert.Equal(matrix.Svd(false).S[1], found.Values[1], 1e-14);
        // σ_2 is known to eps·σ_1: 1e-15·ratio of itself, and the matrix was made with such an error as well
        Assert.Equal(ratio, found.Ratio, ratio * Math.Max(1e-11, 1e-14 * ratio));
    }

    [Fact]
    public void The_vectors_belong_to_the_values()
    {
        Matrix<double> matrix = Random(30, 20, 3);
        SingularValues found = SingularValues.Of(new DenseOperator(matrix), new() { Count = 3, Tolerance = 1e-8 });
        for (int k = 0; k < 3; k++)
        {
            Vector<double> u = DenseVector.OfArray(found.Left[k]);
            Vector<double> v = DenseVector.OfArray(found.Right[k]);
            double residual = ((matrix * v) - (found.Values[k] * u)).L2Norm();
            Assert.True(residual <= found.Residuals[k] + 1e-12, $"{residual} against {found.Residuals[k]}");
            Assert.True(((matrix.Transpose() * u) - (found.Values[k] * v)).L2Norm() < 1e-12);
        }
    }

    [Fact]
    public void Of_rank_one_and_of_zero()
    {
        SingularValues one = SingularValues.Of(new DenseOperator(WithValues(9, 6, [4])));
        Assert.Equal(4, one.Values[0], 1e-13);
        Assert.True(one.Ratio > 1e14);
        SingularValues none = SingularValues.Of(new DenseOperator(new DenseMatrix(4, 3)));
        Assert.Equal([0, 0], none.Values);
        Assert.True(none.Converged);
    }

    [Fact]
    public void What_is_not_done_is_said()
    {
        Matrix<double> matrix = Random(200, 200, 4);
        SingularValues found = SingularValues.Of(new DenseOperator(matrix), new() { MostIterations = 2 });
        Assert.False(found.Converged);
        Assert.Equal(2, found.Iterations);
        Assert.True(found.Residuals[0] > 1e-3);
        // never more than the largest, and within the residual of some singular value
        Vector<double> expected = matrix.Svd(false).S;
        Assert.True(found.Values[0] <= expected[0] + 1e-12);
        Assert.Contains(expected, s => Math.Abs(s - found.Values[1]) <= found.Residuals[1]);
    }

    [Fact]
    public void Of_a_product_of_operators()
    {
        Matrix<double> a = Random(20, 30, 5),
            b = Random(30, 25, 6);
        double[] d = [.. Enumerable.Range(1, 30).Select(i => 1.0 / i)];
        ProductOperator product = new([new DenseOperator(a), new DiagonalOperator(d), new DenseOperator(b)]);
        Matrix<double> whole = a * DenseMatrix.OfDiagonalArray(d) * b;
        Assert.Equal((20, 25), (product.Rows, product.Columns));
        double[] x = [.. Random(25, 3, 7).ToColumnMajorArray()],
            y = new double[60],
            z = new double[75];
        product.Apply(x, y, 3);
        product.ApplyTranspose(y, z, 3);
        Matrix<double> expected = whole.Transpose() * whole * new DenseMatrix(25, 3, x);
        Assert.True((expected - new DenseMatrix(25, 3, z)).FrobeniusNorm() < 1e-12 * expected.FrobeniusNorm());
        Vector<double> values = whole.Svd(false).S;
        Assert.Equal(values[0] / values[1], SingularValues.Of(product).Ratio, 1e-9);
    }

    [Fact]
    public void Inter_layer_members_are_those_of_the_paper()
    {
        Matrix<double>[] chain = [Random(6, 9, 8), Random(9, 4, 9), Random(4, 4, 10)];
        InterLayer found = InterLayer.Of(chain);
        for (int l = 0; l < 2; l++)
        {
            // T = √Σ·V·U·√Σ has the singular values of (AᵀA)^¼·(BBᵀ)^¼: the same up to rotations on both sides
            Matrix<double> expected =
                FourthRoot(chain[l].Transpose() * chain[l]) * FourthRoot(chain[l + 1] * chain[l + 1].Transpose());
            Vector<double> values = expected.Svd(false).S;
            Assert.Equal(values[0] / values[1], found.InterLayerRatios[l], 1e-6);
            Vector<double> own = chain[l].Svd(false).S;
            Assert.Equal(own[0] / own[1], found.LayerRatios[l], 1e-11);
            Assert.InRange(found.Alignments[l], 0, 1);
        }
    }

    [Fact]
    public void A_kernel_is_sliced_place_by_place()
    {
        Tensor kernel = new("w", [2, 3, 3, 3], [.. Enumerable.Range(0, 54).Select(i => (float)i)]);
        Assert.Equal(9, KernelSlices.Of(kernel).Count);
        Matrix<double> middle = KernelSlices.Middle(kernel);
        Assert.Equal((3, 2), (middle.RowCount, middle.ColumnCount));
        Assert.Equal((((1 * 3) + 2) * 9) + 4, middle[2, 1]);
        Assert.Equal(5, KernelSlices.Middle(new("d", [2, 3], [0, 1, 2, 3, 4, 5]))[2, 1]);
        Assert.Throws<ArgumentException>(() => KernelSlices.Of(new("b", [2], [1, 2])));
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        DenseOperator matrix = new(Random(3, 2, 11));
        Assert.Throws<ArgumentException>(() => SingularValues.Of(matrix, new() { Count = 3 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => SingularValues.Of(matrix, new() { MostIterations = 0 }));
        DenseOperator broken = new(DenseMatrix.Create(3, 2, double.NaN));
        Assert.Throws<ArithmeticException>(() => SingularValues.Of(broken));
        Assert.Throws<ArgumentException>(() => matrix.Apply(new double[2], new double[2], 1));
        Assert.Throws<ArgumentException>(() => new ProductOperator([matrix, matrix]));
        Assert.Throws<ArgumentException>(() => InterLayer.Of([matrix.Matrix, matrix.Matrix]));
    }

    private static Matrix<double> Random(int rows, int columns, int seed)
    {
        SampleRandom random = new((ulong)seed, 0);
        return DenseMatrix.Create(rows, columns, (_, _) => random.Normal());
    }

    private static Matrix<double> WithValues(int rows, int columns, double[] values)
    {
        Matrix<double> u = Random(rows, values.Length, 21).QR().Q.SubMatrix(0, rows, 0, values.Length);
        Matrix<double> v = Random(columns, values.Length, 22).QR().Q.SubMatrix(0, columns, 0, values.Length);
        return u * DenseMatrix.OfDiagonalArray(values) * v.Transpose();
    }

    private static Matrix<double> FourthRoot(Matrix<double> square)
    {
        var parts = square.Evd(Symmetricity.Symmetric);
        double[] roots = [.. parts.EigenValues.Select(e => Math.Pow(Math.Max(0, e.Real), 0.25))];
        return parts.EigenVectors * DenseMatrix.OfDiagonalArray(roots) * parts.EigenVectors.Transpose();
    }
}
