namespace RuleCompiler;

/// <summary>
/// The search for a minimum on [0, 1]^d that asks and is told, so that many run side by side. What a solver does from
/// question to question is written as one sequence, <see cref="Steps"/>.
/// </summary>
internal abstract class BoxSearch
{
    private const int Window = 5; // iterations that are looked at together: momentum makes single ones small
    private readonly RateDistortionOptions _options;
    private readonly List<double> _history = [];
    private readonly IEnumerator<bool> _steps;
    private double _firstNorm;

    protected BoxSearch(double[] start, RateDistortionOptions options)
    {
        _options = options;
        Trial = start;
        Point = [.. start];
        TrialGradient = new double[start.Length];
        Gradient = new double[start.Length];
        _steps = Steps().GetEnumerator();
        Running = _steps.MoveNext();
    }

    /// <summary>Whether a question is open.</summary>
    public bool Running { get; private set; }

    /// <summary>Whether the open question wants a gradient.</summary>
    public bool WantsGradient => _steps.Current;

    /// <summary>The point of the open question.</summary>
    public double[] Trial { get; }

    /// <summary>The best point so far.</summary>
    public double[] Point { get; }

    /// <summary>The value at the start and after every iteration.</summary>
    public IReadOnlyList<double> History => _history;

    /// <summary>Questions so far.</summary>
    public int Asked { get; private set; }

    public RateDistortionStop Stop { get; private set; } = RateDistortionStop.NoDescent;

    protected RateDistortionOptions Options => _options;

    protected double[] Gradient { get; }

    protected double[] TrialGradient { get; }

    protected double TrialValue { get; private set; }

    protected double Value => _history[^1];

    /// <summary>Answers the open question.</summary>
    public void Tell(double value, ReadOnlySpan<double> gradient)
    {
        TrialValue = value;
        gradient.CopyTo(TrialGradient);
        Asked++;
        Running = _steps.MoveNext();
    }

    /// <summary>
    /// The solver: writes <see cref="Trial"/>, yields whether it wants the gradient there, and reads the answer.
    /// </summary>
    protected abstract IEnumerable<bool> Steps();

    /// <summary>The trial, asked with its gradient, is the next point.</summary>
    protected void Accept()
    {
        Trial.CopyTo(Point, 0);
        TrialGradient.CopyTo(Gradient, 0);
        _history.Add(TrialValue);
    }

    /// <summary>Whether the search ends at this point.</summary>
    protected bool Ends()
    {
        double norm = ProjectedNorm();
        if (_history.Count == 1)
            _firstNorm = norm;
        if (norm <= _options.GradientTolerance * _firstNorm)
            return Ends(RateDistortionStop.Stationary);
        if (_history.Count > Window && _history[^(Window + 1)] - Value <= _options.DecreaseTolerance * Math.Abs(Value))
            return Ends(RateDistortionStop.SmallDecrease);
        return _history.Count > _options.Iterations && Ends(RateDistortionStop.IterationLimit);
    }

    private bool Ends(RateDistortionStop reason)
    {
        Stop = reason;
        return true;
    }

    /// <summary>The largest component of the gradient that does not lead out of the box.</summary>
    private double ProjectedNorm()
    {
        double largest = 0;
        for (int j = 0; j < Point.Length; j++)
        {
            double g = Gradient[j];
            bool outward = (Point[j] <= 0 && g > 0) || (Point[j] >= 1 && g < 0);
            largest = outward ? largest : Math.Max(largest, Math.Abs(g));
        }

        return largest;
    }
}
