namespace RuleCompiler;

/// <summary>
/// Projected gradient descent with momentum: v ← μv − ∇J, s ← P(s + αv), where α is halved until
/// J(P(s + αv)) ≤ J(s) + c⟨∇J, P(s + αv) − s⟩.
/// </summary>
/// <remarks>
/// <para>
/// Source: macdonald2019rate, section 5; nocedal2006numerical, sections 3.1 and 16.7. The paper gives momentum and line
/// search; how they meet is our choice: where v is no descent direction, or none of its steps is short enough, it begins
/// anew at −∇J; a component that the box stops loses its momentum; each search begins at twice the last step size, the
/// first one where the largest component moves by 1.
/// </para>
/// <para>
/// The first try of a line search is asked with its gradient when the last search took its first try: one pass of the
/// network and not two where steps keep their size.
/// </para>
/// </remarks>
internal sealed class ProjectedGradientSearch(double[] start, RateDistortionOptions options) : BoxSearch(start, options)
{
    private const double Sufficient = 1e-4; // c
    private const int MostHalvings = 40;
    private readonly double[] _velocity = new double[start.Length];

    protected override IEnumerable<bool> Steps()
    {
        yield return true;
        Accept();
        double step = 0;
        bool firstTries = true;
        while (!Ends())
        {
            bool fresh = Turn(Options.Momentum);
            step = step == 0 ? 1 / Math.Max(_velocity.Max(Math.Abs), double.Epsilon) : 2 * step;
            double begun = step;
            int halvings = 0;
            bool withGradient = firstTries;
            while (true)
            {
                double slope = Try(step);
                if (slope < 0)
                {
                    yield return withGradient;
                    if (TrialValue <= Value + (Sufficient * slope))
                        break;
                    withGradient = false;
                    step /= 2;
                    halvings++;
                }

                if (slope < 0 && halvings < MostHalvings)
                    continue;
                if (fresh)
                    yield break; // no descent along the gradient itself
                fresh = Turn(0);
                (step, halvings) = (begun, 0);
            }

            firstTries = halvings == 0;
            if (!withGradient)
                yield return true;
            Accept();
            StopAtWalls();
        }
    }

    /// <summary>v ← μv − ∇J; whether v is the gradient's direction alone.</summary>
    private bool Turn(double momentum)
    {
        bool fresh = true;
        for (int j = 0; j < _velocity.Length; j++)
        {
            double kept = momentum * _velocity[j];
            fresh &= kept == 0;
            _velocity[j] = kept - Gradient[j];
        }

        return fresh;
    }

    /// <summary>The trial P(s + αv), and the slope ⟨∇J, trial − s⟩.</summary>
    private double Try(double step)
    {
        double slope = 0;
        for (int j = 0; j < Trial.Length; j++)
        {
            Trial[j] = Math.Clamp(Point[j] + (step * _velocity[j]), 0, 1);
            slope += Gradient[j] * (Trial[j] - Point[j]);
        }

        return slope;
    }

    private void StopAtWalls()
    {
        for (int j = 0; j < _velocity.Length; j++)
        {
            if ((Point[j] <= 0 && _velocity[j] < 0) || (Point[j] >= 1 && _velocity[j] > 0))
                _velocity[j] = 0;
        }
    }
}
