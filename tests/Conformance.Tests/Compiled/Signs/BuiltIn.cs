using Microsoft.CodeAnalysis;
using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;
using RuleCompiler.Generators.Parsing;
using RuleCompiler.Generators.Passes;

namespace RuleCompiler.Conformance.Tests.Compiled;

/// <summary>The library's rules and composites, as models that the compiler knows and as values that are run.</summary>
internal sealed class BuiltIn
{
    private readonly Compilation _compilation;

    public BuiltIn(Compilation compilation)
    {
        _compilation = compilation;
        Rules = Types<Rule>().ToDictionary(type => type.FullName!, ModelOf);
        Composites =
        [
            .. typeof(Rule)
                .Assembly.GetTypes()
                .Where(type => type.GetInterface(nameof(IComposite)) is not null)
                .OrderBy(type => type.Name, StringComparer.Ordinal)
                .Select(type => CompositeParser.Parse(Symbol(type), compilation, CancellationToken.None).Model!)
                .Where(SendsDown),
        ];
    }

    public Dictionary<string, RuleModel> Rules { get; }

    /// <summary>Those that send relevance down; the others have no propagation matrices.</summary>
    public CompositeModel[] Composites { get; }

    /// <summary>Every rule with the values that its constructor gives, and some with others.</summary>
    public static Rule[] Values { get; } =
    [
        .. Types<Rule>().Select(type => Make(new(type.FullName!, []))),
        new AlphaBeta(1, 0),
        new AlphaBeta(0, -1),
        new AlphaBeta(1.5f, 0.5f),
        new InnvestigateAlphaBeta(1, 0),
        new InnvestigateAlphaBeta(0, -1),
        new Epsilon(0.5f),
        new ZBox(-1, 1),
        new ZBox(0, 2),
        new ZBox(0.5f, 0.75f),
        new InnvestigateZBox(-2, 2),
        new InnvestigateZBox(0, 0.5f),
    ];

    /// <summary>A rule as a composite would assign it.</summary>
    public RuleUseModel Use(Rule rule) =>
        new(
            rule.GetType().FullName!,
            Rules[rule.GetType().FullName!]
                .Parameters.Select(p => new ArgumentModel(
                    p.Name,
                    RuleBody.Printed((float)rule.GetType().GetProperty(p.Name)!.GetValue(rule)!)
                ))
                .ToEquatable()
        );

    /// <summary>A rule of a composite's.</summary>
    public static Rule Make(RuleUseModel use) =>
        (Rule)
            Activator.CreateInstance(
                typeof(Rule).Assembly.GetType(use.RuleType)!,
                [
                    .. typeof(Rule)
                        .Assembly.GetType(use.RuleType)!
                        .GetConstructors()[0]
                        .GetParameters()
                        .Select(p =>
                            use.Arguments.FirstOrDefault(a => a.Name == p.Name) is { } argument
                                ? (float)argument.Value
                                : p.DefaultValue
                        ),
                ]
            )!;

    /// <summary>Whether a layer may be given a rule by itself, whatever the other layers' rules are.</summary>
    public bool Fits(Rule value, Node node, HashSet<int> nonNegative)
    {
        RuleModel rule = Rules[value.GetType().FullName!];
        bool has = node.IsActivation
            ? rule.Find(Verb.Backward) is not null
            : rule.Find(Verb.Contribution) is not null || rule.Find(Verb.Spread) is not null;
        bool onWeights =
            rule.Find(Verb.Spread) is not null || rule.Parameters.Any(p => p.Kind == ParameterKind.PerWeight);
        bool domain = rule.Functions.All(f => f.NonNegative.Count == 0) || node.Inputs.All(nonNegative.Contains);
        // what is carried up asks for rules that carry it at every layer
        bool elsewhere = rule.Functions.Any(f => f.Reads("w0")) && node.Kind != NodeKind.MaxPool;
        return has
            && domain
            && !elsewhere
            && rule.Carrier is null
            && (!onWeights || node.Kind is NodeKind.Dense or NodeKind.Conv2d);
    }

    private bool SendsDown(CompositeModel composite) =>
        composite
            .Arms.Where(arm => arm.Rule is not null)
            .All(arm => Rules[arm.Rule!.RuleType].Carrier is null or { Initial.Count: > 0 });

    private static IEnumerable<Type> Types<T>() =>
        typeof(T)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(T)) && !type.IsAbstract)
            .OrderBy(type => type.Name, StringComparer.Ordinal);

    private RuleModel ModelOf(Type type) => RuleParser.Parse(Symbol(type), _compilation, CancellationToken.None).Model!;

    private INamedTypeSymbol Symbol(Type type) => _compilation.GetTypeByMetadataName(type.FullName!)!;
}
