namespace RuleCompiler;

/// <summary>
/// L-BFGS-B: the minimum along the projected gradient of a quadratic model of limited memory, then of the model over the
/// components that this leaves within the box, then a line search towards it.
/// </summary>
/// <remarks>
/// Source: byrd1995limited; where the model's minimum lies outside of the box it is projected, and cut short only where
/// that does not descend (morales2011remark). The line search takes a point that satisfies the Wolfe conditions with
/// c₁ = 10⁻³ and c₂ = 0.9, as wide as the box allows. Every question is asked with its gradient. After a search without
/// descent the memory is emptied; a second one ends the search.
/// </remarks>
internal sealed class LimitedMemorySearch(double[] start, RateDistortionOptions options) : BoxSearch(start, options)
{
    private const double Sufficient = 1e-3; // c₁
    private const double Curvature = 0.9; // c₂
    private const int MostTries = 20;
    private readonly BoxModel _model = new(start.Length, options.Memory);
    private readonly double[] _direction = new double[start.Length];

    protected override IEnumerable<bool> Steps()
    {
        yield return true;
        Accept();
        while (!Ends())
        {
            double slope = _model.Direct(Point, Gradient, _direction);
            double longest = Longest();
            double step = Math.Min(_model.IsEmpty ? 1 / Math.Max(Length(_direction), 1e-300) : 1, longest);
            LineInterval interval = new(Value, slope);
            bool found = false;
            for (int tries = 0; slope < 0 && !found && tries < MostTries; tries++)
            {
                Move(step);
                yield return true;
                double along = DoubleRows.Dot(TrialGradient, _direction);
                // a value that is no number descends nowhere
                if (!(TrialValue <= Value + (Sufficient * step * slope)))
                    interval.CutAbove(step, TrialValue);
                else if (along < Curvature * slope && step < longest)
                    interval.CutBelow(step, TrialValue, along);
                else
                    found = true;
                if (!found)
                    step = interval.Next(longest);
            }

            if (!found && interval.Low > 0)
            {
                Move(interval.Low);
                yield return true;
                found = true;
            }

            if (found)
            {
                _model.Learn(Point, Gradient, Trial, TrialGradient);
                Accept();
            }
            else if (_model.IsEmpty)
            {
                yield break;
            }
            else
            {
                _model.Forget();
            }
        }
    }

    private void Move(double step)
    {
        for (int j = 0; j < Trial.Length; j++)
            Trial[j] = Math.Clamp(Point[j] + (step * _direction[j]), 0, 1);
    }

    /// <summary>The step that meets the first wall.</summary>
    private double Longest()
    {
        double longest = 1e10;
        for (int j = 0; j < Trial.Length; j++)
        {
            if (_direction[j] != 0)
                longest = Math.Min(longest, ((_direction[j] > 0 ? 1 : 0) - Point[j]) / _direction[j]);
        }

        // the model's minimum is within the box: rounding alone could say less
        return Math.Max(longest, 1);
    }

    private static double Length(double[] x) => Math.Sqrt(DoubleRows.Dot(x, x));
}
