using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Diagnostics;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;

namespace RuleCompiler.Generators.Stamps;

/// <summary>The canonical form of a rule, as a stamp carries it into other compilations.</summary>
internal static class RuleStamp
{
    public static string Print(RuleModel rule) =>
        SExpr
            .Of(
                "rule",
                SExpr.Of("bias", SExpr.Of(rule.Bias.ToString().ToLowerInvariant())),
                SExpr.Of("slots", SExpr.Of(rule.Slots)),
                SExpr.Of("channels", SExpr.Of(rule.Channels)),
                SExpr.Of("columns", (rule.Carrier?.Columns ?? []).Select(c => SExpr.Of(c ? "many" : "one"))),
                SExpr.Of("constant", (rule.Carrier?.Constant ?? []).Select(SExpr.Of)),
                SExpr.Of("initial", (rule.Carrier?.Initial ?? []).Select(ExprText.Print)),
                SExpr.Of("merge", rule.Merge is null ? [] : [ExprText.Print(rule.Merge)]),
                SExpr.Of(
                    "parameters",
                    rule.Parameters.Select(p => SExpr.Of(p.Name, SExpr.Of(p.Kind.ToString()), SExpr.Of(p.Default)))
                ),
                SExpr.Of("functions", rule.Functions.Select(Print)),
                SExpr.Of(
                    "percentiles",
                    rule.Percentiles.Select(p => SExpr.Of(p.Name, SExpr.Of(p.Percent), ExprText.Print(p.Value)))
                ),
                SExpr.Of("sources", rule.Citations.Select(c => SExpr.Of(c.Key, SExpr.Of(c.Equation))))
            )
            .Print();

    /// <exception cref="FormatException">The text is no rule.</exception>
    public static RuleModel Parse(TypeModel type, string text)
    {
        SExpr rule = SExpr.Parse(text);
        SExpr[] columns = rule.Find("columns").ToArray();
        return new(
            type,
            ParseBias(rule.Find("bias").Single().Text),
            (int)rule.Find("slots").Single().Number,
            (int)rule.Find("channels").Single().Number,
            columns.Length == 0
                ? null
                : new(
                    columns.Select(c => c.Text == "many").ToEquatable(),
                    rule.Find("constant").Select(c => c.Number).ToEquatable()
                )
                {
                    Initial = rule.Find("initial").Select(ExprText.Parse).ToEquatable(),
                },
            rule.Find("parameters")
                .Select(p => new ParameterModel(p.Head, ParseEnum<ParameterKind>(p.Items[1].Text), p.Items[2].Number))
                .ToEquatable(),
            rule.Find("functions").Select(ParseFunction).ToEquatable(),
            rule.Find("percentiles")
                .Select(p => new PercentileModel(p.Head, p.Items[1].Number, ExprText.Parse(p.Items[2])))
                .ToEquatable(),
            rule.Find("sources").Select(s => new CitationModel(s.Head, s.Items[1].Text)).ToEquatable()
        )
        {
            Merge = rule.Find("merge").Select(ExprText.Parse).FirstOrDefault(),
        };
    }

    /// <summary>The rule of a referenced assembly, or null with a diagnostic.</summary>
    public static RuleModel? Read(INamedTypeSymbol rule, List<DiagnosticInfo> diagnostics) =>
        CompiledStamp.Read(rule, "CompiledRuleAttribute", text => Parse(TypeReader.Read(rule), text), diagnostics);

    private static SExpr Print(FunctionModel function) =>
        SExpr.Of(
            function.Verb.ToString(),
            SExpr.Of("nonnegative", function.NonNegative.Select(SExpr.Of)),
            SExpr.Of("results", function.Results.Select(ExprText.Print))
        );

    private static FunctionModel ParseFunction(SExpr function) =>
        new(
            ParseEnum<Verb>(function.Head),
            function.Find("results").Select(ExprText.Parse).ToEquatable(),
            function.Find("nonnegative").Select(n => n.Text).ToEquatable()
        );

    private static BiasUse ParseBias(string text) =>
        text switch
        {
            "keep" => BiasUse.Keep,
            "ignore" => BiasUse.Ignore,
            "whole" => BiasUse.Whole,
            _ => throw new FormatException($"The bias '{text}' is not known."),
        };

    private static T ParseEnum<T>(string text)
        where T : struct =>
        Enum.TryParse(text, out T value) ? value : throw new FormatException($"'{text}' is no {typeof(T).Name}.");
}
