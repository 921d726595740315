namespace RuleCompiler;

/// <summary>Distortion against rate, of one image or as the mean of several.</summary>
public sealed record OrderingCurve
{
    /// <summary>
    /// A curve that was measured or computed elsewhere, such as an exact one, to be read and compared as those of
    /// <see cref="RelevanceOrdering"/> are. Its area is that of the means, with an interval of NaN ends.
    /// </summary>
    /// <param name="formulation">Whether the most relevant components were fixed or randomised.</param>
    /// <param name="components">The number of components of an input, d.</param>
    /// <param name="counts">How many of them were fixed or randomised, from 0 to d, ascending.</param>
    /// <param name="distortions">At each of these the mean of ½(Φ(x) − Φ(y))²; NaN ends where it has no interval.</param>
    /// <exception cref="ArgumentException">
    /// There is no count, they do not ascend, there are not as many distortions, or one is negative or no number.
    /// </exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such formulation, no component, or not as many.</exception>
    public OrderingCurve(
        OrderingFormulation formulation,
        int components,
        IReadOnlyList<int> counts,
        IReadOnlyList<ConfidenceInterval> distortions
    )
    {
        OrderingCheck.Curve(formulation, components, counts, distortions);
        (Formulation, Components, Counts, Distortions) = (formulation, components, [.. counts], [.. distortions]);
        double area = 0;
        for (int i = 1; i < counts.Count; i++)
            area +=
                (double)(counts[i] - counts[i - 1]) / components / 2 * (distortions[i].Mean + distortions[i - 1].Mean);
        Area = new(area, double.NaN, double.NaN);
    }

    /// <summary>Whether the most relevant components were fixed or randomised.</summary>
    public OrderingFormulation Formulation { get; }

    /// <summary>The number of components of an input, d.</summary>
    public int Components { get; }

    /// <summary>For each rate how many of the most relevant components were fixed (productive) or randomised (destructive), ascending.</summary>
    public IReadOnlyList<int> Counts { get; }

    /// <summary>The same as parts of all components, from 0 to 1.</summary>
    public IReadOnlyList<double> Rates => field ??= [.. Counts.Select(count => (double)count / Components)];

    /// <summary>At each rate the mean of ½(Φ(x) − Φ(y))², in the score's unit squared.</summary>
    public IReadOnlyList<ConfidenceInterval> Distortions { get; }

    /// <summary>
    /// ∫ D d(rate) by the trapezoidal rule over the rates that were measured: low is good where the formulation is
    /// productive, high where it is destructive. Its interval takes into account that rates share their random inputs.
    /// </summary>
    public ConfidenceInterval Area { get; init; }

    /// <summary>
    /// R_π(ε): the least measured number of components at which the distortion is at most ε (productive) or at least ε
    /// (destructive). Nothing is interpolated.
    /// </summary>
    /// <param name="distortion">ε, in the score's unit squared.</param>
    /// <param name="reading">The first such number, or the first from which on it stays so.</param>
    /// <returns>The number of components; null where the curve has none.</returns>
    public int? Count(double distortion, RateReading reading = RateReading.Stays)
    {
        int at = -1;
        for (int i = Counts.Count - 1; i >= 0; i--)
        {
            double mean = Distortions[i].Mean;
            if (Formulation == OrderingFormulation.Productive ? mean <= distortion : mean >= distortion)
                at = i;
            else if (reading == RateReading.Stays)
                break;
        }

        return at < 0 ? null : Counts[at];
    }

    /// <summary>The same as a part of all components.</summary>
    /// <inheritdoc cref="Count(double, RateReading)"/>
    public double? Rate(double distortion, RateReading reading = RateReading.Stays) =>
        (double?)Count(distortion, reading) / Components;
}

/// <summary>Which rate is meant where a curve crosses a distortion more than once.</summary>
public enum RateReading
{
    /// <summary>The least from which on the distortion stays within the limit at every greater rate that was measured.</summary>
    Stays,

    /// <summary>The least at which it is within the limit: min{k : D(π([k])) ≤ ε} of macdonald2020explaining, section 3.</summary>
    First,
}

/// <summary>A mean with the interval in which the true one lies with the confidence asked for; NaN ends where there is one value only.</summary>
/// <param name="Mean">The mean.</param>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
public readonly record struct ConfidenceInterval(double Mean, double Low, double High);
