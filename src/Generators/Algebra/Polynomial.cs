namespace RuleCompiler.Generators.Algebra;

/// <summary>A coefficient times an input-side and a weight-side monomial.</summary>
internal sealed record Term(Monomial Input, Monomial Weight, double Coefficient);

/// <summary>A sum of coefficients times an input-side and a weight-side monomial.</summary>
internal sealed class Polynomial
{
    /// <summary>Beyond this many terms a contribution is better evaluated as it stands.</summary>
    public const int MaxTerms = 64;

    private readonly List<Term> _terms = [];

    public static readonly Polynomial Zero = new();

    public IEnumerable<Term> Terms => _terms.Where(t => t.Coefficient != 0);

    public bool IsZero => !Terms.Any();

    public static Polynomial Of(double constant) => Of(Monomial.One, Monomial.One, constant);

    public static Polynomial Of(Monomial input, Monomial weight, double coefficient = 1)
    {
        Polynomial result = new();
        result._terms.Add(new(input, weight, coefficient));
        return result;
    }

    /// <summary>Whether it is a sum of terms of different sides, such as a − w; a·w is one term of both.</summary>
    public bool MixesSides =>
        Terms.Select(t => t.Input).Distinct().Count() > 1 && Terms.Select(t => t.Weight).Distinct().Count() > 1;

    /// <summary>The value of a constant polynomial.</summary>
    public double? Constant()
    {
        Term[] terms = Terms.ToArray();
        return terms.Length == 0 ? 0
            : terms.Length == 1 && terms[0].Input == Monomial.One && terms[0].Weight == Monomial.One
                ? terms[0].Coefficient
            : null;
    }

    public Polynomial Plus(Polynomial other, double scale = 1)
    {
        Polynomial result = new();
        foreach (Term term in Terms)
            result.Add(term.Input, term.Weight, term.Coefficient);
        foreach (Term term in other.Terms)
            result.Add(term.Input, term.Weight, scale * term.Coefficient);
        return result;
    }

    public Polynomial Scale(double factor) => Zero.Plus(this, factor);

    /// <summary>The product, or null where it has too many terms.</summary>
    public Polynomial? Times(Polynomial other)
    {
        Polynomial result = new();
        foreach (Term left in Terms)
        foreach (Term right in other.Terms)
            result.Add(
                left.Input.Times(right.Input),
                left.Weight.Times(right.Weight),
                left.Coefficient * right.Coefficient
            );
        return result._terms.Count <= MaxTerms ? result : null;
    }

    private void Add(Monomial input, Monomial weight, double coefficient)
    {
        int at = _terms.FindIndex(t => t.Input == input && t.Weight == weight);
        double old = at < 0 ? 0 : _terms[at].Coefficient;
        double sum = old + coefficient;
        // what cancels to rounding error is zero: (1 + γ) − 1 − γ
        bool cancels = Math.Abs(sum) <= 1e-14 * Math.Max(Math.Abs(old), Math.Abs(coefficient));
        Term term = new(input, weight, cancels ? 0 : sum);
        if (at < 0)
            _terms.Add(term);
        else
            _terms[at] = term;
    }
}
