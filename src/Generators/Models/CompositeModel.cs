using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Models;

/// <summary>A composite: the arms of its switch in order, its family, and what it does at the input.</summary>
/// <param name="Type">The composite.</param>
/// <param name="GradientFamily">Whether what no arm names is the gradient.</param>
/// <param name="Arms">The arms.</param>
/// <param name="Finish">What is done with the relevance at the input.</param>
/// <param name="Citations">Where it comes from.</param>
/// <param name="StartsAtOne">Whether relevance starts as 1 instead of the output's value where a call does not say.</param>
/// <param name="FoldsBatchNorm">Whether batch norms are folded into the layer before them.</param>
internal sealed record CompositeModel(
    TypeModel Type,
    bool GradientFamily,
    EquatableArray<ArmModel> Arms,
    Expr? Finish,
    EquatableArray<CitationModel> Citations,
    bool StartsAtOne = false,
    bool FoldsBatchNorm = true
);

/// <summary>One arm: a pattern, and the rule or null.</summary>
internal sealed record ArmModel(PatternModel Pattern, RuleUseModel? Rule);

/// <summary>A rule with constant arguments: the rule's full metadata name and its parameters' values.</summary>
internal sealed record RuleUseModel(string RuleType, EquatableArray<ArgumentModel> Arguments);

/// <summary>A pattern over a layer.</summary>
internal abstract record PatternModel
{
    /// <summary><c>_</c></summary>
    public sealed record Any : PatternModel;

    /// <summary>A layer kind, such as Conv2d.</summary>
    public sealed record Kind(string LayerKind) : PatternModel;

    /// <summary>
    /// A property of the layer compared with a constant: <paramref name="Relation"/> is one of == != &lt; &lt;= &gt; &gt;=.
    /// Booleans are 0 and 1; <paramref name="Text"/> is used for strings, else null.
    /// </summary>
    public sealed record Property(string Path, string Relation, double Number, string? Text) : PatternModel;

    public sealed record And(EquatableArray<PatternModel> Parts) : PatternModel;

    public sealed record Or(EquatableArray<PatternModel> Parts) : PatternModel;

    public sealed record Not(PatternModel Part) : PatternModel;
}
