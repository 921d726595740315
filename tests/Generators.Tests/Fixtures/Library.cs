using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Tests.Fixtures;

/// <summary>Rules as far as their assignment depends on them: which verbs and which parameters they have.</summary>
internal static class Library
{
    public static IReadOnlyDictionary<string, RuleModel> Rules { get; } =
        new[]
        {
            Rule(
                "ZBox",
                [Verb.Contribution, Verb.Share],
                ("Low", ParameterKind.PerInput),
                ("High", ParameterKind.PerInput)
            ),
            Rule("Epsilon", [Verb.Contribution, Verb.Share], ("Eps", ParameterKind.Scalar)),
            Rule("Norm", [Verb.Contribution, Verb.Share]),
            Rule("Flat", [Verb.Contribution, Verb.Share]),
            Rule("WinnerTakesAll", [Verb.Contribution, Verb.Share]),
            Rule("Pass", [Verb.Backward]),
            Rule("Gradient", [Verb.Contribution, Verb.Share, Verb.Backward]),
        }.ToDictionary(r => r.Type.FullName);

    private static RuleModel Rule(string name, Verb[] verbs, params (string Name, ParameterKind Kind)[] parameters) =>
        new(
            new TypeModel("RuleCompiler", name, "record"),
            Bias: BiasUse.Keep,
            Slots: 1,
            Channels: 1,
            Carrier: null,
            parameters.Select(p => new ParameterModel(p.Name, p.Kind, 0)).ToEquatable(),
            verbs
                .Select(v => new FunctionModel(v, new Expr[] { Expr.One }.ToEquatable(), EquatableArray<string>.Empty))
                .ToEquatable(),
            EquatableArray<PercentileModel>.Empty,
            EquatableArray<CitationModel>.Empty
        );
}
