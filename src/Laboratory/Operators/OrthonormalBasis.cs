using RuleCompiler.Laboratory.Chains;

namespace RuleCompiler.Laboratory.Operators;

/// <summary>Vectors that are orthonormal to the last digits, and grow block by block.</summary>
internal sealed class OrthonormalBasis(int size)
{
    /// <summary>A vector of which less than this part of the largest seen is new is rounding.</summary>
    private const double Rounding = 10 * 2.220446049250313e-16;

    private readonly List<double[]> _vectors = [];
    private double _largest;

    public int Count => _vectors.Count;

    public double[] this[int index] => _vectors[index];

    /// <summary>
    /// Adds what is new in a block of vectors, and says what each is made of: entry p of a vector's coefficients
    /// belongs to basis vector p.
    /// </summary>
    /// <param name="block">[count, size]; it is overwritten.</param>
    public double[][] Add(Span<double> block)
    {
        double[][] coefficients = new double[block.Length / size][];
        for (int c = 0; c < coefficients.Length; c++)
        {
            Span<double> vector = block.Slice(c * size, size);
            _largest = Math.Max(_largest, Math.Sqrt(Directions.Dot(vector, vector)));
            double[] projection = new double[_vectors.Count];
            // twice is enough (giraud2005rounding)
            Subtract(vector, projection);
            Subtract(vector, projection);
            double rest = Math.Sqrt(Directions.Dot(vector, vector));
            if (rest <= Rounding * _largest)
            {
                coefficients[c] = projection;
                continue;
            }

            coefficients[c] = [.. projection, rest];
            Directions.Normalize(vector);
            _vectors.Add(vector.ToArray());
        }

        return coefficients;
    }

    /// <summary>Σ c_p·v_p over the first vectors.</summary>
    public double[] Combine(ReadOnlySpan<double> coefficients)
    {
        double[] sum = new double[size];
        for (int p = 0; p < coefficients.Length; p++)
            AddTo(sum, coefficients[p], _vectors[p]);
        return sum;
    }

    /// <summary>The vectors from a place on, one after another.</summary>
    public double[] From(int first)
    {
        double[] block = new double[(_vectors.Count - first) * size];
        for (int p = first; p < _vectors.Count; p++)
            _vectors[p].CopyTo(block, (p - first) * size);
        return block;
    }

    private void Subtract(Span<double> vector, double[] projection)
    {
        for (int p = 0; p < projection.Length; p++)
        {
            double dot = Directions.Dot(_vectors[p], vector);
            projection[p] += dot;
            AddTo(vector, -dot, _vectors[p]);
        }
    }

    private static void AddTo(Span<double> to, double factor, double[] vector)
    {
        for (int i = 0; i < to.Length; i++)
            to[i] += factor * vector[i];
    }
}
