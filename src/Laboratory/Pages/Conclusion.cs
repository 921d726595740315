using RuleCompiler.Laboratory.Pages.Rendering;

namespace RuleCompiler.Laboratory.Pages;

/// <summary>What to conclude, in plain words.</summary>
/// <param name="Sentence">The one sentence to take away.</param>
/// <param name="Reasons">What it rests on, a short paragraph each.</param>
public sealed record Conclusion(string Sentence, IReadOnlyList<string> Reasons)
{
    /// <summary>Below this 1 − |cos| a method counts as converged: the similarity of 0.99 of Sixt et al. 2020, section 5.</summary>
    public const double Converged = 0.01;

    /// <summary>Below this 1 − |cos|, but not below <see cref="Converged"/>, it comes close.</summary>
    public const double Close = 0.1;

    /// <summary>Concludes from how similar relevance has become at the lowest layer.</summary>
    /// <param name="outcomes">What was measured and proven of each method.</param>
    /// <param name="at">Where it was measured: "the input", or the lowest layer's name.</param>
    /// <exception cref="ArgumentException">There is no method.</exception>
    public static Conclusion From(IReadOnlyList<MethodOutcome> outcomes, string at)
    {
        ArgumentNullException.ThrowIfNull(outcomes);
        ArgumentException.ThrowIfNullOrEmpty(at);
        if (outcomes.Count == 0)
            throw new ArgumentException("There is nothing to conclude from: no method was measured.", nameof(outcomes));
        MethodOutcome[] known =
        [
            .. outcomes.Where(o => !double.IsNaN(o.OneMinusCosine)).OrderBy(o => o.OneMinusCosine),
        ];
        MethodOutcome[] converged = [.. known.Where(o => o.OneMinusCosine < Converged && !o.IsLocal)];
        MethodOutcome[] local = [.. known.Where(o => o.OneMinusCosine < Converged && o.IsLocal)];
        MethodOutcome[] close = [.. known.Where(o => o.OneMinusCosine is >= Converged and < Close)];
        MethodOutcome[] apart = [.. known.Where(o => o.OneMinusCosine >= Close)];
        MethodOutcome[] unmeasured = [.. outcomes.Where(o => double.IsNaN(o.OneMinusCosine))];

        List<string> reasons = [];
        if (converged.Length > 0)
            reasons.Add(
                $"Converged ({Below(Converged)} at {at}): {WithValues(converged)}. Whatever relevance is put in at the top, "
                    + "the same map arrives, up to its sign and scale; it cannot tell why this class was chosen and not another."
            );
        if (local.Length > 0)
            reasons.Add(
                $"Converged at each location, not as a whole: {WithValues(local)}. A location's channels arrive in one "
                    + "proportion, whatever is put in at the top; only how much arrives where still depends on it."
            );
        if (close.Length > 0)
            reasons.Add(
                $"Close to it (between {NumberText.Of(Converged)} and {NumberText.Of(Close)}): {WithValues(close)}. "
                    + "Little of the class is left in these maps."
            );
        if (apart.Length > 0)
            reasons.Add($"Not converged: {WithValues(apart)}. The maps change with what is put in at the top.");
        if (unmeasured.Length > 0)
            reasons.Add(
                $"Without a value at {at}: {Names(unmeasured)}. No relevance arrived there, or none that is finite."
            );
        reasons.AddRange(Proofs(known));
        return new Conclusion(Headline(converged, local, close, apart), reasons);
    }

