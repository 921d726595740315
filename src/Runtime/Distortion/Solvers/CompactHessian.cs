namespace RuleCompiler;

/// <summary>
/// The model B = θI − W M Wᵀ of the second derivatives, with W = [Y θS] and M the inverse of
/// [[−D, Lᵀ], [L, θSᵀS]] (byrd1995limited, eq. 3.2 to 3.4).
/// </summary>
internal sealed class CompactHessian(int memory)
{
    private readonly List<double[]> _steps = []; // S
    private readonly List<double[]> _changes = []; // Y

    public double Theta { get; private set; } = 1;

    /// <summary>The columns 2m of W.</summary>
    public int Width => 2 * _steps.Count;

    /// <summary>M, [2m, 2m].</summary>
    public double[] Middle { get; private set; } = [];

    /// <summary>The row of W that belongs to a component.</summary>
    public void Row(int component, Span<double> row)
    {
        int m = _steps.Count;
        for (int i = 0; i < m; i++)
        {
            row[i] = _changes[i][component];
            row[m + i] = Theta * _steps[i][component];
        }
    }

    /// <summary>M v.</summary>
    public void TimesMiddle(ReadOnlySpan<double> v, Span<double> into)
    {
        for (int i = 0; i < into.Length; i++)
        {
            double sum = 0;
            for (int j = 0; j < v.Length; j++)
                sum += Middle[(i * v.Length) + j] * v[j];
            into[i] = sum;
        }
    }

    /// <summary>Adds a pair, and drops the oldest where there are too many; a pair without curvature is left out.</summary>
    public void Add(double[] step, double[] change)
    {
        double curvature = DoubleRows.Dot(step, change),
            square = DoubleRows.Dot(change, change);
        if (!(curvature > 2.2e-16 * square))
            return;
        if (_steps.Count == memory)
        {
            _steps.RemoveAt(0);
            _changes.RemoveAt(0);
        }

        _steps.Add(step);
        _changes.Add(change);
        Theta = square / curvature;
        if (!Invert())
            Clear();
    }

    public void Clear()
    {
        _steps.Clear();
        _changes.Clear();
        (Theta, Middle) = (1, []);
    }

    private bool Invert()
    {
        int m = _steps.Count;
        double[] system = new double[4 * m * m];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < m; j++)
            {
                system[((m + i) * 2 * m) + m + j] = Theta * DoubleRows.Dot(_steps[i], _steps[j]);
                if (i > j)
                    system[((m + i) * 2 * m) + j] = system[(j * 2 * m) + m + i] = DoubleRows.Dot(
                        _steps[i],
                        _changes[j]
                    );
            }

            system[(i * 2 * m) + i] = -DoubleRows.Dot(_steps[i], _changes[i]);
        }

        double[]? inverse = SmallSystem.Inverse(system, 2 * m);
        Middle = inverse ?? [];
        return inverse is not null;
    }
}
