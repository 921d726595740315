using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Double;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>
/// Two bases grow in turn: Q of A's images and P of Aᵀ's, with AᵀQ = P·R. The singular values of the small R approach
/// those of A, the largest first.
/// </summary>
internal sealed class BlockLanczos
{
    /// <summary>Vectors of a block beyond those that are wanted: what a random start may miss.</summary>
    private const int Oversampling = 3;

    /// <summary>Residuals below this part of σ_1 are rounding.</summary>
    private const double Rounding = 1e-14;

    private readonly ILinearOperator _matrix;
    private readonly SingularValueOptions _options;
    private readonly OrthonormalBasis _left;
    private readonly OrthonormalBasis _right;
    private readonly List<double[]> _columns = []; // of R
    private Svd<double>? _small;
    private double[] _residuals = [];
    private int _next; // the first vector of Q that Aᵀ has not met
    private int _iterations;
    private int _products;

    public BlockLanczos(ILinearOperator matrix, SingularValueOptions options)
    {
        (_matrix, _options) = (matrix, options);
        (_left, _right) = (new(matrix.Rows), new(matrix.Columns));
        int block = Math.Min(options.Count + Oversampling, Math.Min(matrix.Rows, matrix.Columns));
        double[] start = new double[block * matrix.Columns];
        SampleRandom random = new(options.Seed, 0);
        foreach (ref double value in start.AsSpan())
            value = random.Normal();
        // a basis of the images of a basis: the random vectors themselves have no length of interest
        OrthonormalBasis begin = new(matrix.Columns);
        begin.Add(start);
        _left.Add(Images(begin.From(0)));
    }

    /// <summary>Whether nothing new is left, the values are there, or the iterations are used up.</summary>
    public bool IsDone =>
        _left.Count == 0
        || (_small is not null && (Converged || _next == _left.Count || _iterations == _options.MostIterations));

    private bool Converged =>
        _residuals.Length == _options.Count
        && _residuals
            .Index()
            .All(r => r.Item <= Math.Max(_options.Tolerance * _small!.S[r.Index], Rounding * _small.S[0]));

    public void Step()
    {
        _options.CancellationToken.ThrowIfCancellationRequested();
        int known = _right.Count;
        double[] down = _left.From(_next);
        double[] back = new double[down.Length / _matrix.Rows * _matrix.Columns];
        _matrix.ApplyTranspose(down, back, down.Length / _matrix.Rows);
        _products += down.Length / _matrix.Rows;
        RequireFinite(back);
        _columns.AddRange(_right.Add(back));
        _next = _left.Count;
        _small = Small().Svd();
        double[][] outside = known == _right.Count ? [] : _left.Add(Images(_right.From(known)));
        _residuals =
        [
            .. Enumerable.Range(0, Math.Min(_options.Count, _small.S.Count)).Select(k => Residual(k, known, outside)),
        ];
        _iterations++;
    }

    public SingularValues Result()
    {
        int count = _small is null ? 0 : Math.Min(_options.Count, _small.S.Count);
        List<double> values = [.. Enumerable.Range(0, count).Select(k => _small!.S[k])];
        List<double[]> left = [.. Enumerable.Range(0, count).Select(k => _left.Combine(_small!.VT.Row(k).ToArray()))];
        List<double[]> right =
        [
            .. Enumerable.Range(0, count).Select(k => _right.Combine(_small!.U.Column(k).ToArray())),
        ];
        List<double> residuals = [.. _residuals];
        bool whole = _small is null || _next == _left.Count;
        bool converged = whole || Converged;
        // what is not there was searched for in the whole space of A's images: it is 0
        while (whole && values.Count < _options.Count)
        {
            values.Add(0);
            residuals.Add(0);
            left.Add(new double[_matrix.Rows]);
            right.Add(new double[_matrix.Columns]);
        }

        return new(values, residuals, left, right, _iterations, _products, converged);
    }

    private Matrix<double> Small()
    {
        DenseMatrix small = new(_right.Count, _columns.Count);
        for (int q = 0; q < _columns.Count; q++)
        {
            for (int p = 0; p < _columns[q].Length; p++)
                small[p, q] = _columns[q][p];
        }

        return small;
    }

    /// <summary>The length of what A makes of v outside of the basis that u lies in: A·P_new has it alone.</summary>
    private double Residual(int k, int known, double[][] outside)
    {
        double[] rest = new double[_left.Count - _next];
        for (int c = 0; c < outside.Length; c++)
        {
            for (int q = _next; q < outside[c].Length; q++)
                rest[q - _next] += outside[c][q] * _small!.U[known + c, k];
        }

        return Math.Sqrt(rest.Sum(r => r * r));
    }

    private double[] Images(double[] vectors)
    {
        int count = vectors.Length / _matrix.Columns;
        double[] images = new double[count * _matrix.Rows];
        _matrix.Apply(vectors, images, count);
        _products += count;
        RequireFinite(images);
        return images;
    }

    private static void RequireFinite(double[] values)
    {
        foreach (double value in values)
        {
            if (!double.IsFinite(value))
                throw new ArithmeticException(
                    $"The operator made {value} of a vector of length 1; a matrix with entries that are not finite has no "
                        + "singular values."
                );
        }
    }
}
