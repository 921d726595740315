using RuleCompiler.Cli.Compiling;
using RuleCompiler.Cli.Grammar;
using RuleCompiler.Documentation.Tests.RulePages.Pictures;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Documentation.Tests.RulePages;

/// <summary>The rows of a page's table.</summary>
internal static class PageFacts
{
    public static IEnumerable<(string What, string Value)> Of(PageSubject subject, PageUse use, Analysis? analysis)
    {
        CompositeDescription? composite = subject.Composite is { } built ? CompositeDescription.Of(built) : null;
        if (subject.Rule is { } rule)
        {
            foreach (RuleParameter parameter in rule.Signature.Parameters)
                yield return ($"`{parameter.Name}`", Parameter(rule.Signature.Name, parameter));
            if (rule.CostAtNonNegative is { } cost)
                yield return (
                    "extra forward / backward products",
                    $"{cost} where a ≥ 0, {rule.CostAtAnySign} where a is of any sign"
                );
            if (rule.Carried is > 0 and var carried)
                yield return ("products that carry it up", $"{carried}, where members have columns for each of them");
            if (rule.Divides)
                yield return ("bias", Bias(rule));
        }
        if (composite is not null)
        {
            yield return ("rules", composite.Line);
            if (subject.Carries)
            {
                yield return ("makes", "a `Propagator`, which carries and explains nothing");
            }
            else
            {
                yield return (
                    "other layers",
                    composite.GradientFamily ? "the gradient" : "pass on, share in proportion"
                );
                yield return (
                    "starts as",
                    composite.StartsAtOne ? "1 at the explained output" : "the explained output's value"
                );
            }
            if (!composite.FoldsBatchNorm)
                yield return ("batch norms", "layers of their own, not folded");
            if (composite.UsesReference)
                yield return ("reference", "`--reference`, zeros unless given; of several the mean is taken");
        }
        foreach ((string, string) row in subject.Method is { } method ? OfMethod(method, use) : [])
            yield return row;
        if (analysis is not null)
            yield return ("products with weights, MNIST network", Products(analysis));
        IEnumerable<CitationModel> citations = (subject.Rule?.Citations ?? [])
            .Concat(composite?.Citations ?? [])
            .Concat(subject.Method?.Sources.Select(source => new CitationModel(source.Key, source.Eq)) ?? []);
        foreach (CitationModel citation in citations.Distinct())
            yield return ("source", Source(citation));
    }

    private static IEnumerable<(string What, string Value)> OfMethod(MethodSignature method, PageUse use)
    {
        AttributionMethod asked = use.Method!;
        foreach (MethodParameter parameter in method.Parameters)
        {
            string text = Declaration.Of(method.Type.Name).Parameter(parameter.Name);
            yield return ($"`{parameter.Name}`", parameter.DefaultText is { } value ? $"{value}. {text}" : text);
        }
        yield return ("asks", $"the composite [{use.Request.Composite}]({use.Request.Composite}.md) for {method.Asks}");
        int[]? groups = asked.UsesGroups ? PictureInput.Groups(method.Name, 28) : null;
        string features = groups is null ? "" : $" in {groups.Max() + 1} groups";
        yield return ("for a digit of the picture", $"{MethodCost.Of(asked, [1, 28, 28], groups)}{features}");
        yield return ("reference", asked.UsesReferences ? "`--reference`, zeros unless given" : "none");
        yield return ("groups", asked.UsesGroups ? "`--groups`, each number for itself unless given" : "none");
        yield return ("random numbers", asked.IsStochastic ? "`--seed`; the same on any number of threads" : "none");
    }

    /// <summary>How often the network's weights are gone through, beside the forward pass alone.</summary>
    private static string Products(Analysis analysis)
    {
        LayerCostRow[] rows = [.. analysis.Costs.Where(row => LayerNumbers.IsWeighted(row.Node))];
        return $"{rows.Sum(r => r.Forward)} forward, {rows.Sum(r => r.Backward)} backward; the forward pass alone takes {rows.Length}";
    }

    private static string Bias(RuleDescription rule) =>
        rule.Bias switch
        {
            "keep" => "one more input: takes part in the sums and keeps its share",
            "whole" => "added as it is to every sum, and keeps its share",
            _ => "left out",
        };

    private static string Parameter(string rule, RuleParameter parameter)
    {
        string text = Declaration.Of(rule).Parameter(parameter.Name);
        return parameter.Default is { } value ? $"{value}. {text}" : text;
    }

    private static string Source(CitationModel citation)
    {
        string place = citation.Equation.Length == 0 ? "" : $", {RuleDescription.Place(citation.Equation)}";
        return $"{Bibliography.Reference(citation.Key)} `{citation.Key}`{place}";
    }
}