    private static string Headline(
        MethodOutcome[] converged,
        MethodOutcome[] local,
        MethodOutcome[] close,
        MethodOutcome[] apart
    )
    {
        int all = converged.Length + local.Length + close.Length + apart.Length;
        if (all == 0)
            return "Nothing can be concluded: no method has a value at the lowest layer.";
        if (all > 1 && converged.Length == all)
            return $"None of the {all} methods depends on the class it explains.";
        if (all > 1 && apart.Length == all)
            return $"All {all} methods depend on the class they explain.";
        List<string> clauses = [];
        if (converged.Length > 0)
            clauses.Add($"{Names(converged)} {Verb(converged, "do")} not depend {Class(converged)}");
        if (local.Length > 0)
            clauses.Add($"{Names(local)} {Verb(local, "keep")} of the class only how much goes where");
        if (close.Length > 0)
            clauses.Add($"{Names(close)} hardly {Said(close)}");
        if (apart.Length > 0)
            clauses.Add($"{Names(apart)} {Said(apart)}");
        return string.Join("; ", clauses) + ".";

        // the first clause says it in full, those after it only "do"
        string Said(MethodOutcome[] methods) =>
            converged.Length > 0 || (close.Length > 0 && methods != close)
                ? Verb(methods, "do")
                : $"{Verb(methods, "depend")} {Class(methods)}";
    }

    private static string Class(MethodOutcome[] methods) =>
        methods.Length == 1 ? "on the class it explains" : "on the class they explain";

    private static string Verb(MethodOutcome[] subject, string verb) =>
        subject.Length > 1 ? verb : verb + (verb.EndsWith('o') ? "es" : "s");

    /// <summary>What the proofs say beside the measurement; each case is said once, for all methods it holds for.</summary>
    private static IEnumerable<string> Proofs(MethodOutcome[] known)
    {
        MethodOutcome[] foretold = [.. known.Where(o => o is { Chain.Count: > 0, OneMinusCosine: < Converged })];
        MethodOutcome[] tooShort = [.. known.Where(o => o is { Chain.Count: > 0, OneMinusCosine: >= Converged })];
        if (foretold.Length > 0)
            yield return $"Proven before anything was measured: {Chains(foretold)}. Such a chain of non-negative matrices "
                + "tends to rank 1 (Sixt et al. 2020, theorem 1), whatever the weights.";
        if (tooShort.Length > 0)
            yield return $"Also proven non-negative, but too short a chain to converge here: {Chains(tooShort)}.";
        MethodOutcome[] measuredOnly = [.. known.Where(o => o is { Chain.Count: 0, OneMinusCosine: < Converged })];
        if (measuredOnly.Length > 0)
            yield return $"Measured only, no non-negative chain is proven: {Names(measuredOnly)}.";
    }

    /// <summary>Methods with the same chain are named together.</summary>
    private static string Chains(MethodOutcome[] methods) =>
        string.Join("; ", methods.GroupBy(o => Chain(o.Chain!)).Select(chain => $"{Names([.. chain])} ({chain.Key})"));

    private static string Chain(IReadOnlyList<string> layers) =>
        layers.Count == 1 ? layers[0] : $"{layers.Count} layers, {layers[0]} to {layers[^1]}";

    private static string Below(double limit) => $"1 − |cos| below {NumberText.Of(limit)}";

    private static string WithValues(MethodOutcome[] methods) =>
        Listed(methods.Select(o => $"{o.Name} ({NumberText.Of(o.OneMinusCosine)})"));

    private static string Names(MethodOutcome[] methods) => Listed(methods.Select(o => o.Name));

    /// <summary>"a", "a and b", "a, b and c".</summary>
    private static string Listed(IEnumerable<string> parts)
    {
        string[] all = [.. parts];
        return all.Length == 1 ? all[0] : $"{string.Join(", ", all[..^1])} and {all[^1]}";
    }
}

/// <summary>What a study found of a method.</summary>
/// <param name="Name">The method.</param>
/// <param name="OneMinusCosine">The median of 1 − |cos| at the lowest layer; NaN where no relevance arrived.</param>
/// <param name="Chain">
/// The layers of its longest chain that is proven non-negative, the top layer first; empty if there is none, null if the
/// analysis was not asked.
/// </param>
public sealed record MethodOutcome(string Name, double OneMinusCosine, IReadOnlyList<string>? Chain = null)
{
    /// <summary>
    /// The median of 1 − |cos| of whole inputs, where <see cref="OneMinusCosine"/> compares location by location; NaN
    /// where it is not known.
    /// </summary>
    public double WholeInput { get; init; } = double.NaN;

    /// <summary>Whether what arrives differs as a whole though no location's channels do.</summary>
    internal bool IsLocal => WholeInput >= Conclusion.Close;
}
