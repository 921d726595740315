using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Stamps;

/// <summary>The canonical form of a composite, as a stamp carries it into other compilations.</summary>
internal static class CompositeStamp
{
    public static string Print(CompositeModel composite) =>
        SExpr
            .Of(
                "composite",
                SExpr.Of("family", SExpr.Of(composite.GradientFamily ? "gradient" : "relevance")),
                SExpr.Of("start", SExpr.Of(composite.StartsAtOne ? "one" : "logit")),
                SExpr.Of("batchnorm", SExpr.Of(composite.FoldsBatchNorm ? "folded" : "apart")),
                SExpr.Of("arms", composite.Arms.Select(Print)),
                SExpr.Of("finish", composite.Finish is { } finish ? [ExprText.Print(finish)] : []),
                SExpr.Of("sources", composite.Citations.Select(c => SExpr.Of(c.Key, SExpr.Of(c.Equation))))
            )
            .Print();

    /// <exception cref="FormatException">The text is no composite.</exception>
    public static CompositeModel Parse(TypeModel type, string text)
    {
        SExpr composite = SExpr.Parse(text);
        StampText.Expect(composite, "composite");
        return new(
            type,
            ParseFamily(composite.Find("family").Select(family => family.Text).FirstOrDefault()),
            composite.Find("arms").Select(ParseArm).ToEquatable(),
            composite.Find("finish").Select(ExprText.Parse).FirstOrDefault(),
            composite.Find("sources").Select(s => new CitationModel(s.Head, StampText.Only(s).Text)).ToEquatable(),
            ParseStart(composite.Find("start").Select(start => start.Text).FirstOrDefault()),
            ParseBatchNorm(composite.Find("batchnorm").Select(norm => norm.Text).FirstOrDefault())
        );
    }

    /// <summary>The composite of a referenced assembly, or null with a diagnostic.</summary>
    public static CompositeModel? Read(INamedTypeSymbol composite, List<DiagnosticInfo> diagnostics) =>
        CompiledStamp.Read(
            composite,
            "CompiledCompositeAttribute",
            text => Parse(TypeReader.Read(composite), text),
            diagnostics
        );

    private static bool ParseFamily(string? family)
    {
        StampText.Require(family is "gradient" or "relevance", $"the family '{family}' is not known");
        return family == "gradient";
    }

    /// <summary>Stamps before format 3 have none: they start as the output's value.</summary>
    private static bool ParseStart(string? start)
    {
        StampText.Require(start is null or "logit" or "one", $"the start '{start}' is not known");
        return start == "one";
    }

    /// <summary>Stamps before format 3 have none: they are folded.</summary>
    private static bool ParseBatchNorm(string? norm)
    {
        StampText.Require(norm is null or "folded" or "apart", $"the batch norm '{norm}' is not known");
        return norm != "apart";
    }

    private static SExpr Print(ArmModel arm) =>
        SExpr.Of(
            "arm",
            [PatternText.Print(arm.Pattern), .. arm.Rule is { } rule ? [Print(rule)] : Array.Empty<SExpr>()]
        );

    private static ArmModel ParseArm(SExpr arm)
    {
        StampText.Expect(arm, "arm");
        StampText.Require(arm.Items.Count is 2 or 3, "an arm lacks its pattern");
        return new(PatternText.Parse(arm.Items[1]), arm.Items.Count == 3 ? ParseRule(arm.Items[2]) : null);
    }

    private static SExpr Print(RuleUseModel rule) =>
        SExpr.Of("rule", SExpr.Of(rule.RuleType), StampText.Print(rule.Arguments));

    private static RuleUseModel ParseRule(SExpr rule)
    {
        StampText.Expect(rule, "rule");
        StampText.Require(rule.Items.Count == 3, "a rule lacks its arguments");
        return new(rule.Items[1].Text, StampText.ParseArguments(rule.Items[2]));
    }
}
