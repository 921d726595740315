using System.Reflection;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Passes;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A built-in rule, as its stamp tells it.</summary>
/// <param name="Signature">Its name and parameters.</param>
/// <param name="Formulas">Its methods as formulas.</param>
/// <param name="Citations">Where they come from.</param>
/// <param name="Bias">How the bias takes part: keep, ignore or whole.</param>
/// <param name="Divides">Whether the way down reads the sums.</param>
/// <param name="ReadsReference">Whether it compares with the reference input.</param>
/// <param name="CostAtNonNegative">"extra forward / backward" products where a ≥ 0; null for a rule of nonlinearities.</param>
/// <param name="CostAtAnySign">The same where a may be of any sign.</param>
/// <param name="Carried">Products that carry something up, where the rule sends nothing down; else null.</param>
internal sealed record RuleDescription(
    RuleSignature Signature,
    IReadOnlyList<string> Formulas,
    IReadOnlyList<CitationModel> Citations,
    string Bias,
    bool Divides,
    bool ReadsReference,
    string? CostAtNonNegative,
    string? CostAtAnySign,
    int? Carried
)
{
    private static readonly string[] References = ["a0", "x0", "y0", "w0"];

    public static RuleDescription Of(RuleSignature signature)
    {
        Type type = RuleSignature.BuiltInTypes().Single(t => t.Name == signature.Name);
        string stamp = type.GetCustomAttribute<CompiledRuleAttribute>()!.Text;
        RuleModel rule = RuleStamp.Parse(new TypeModel(type.Namespace!, type.Name, "record"), stamp);
        return new(
            signature,
            [.. rule.Functions.Select(Print)],
            [.. rule.Citations],
            rule.Bias.ToString().ToLowerInvariant(),
            rule.Functions.Any(f => f.Reads("z")),
            rule.Functions.Any(f => References.Any(f.Reads)),
            Cost(rule, true),
            Cost(rule, false),
            CarriedBy(rule)
        );
    }

    /// <summary>Bib keys with equations.</summary>
    public IEnumerable<string> Sources => Citations.Select(Print);

    /// <summary>A bib key with the equation, where one is named.</summary>
    public static string Print(CitationModel citation) =>
        citation.Equation.Length == 0 ? citation.Key : $"{citation.Key}, {Place(citation.Equation)}";

    /// <summary>An equation's number, or the words that stand for one.</summary>
    public static string Place(string equation) => char.IsLetter(equation[0]) ? equation : $"eq. {equation}";

    private static string Print(FunctionModel function)
    {
        string name = function.Verb is Verb.ForwardLinear or Verb.ForwardPointwise
            ? "Forward"
            : function.Verb.ToString();
        return $"{name} = {string.Join(", ", function.Results.Select(Formula.Print))}";
    }

    /// <summary>Null for a rule that sends relevance down; 0 for one of nonlinearities alone.</summary>
    private static int? CarriedBy(RuleModel rule) =>
        rule.Functions.All(f => f.Verb is Verb.ForwardLinear or Verb.ForwardPointwise or Verb.Maximum)
            ? new RuleOnLayer(rule, [], false).CarrierProducts()?.Sum(p => p.Cost) ?? 0
            : null;

    private static string? Cost(RuleModel rule, bool nonNegative)
    {
        if (rule.Find(Verb.Contribution) is not { } contribution)
            return null;
        if (!nonNegative && contribution.NonNegative.Count > 0)
            return "not allowed";
        RuleCost cost = RuleCost.Of(new RuleOnLayer(rule, [], nonNegative));
        return cost.Separable ? $"{cost.ForwardExtra} / {cost.Backward}" : "pair by pair";
    }
}
