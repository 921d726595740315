using System.Reflection;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Stamps;

namespace RuleCompiler.Cli.Grammar;

/// <summary>A built-in composite, as its stamp tells it.</summary>
/// <param name="Name">The name that --composite takes.</param>
/// <param name="Rules">Its arms in one line.</param>
/// <param name="GradientFamily">Whether what no arm names is the gradient.</param>
/// <param name="Finish">What is done with the relevance at the input; null where nothing is.</param>
/// <param name="UsesReference">Whether a formula reads what the network computes at the reference input.</param>
/// <param name="StartsAtOne">Whether relevance starts as 1 instead of the output's value.</param>
/// <param name="FoldsBatchNorm">Whether batch norms are folded into the layer before them.</param>
/// <param name="Citations">Where it comes from; none where it is but rules.</param>
internal sealed record CompositeDescription(
    string Name,
    string Rules,
    bool GradientFamily,
    string? Finish,
    bool UsesReference,
    bool StartsAtOne,
    bool FoldsBatchNorm,
    IReadOnlyList<CitationModel> Citations
)
{
    /// <summary>All of it in one line.</summary>
    public string Line =>
        string.Join(
            "; ",
            new[]
            {
                Rules,
                !GradientFamily ? ""
                : Rules.Length == 0 ? "the gradient"
                : "else the gradient",
                Finish is null ? "" : $"then R = {Finish}",
            }.Where(part => part.Length > 0)
        );

    public static CompositeDescription Of(BuiltInComposite composite)
    {
        if (composite.Type is not { } type)
            return new(composite.Name, composite.Rules!, false, null, false, false, true, []);
        string stamp = type.GetCustomAttribute<CompiledCompositeAttribute>()!.Text;
        CompositeModel model = CompositeStamp.Parse(new TypeModel(type.Namespace!, type.Name, "class"), stamp);
        return new(
            composite.Name,
            string.Join("; ", model.Arms.Where(a => a.Rule is not null).Select(Print)),
            model.GradientFamily,
            model.Finish is { } finish ? Formula.Print(finish) : null,
            UsesReferenceOf(model),
            model.StartsAtOne,
            model.FoldsBatchNorm,
            [.. model.Citations]
        );
    }

    private static bool UsesReferenceOf(CompositeModel model) =>
        model.Finish?.Names().Contains("x0") == true
        || model
            .Arms.Where(arm => arm.Rule is not null)
            .Select(arm => RuleDescription.Of(RuleSignature.BuiltIn.Single(r => r.Name == NameOf(arm.Rule!))))
            .Any(rule => rule.ReadsReference);

    private static string NameOf(RuleUseModel rule) => rule.RuleType.Split('.')[^1];

    private static string Print(ArmModel arm) => $"{Print(arm.Pattern)}={Print(arm.Rule!)}";

    /// <summary>The rule with the arguments that are not its defaults.</summary>
    private static string Print(RuleUseModel rule)
    {
        string name = NameOf(rule);
        IReadOnlyList<RuleParameter> parameters = RuleSignature.BuiltIn.Single(r => r.Name == name).Parameters;
        string[] arguments =
        [
            .. rule
                .Arguments.Select(a => new RuleParameter(a.Name, FormattableString.Invariant($"{(float)a.Value}")))
                .Where(a => !parameters.Contains(a))
                .Select(a => a.ToString()),
        ];
        return arguments.Length == 0 ? name : $"{name}({string.Join(", ", arguments)})";
    }

    private static string Print(PatternModel pattern) =>
        pattern switch
        {
            PatternModel.Any => "every layer",
            PatternModel.Kind kind => kind.LayerKind,
            PatternModel.Property { Text: { } text } p => $"{p.Path} {p.Relation} {text}",
            PatternModel.Property { Relation: "==", Number: 1 or 0 } p when IsFlag(p.Path) => p.Number == 1
                ? Flag(p.Path)
                : $"not {Flag(p.Path)}",
            PatternModel.Property p => FormattableString.Invariant($"{p.Path} {p.Relation} {p.Number}"),
            PatternModel.And and => string.Join(" and ", and.Parts.Select(Print)),
            PatternModel.Or or => string.Join(" or ", or.Parts.Select(Print)),
            PatternModel.Not not => $"not ({Print(not.Part)})",
            _ => throw new ArgumentOutOfRangeException(nameof(pattern), pattern, null),
        };

    private static bool IsFlag(string path) =>
        path.StartsWith("Is", StringComparison.Ordinal) || path.StartsWith("Has", StringComparison.Ordinal);

    private static string Flag(string path) =>
        path switch
        {
            "IsFirst" => "First",
            "IsLast" => "Last",
            _ => path,
        };
}
