namespace RuleCompiler;

/// <summary>
/// The quadratic model of L-BFGS-B about a point x: m(y) = ⟨g, y − x⟩ + ½⟨y − x, B(y − x)⟩, and the direction in which it
/// says that the minimum on [0, 1]^d lies.
/// </summary>
internal sealed class BoxModel(int size, int memory)
{
    private readonly CompactHessian _hessian = new(memory);
    private readonly double[] _cauchy = new double[size];
    private readonly double[] _minimum = new double[size];

    /// <summary>Whether the model knows no curvature.</summary>
    public bool IsEmpty => _hessian.Width == 0;

    /// <summary>Adds what a step has told.</summary>
    public void Learn(double[] point, double[] gradient, double[] next, double[] nextGradient) =>
        _hessian.Add(Difference(next, point), Difference(nextGradient, gradient));

    public void Forget() => _hessian.Clear();

    /// <summary>The direction from a point to the model's minimum within the box, and the slope ⟨g, direction⟩ there.</summary>
    public double Direct(double[] point, double[] gradient, double[] direction)
    {
        double[] c = CauchyPoint.Find(_hessian, point, gradient, _cauchy);
        SubspaceMinimum.Find(_hessian, point, gradient, _cauchy, c, _minimum);
        double slope = 0;
        for (int j = 0; j < size; j++)
        {
            direction[j] = _minimum[j] - point[j];
            slope += gradient[j] * direction[j];
        }

        return slope;
    }

    private static double[] Difference(double[] next, double[] before)
    {
        double[] difference = new double[next.Length];
        for (int j = 0; j < difference.Length; j++)
            difference[j] = next[j] - before[j];
        return difference;
    }
}
