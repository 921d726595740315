namespace RuleCompiler;

/// <summary>What belongs to one run of the relevance-ordering test.</summary>
public sealed record OrderingOptions
{
    /// <summary>Whether the most relevant components are kept or destroyed.</summary>
    public OrderingFormulation Formulation { get; init; } = OrderingFormulation.Productive;

    /// <summary>What the distortion is measured of.</summary>
    public OrderingScore Score { get; init; } = OrderingScore.Logit;

    /// <summary>What counts as one component of an input.</summary>
    public OrderingComponents Components { get; init; } = OrderingComponents.Values;

    /// <summary>Random inputs for each image; all of them at every rate. 512 on MNIST in macdonald2019rate, section 5.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Samples
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Samples));
            field = value;
        }
    } = 512;

    /// <summary>
    /// Even steps from rate 0 to rate 1, both of them measured: <c>Steps + 1</c> rates, fewer where there are not as many
    /// components.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public int Steps
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1, nameof(Steps));
            field = value;
        }
    } = 50;

    /// <summary>
    /// The rates in place of <see cref="Steps"/>: parts of the components from 0 to 1, in ascending order, rounded to
    /// whole components; what rounds to the same number is one rate.
    /// </summary>
    public IReadOnlyList<double>? Rates { get; init; }

    /// <summary>Chooses the random inputs and breaks ties; the same seed gives the same result.</summary>
    public int Seed { get; init; }

    /// <summary>How sure the intervals are, above 0 and below 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is 0, 1 or beyond.</exception>
    public double Confidence
    {
        get;
        init
        {
            field = value is > 0 and < 1
                ? value
                : throw new ArgumentOutOfRangeException(
                    nameof(Confidence),
                    value,
                    "Give a confidence between 0 and 1, such as 0.95."
                );
        }
    } = 0.95;

    /// <summary>Told the done part of the work, growing from 0 to 1.</summary>
    public IProgress<double>? Progress { get; init; }

    /// <summary>Ends the run after the batch under way.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The numbers of components to treat, ascending.</summary>
    /// <exception cref="ArgumentException">A rate lies outside of [0, 1], or they do not ascend, or there are none.</exception>
    internal int[] Counts(int components)
    {
        if (Rates is not { } rates)
        {
            int steps = Math.Min(Steps, components);
            return [.. Enumerable.Range(0, steps + 1).Select(i => (int)((long)components * i / steps))];
        }

        for (int i = 0; i < rates.Count; i++)
        {
            if (!(rates[i] is >= 0 and <= 1)) // true for NaN
                throw new ArgumentException($"The rate {rates[i]} is none: give parts from 0 to 1.", nameof(Rates));
            if (i > 0 && !(rates[i] > rates[i - 1]))
                throw new ArgumentException(
                    $"The rate {rates[i]} follows {rates[i - 1]}; give them in ascending order, each once.",
                    nameof(Rates)
                );
        }

        return rates.Count > 0
            ? [.. rates.Select(rate => (int)Math.Round(rate * components)).Distinct()]
            : throw new ArgumentException("The list of rates is empty; give at least one.", nameof(Rates));
    }
}

/// <summary>The two questions that an ordering of relevance can answer (macdonald2020explaining, section 3).</summary>
public enum OrderingFormulation
{
    /// <summary>The input is random at first and the most relevant components are fixed first: low is good.</summary>
    Productive,

    /// <summary>The input is given at first and the most relevant components are randomised first: high is good.</summary>
    Destructive,
}

/// <summary>Φ: what the distortion ½(Φ(x) − Φ(y))² is measured of.</summary>
public enum OrderingScore
{
    /// <summary>The target's output, before any softmax.</summary>
    Logit,

    /// <summary>The target's softmax probability over all outputs.</summary>
    Probability,
}

/// <summary>What is fixed or randomised as one.</summary>
public enum OrderingComponents
{
    /// <summary>Each number of the input by itself.</summary>
    Values,

    /// <summary>The channels of a pixel at once, ordered by the sum of their relevances; for inputs [C,H,W].</summary>
    Pixels,
}
