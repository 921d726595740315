using RuleCompiler.Generators.Ir;

namespace RuleCompiler.Generators.Models;

/// <summary>A rule as its formulas; carries no symbol or syntax.</summary>
internal sealed record RuleModel(
    TypeModel Type,
    BiasUse Bias,
    int Slots,
    int Channels,
    CarrierModel? Carrier,
    EquatableArray<ParameterModel> Parameters,
    EquatableArray<FunctionModel> Functions,
    EquatableArray<PercentileModel> Percentiles,
    EquatableArray<CitationModel> Citations
)
{
    /// <summary>How a rule of one channel sees this rule's: one relevance, of r, y and y0; null where it takes each.</summary>
    public Expr? Merge { get; init; }

    public FunctionModel? Find(Verb verb) => Functions.FirstOrDefault(f => f.Verb == verb);
}

/// <summary>A declared type: where generated code goes.</summary>
/// <param name="Namespace">The namespace, empty for the global one.</param>
/// <param name="Name">The name without namespace.</param>
/// <param name="Keyword">"class" or "record".</param>
internal sealed record TypeModel(string Namespace, string Name, string Keyword)
{
    public string FullName => Namespace.Length == 0 ? Name : $"{Namespace}.{Name}";
}

/// <summary>How a rule treats a layer's bias; the members are those of the attribute's enum, in order.</summary>
internal enum BiasUse
{
    Keep,
    Ignore,
    Whole,
}

internal enum ParameterKind
{
    Scalar,
    PerInput,
    PerWeight,
}

/// <summary>A parameter of a rule's primary constructor; NaN where it has no default.</summary>
internal sealed record ParameterModel(string Name, ParameterKind Kind, double Default)
{
    public bool Equals(ParameterModel? other) =>
        other is not null && Name == other.Name && Kind == other.Kind && Default.Equals(other.Default);

    public override int GetHashCode() => Name.GetHashCode();
}

/// <summary>What a rule carries upward: its members, which of them have columns, and the bias' constant.</summary>
internal sealed record CarrierModel(EquatableArray<bool> Columns, EquatableArray<double> Constant)
{
    /// <summary>
    /// What a value carries that no rule carried, as formulas of a and a0, one a member; empty where the carrier does
    /// not say.
    /// </summary>
    public EquatableArray<Expr> Initial { get; init; }
}

internal enum Verb
{
    Contribution,
    Share,
    Spread,
    Collect,
    Backward,
    ForwardLinear,
    ForwardPointwise,

    /// <summary>What the greater of two carried values carries.</summary>
    Maximum,
}

/// <summary>One method of a rule, flattened to one expression a result.</summary>
/// <param name="Verb">Which method.</param>
/// <param name="Results">The results: slots, channels × slots, members of a carrier.</param>
/// <param name="NonNegative">Operands declared non-negative.</param>
internal sealed record FunctionModel(Verb Verb, EquatableArray<Expr> Results, EquatableArray<string> NonNegative)
{
    public bool Reads(string operand) =>
        Results.Any(r => r.Names().Any(n => n == operand || n.StartsWith(operand + ".", StringComparison.Ordinal)));
}

/// <summary>A percentile over a layer that other methods name as an operand.</summary>
internal sealed record PercentileModel(string Name, double Percent, Expr Value);

/// <summary>A bib key and the equation in it.</summary>
internal sealed record CitationModel(string Key, string Equation);
