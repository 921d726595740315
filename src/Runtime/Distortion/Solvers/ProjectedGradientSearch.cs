namespace RuleCompiler;

/// <summary>
/// Projected gradient descent with momentum: v ← μv − ∇J, s ← P(s + αv), where α is halved until
/// J(P(s + αv)) ≤ J(s) + c⟨∇J, P(s + αv) − s⟩.
/// </summary>
/// <remarks>
/// <para>
/// Source: macdonald2019rate, section 5; nocedal2006numerical, sections 3.1 and 16.7. The paper gives momentum and line
/// search; how they meet is our choice: where v is no descent direction, or none of its steps is short enough, it begins
/// anew at −∇J; a component that the box stops loses its momentum; the first search begins where the largest
/// component moves by 1, the next ones at twice the last step until one is halved, and from then on at the last step, at
/// twice that when four searches in a row took their first try.
/// </para>
/// <para>
/// First tries are asked with their gradient, since most of them are taken: one question an iteration and not two.
/// </para>
/// </remarks>
internal sealed class ProjectedGradientSearch(double[] start, RateDistortionOptions options) : BoxSearch(start, options)
{
    private const double Sufficient = 1e-4; // c
    private const int MostHalvings = 40;
    private const int Patience = 4;
    private readonly double[] _velocity = new double[start.Length];

    protected override IEnumerable<bool> Steps()
    {
        yield return true;
        Accept();
        double step = 0;
        int taken = 0, // first tries in a row
            patience = 1;
        while (!Ends())
        {
            bool fresh = Turn(Options.Momentum);
            step =
                step == 0 ? 1 / Math.Max(_velocity.Max(Math.Abs), double.Epsilon)
                : taken >= patience ? 2 * step
                : step;
            taken = taken >= patience ? 0 : taken;
            double begun = step;
            int halvings = 0;
            bool withGradient = true;
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

            if (withGradient)
            {
                taken++;
            }
            else
            {
                (taken, patience) = (0, Patience);
                yield return true;
            }

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
