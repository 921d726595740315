namespace RuleCompiler.Laboratory.Chains;

/// <summary>One random matrix [rows, columns] of a chain, which exists row by row.</summary>
internal sealed class RandomFactor(ChainKind kind, int rows, int columns, ulong seed, long number)
{
    /// <summary>The products with some vectors.</summary>
    public double[][] Times(double[][] vectors)
    {
        double[] row = new double[columns];
        if (kind.DividesColumnsBySums)
        {
            double[] sums = Sums(row);
            vectors = [.. vectors.Select(v => v.Select((value, j) => value / sums[j]).ToArray())];
        }

        double[][] products = [.. vectors.Select(_ => new double[rows])];
        for (int i = 0; i < rows; i++)
        {
            Fill(i, row);
            for (int v = 0; v < vectors.Length; v++)
            {
                double sum = Directions.Dot(row, vectors[v]);
                products[v][i] = kind.RectifiesProducts ? Math.Max(0, sum) : sum;
            }
        }

        return products;
    }

    /// <summary>Adds up the columns; the rows are made twice rather than stored.</summary>
    private double[] Sums(double[] row)
    {
        double[] sums = new double[columns];
        for (int i = 0; i < rows; i++)
        {
            Fill(i, row);
            for (int j = 0; j < columns; j++)
                sums[j] += row[j];
        }

        return sums;
    }

    private void Fill(int i, double[] row)
    {
        SampleRandom random = new(seed, (number << 24) + i);
        for (int j = 0; j < columns; j++)
            row[j] = kind.Entry(random.Normal());
    }
}
