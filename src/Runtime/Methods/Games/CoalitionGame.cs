namespace RuleCompiler;

/// <summary>
/// The game that a network plays on groups: v(S) is the target's output where the groups of S have the input's
/// values and all others the reference's, the mean over several references.
/// </summary>
internal sealed class CoalitionGame
{
    private readonly Query _query;
    private readonly double[] _ends;

    /// <summary>Asks for the outputs at the input and the references.</summary>
    public CoalitionGame(Query query, Grouping groups)
    {
        _query = query;
        Groups = groups;
        (Full, _ends) = query.Ends();
        Empty = _ends.Average();
    }

    /// <summary>The players.</summary>
    public Grouping Groups { get; }

    /// <summary>v of all groups: the output at the input.</summary>
    public double Full { get; }

    /// <summary>v of no group: the output at the reference.</summary>
    public double Empty { get; }

    /// <summary>Announces coalitions, for progress.</summary>
    public void Expect(long coalitions) => _query.Expect(coalitions * _query.References.Count);

    /// <summary>The values of coalitions.</summary>
    /// <param name="count">How many.</param>
    /// <param name="choose">Writes the coalition of a number: all places; called once each, in order.</param>
    /// <param name="read">Receives the value of a number; called in order.</param>
    public void Values(int count, Action<int, Span<bool>> choose, Action<int, double> read)
    {
        int references = _query.References.Count;
        bool[] kept = new bool[Groups.Count];
        double sum = 0;
        _query.Outputs(
            checked(count * references),
            (n, x) =>
            {
                if (n % references == 0)
                    choose(n / references, kept);
                Groups.Mix(_query.Input, _query.References[n % references], kept, x);
            },
            (n, value) =>
            {
                sum = n % references == 0 ? value : sum + value;
                if (n % references == references - 1)
                    read(n / references, sum / references);
            }
        );
    }

    /// <summary>The attribution that gives each group a value.</summary>
    /// <param name="method">The method.</param>
    /// <param name="values">[groups]</param>
    /// <param name="sums">Whether the values are to sum to f(x) − f(x0).</param>
    public Attribution Attribution(AttributionMethod method, double[] values, bool sums) =>
        new(method, Groups.Spread(values), _query.Shape, _query.Target)
        {
            GroupValues = values,
            Output = Full,
            ReferenceOutput = Empty,
            CompletenessError = sums ? Completeness.Error(values, Full, Empty) : null,
        };
}
