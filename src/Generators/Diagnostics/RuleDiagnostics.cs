using System.Reflection;
using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.DiagnosticSeverity;

namespace RuleCompiler.Generators.Diagnostics;

/// <summary>Everything the compiler can say. Ids are never reused; each has a page in docs/diagnostics.</summary>
internal static class RuleDiagnostics
{
    /// <summary>{0} the syntax, quoted, or a description of it.</summary>
    public static readonly DiagnosticDescriptor UnsupportedSyntax = Define(
        "RC0001",
        "Syntax that a rule cannot have",
        Error,
        "{0} is not understood in a rule; use arithmetic, comparison, ?:, tuples, locals and the functions of Scalars"
    );

    /// <summary>{0} the name, {1} the method, {2} the operands it can read.</summary>
    public static readonly DiagnosticDescriptor UnknownOperand = Define(
        "RC0002",
        "Unknown operand",
        Error,
        "'{0}' is no operand that {1} can read; name one of {2}, or bind it with [Operand]"
    );

    /// <summary>{0} the method, {1} the type found, {2} the type expected.</summary>
    public static readonly DiagnosticDescriptor WrongReturnType = Define(
        "RC0003",
        "Wrong return type",
        Error,
        "{0} returns {1} where {2} is expected; change its return type"
    );

    /// <summary>{0} the type, {1} 'rule', 'network', 'composite' or 'explainer'.</summary>
    public static readonly DiagnosticDescriptor NotPartial = Define(
        "RC0004",
        "Declaration that cannot be completed",
        Error,
        "The {1} '{0}' cannot be completed: it is not a partial type outside other types, or is static or of the wrong "
            + "kind; declare a rule 'sealed partial record' and anything else 'sealed partial class', in a namespace"
    );

    /// <summary>{0} the composite, {1} the layer it names, {2} the network, {3} the network's layers.</summary>
    public static readonly DiagnosticDescriptor MissingLayer = Define(
        "RC0005",
        "Missing layer",
        Error,
        "The composite '{0}' names the layer '{1}', which the network '{2}' lacks; its layers are {3}"
    );

    /// <summary>{0} the network, {1} the layer, {2} what does not fit, with both shapes, and what to do.</summary>
    public static readonly DiagnosticDescriptor ShapeMismatch = Define(
        "RC0006",
        "Shapes that do not fit",
        Error,
        "In the network '{0}', layer '{1}': {2}"
    );

    /// <summary>{0} the rule, {1} the layer, {2} the operand.</summary>
    public static readonly DiagnosticDescriptor NeedsNonNegative = Define(
        "RC0007",
        "Operand that may be negative",
        Error,
        "The rule '{0}' needs {2} ≥ 0, which layer '{1}' does not promise; use GeneralizedGamma, "
            + "or declare Low = 0 on [Network] where the layer reads the network's input"
    );

    /// <summary>{0} the pattern, {1} what it lacks.</summary>
    public static readonly DiagnosticDescriptor InvalidWeightsPattern = Define(
        "RC0008",
        "Incomplete weights pattern",
        Error,
        "The weights pattern '{0}' lacks {1}; write a pattern with both {{layer}} and {{parameter}}"
    );

    /// <summary>{0} the network, {1} the name.</summary>
    public static readonly DiagnosticDescriptor DuplicateName = Define(
        "RC0009",
        "Two layers of one name",
        Error,
        "Two layers of the network '{0}' are called '{1}'; give each layer a name of its own"
    );

    /// <summary>{0} the type, {1} its stamp's format, {2} the newest format known.</summary>
    public static readonly DiagnosticDescriptor NewerStamp = Define(
        "RC0010",
        "Stamp of a newer compiler",
        Error,
        "'{0}' is stamped with format {1} but this compiler knows formats up to {2}; update the RuleCompiler package"
    );

    /// <summary>{0} the rule, {1} what is missing and what to do.</summary>
    public static readonly DiagnosticDescriptor IncompleteRule = Define(
        "RC0011",
        "Incomplete rule",
        Error,
        "The rule '{0}' is incomplete: {1}"
    );

    /// <summary>{0} the syntax, quoted, or a description of it.</summary>
    public static readonly DiagnosticDescriptor UnsupportedNetworkSyntax = Define(
        "RC0012",
        "Syntax that a network cannot have",
        Error,
        "{0} is not understood in a network; let Define() return a list of layers with constant arguments "
            + "and spreads of static methods that return such lists"
    );

    /// <summary>{0} the syntax, quoted, or a description of it.</summary>
    public static readonly DiagnosticDescriptor UnsupportedPattern = Define(
        "RC0013",
        "Syntax that a composite cannot have",
        Error,
        "{0} is not understood in a composite; let For be one switch expression that compares the layer's type and "
            + "properties with constants and whose arms are null or a new rule with constant arguments"
    );

    /// <summary>{0} the rule, {1} the layer, {2} the evaluations a sample.</summary>
    public static readonly DiagnosticDescriptor NotSeparable = Define(
        "RC0014",
        "Contribution that is not separable",
        Info,
        "The contribution of the rule '{0}' at layer '{1}' is no sum of products f(a)·g(w), so it is evaluated inside "
            + "the loop, {2} evaluations a sample"
    );

    /// <summary>{0} the rule, {1} the layer.</summary>
    public static readonly DiagnosticDescriptor UnboundedInput = Define(
        "RC0015",
        "Bounds that are not declared",
        Error,
        "The rule '{0}' at layer '{1}' needs bounds of its input; declare Low and High on [Network], which serve a "
            + "layer that reads the network's input and no normalisation of it, or pass bounds to the rule"
    );

    /// <summary>{0} the type.</summary>
    public static readonly DiagnosticDescriptor NotCompiled = Define(
        "RC0016",
        "Declaration that was not compiled",
        Error,
        "'{0}' is not the network, composite or rule that is needed here, or was not compiled as one; name another type, "
            + "mark it, or reference a library that was built with the RuleCompiler package"
    );

    /// <summary>{0} the network.</summary>
    public static readonly DiagnosticDescriptor NoWeightsPattern = Define(
        "RC0017",
        "No weights pattern",
        Info,
        "The network '{0}' declares no [Weights] pattern, so tensors are bound by the exact name layer.parameter "
            + "or in the file's order"
    );

    /// <summary>{0} the composite.</summary>
    public static readonly DiagnosticDescriptor StaticComposite = Define(
        "RC0018",
        "Static composite",
        Error,
        "The composite '{0}' is static, and C# takes no static class as a type argument; declare it 'sealed' instead"
    );

    /// <summary>{0} the layer, {1} what is wrong and what to do.</summary>
    public static readonly DiagnosticDescriptor InvalidLayer = Define(
        "RC0019",
        "Invalid layer",
        Error,
        "The layer '{0}' {1}"
    );

    /// <summary>{0} the rule, {1} under which condition.</summary>
    public static readonly DiagnosticDescriptor Conservative = Define(
        "RC0020",
        "Conservative rule",
        Info,
        "The rule '{0}' conserves relevance: {1}"
    );

    /// <summary>{0} the composite, {1} the network, {2} the layers of the chain.</summary>
    public static readonly DiagnosticDescriptor RankOneChain = Define(
        "RC0021",
        "Explanation that forgets the class",
        Warning,
        "With '{0}' the layers {2} of '{1}' form a chain of non-negative propagation matrices; products of such matrices "
            + "converge to rank 1, so the longer the chain the less the explanation depends on the class (Sixt et al. "
            + "2020, Theorem 1); give some of the layers a rule with negative relevance"
    );

    /// <summary>{0} the composite.</summary>
    public static readonly DiagnosticDescriptor IsGradient = Define(
        "RC0022",
        "Composite that is gradient × input",
        Info,
        "The composite '{0}' reduces to gradient × input"
    );

    /// <summary>{0} the network, {1} a layer, {2} its channels, {3} another layer, {4} its channels.</summary>
    public static readonly DiagnosticDescriptor MixedChannels = Define(
        "RC0023",
        "Rules of different channels",
        Error,
        "In '{0}' the rule of layer '{1}' has {2} channels but that of layer '{3}' has {4}; "
            + "let all rules pass down the same channels"
    );

    /// <summary>{0} the type, {1} what is wrong with the stamp.</summary>
    public static readonly DiagnosticDescriptor UnreadableStamp = Define(
        "RC0024",
        "Unreadable stamp",
        Error,
        "The stamp of '{0}' cannot be read ({1}); build its library again with the RuleCompiler package"
    );

    /// <summary>{0} the rule, {1} the layer with its kind, {2} what to do.</summary>
    public static readonly DiagnosticDescriptor MissingForward = Define(
        "RC0025",
        "Carrier that is not carried on",
        Error,
        "The rule '{0}' carries nothing through the layer {1}; {2}"
    );

    /// <summary>{0} the network, {1} the file it names, {2} what is wrong and what to do.</summary>
    public static readonly DiagnosticDescriptor MissingModel = Define(
        "RC0026",
        "Model that the project does not have",
        Error,
        "The network '{0}' cannot be made of '{1}': {2}"
    );

    /// <summary>{0} the file, {1} what the import says.</summary>
    public static readonly DiagnosticDescriptor NotImportable = Define(
        "RC0027",
        "Model that cannot be imported",
        Error,
        "'{0}' cannot be imported: {1}"
    );

    /// <summary>{0} the network, {1} the file, {2} what the import did.</summary>
    public static readonly DiagnosticDescriptor ImportNote = Define(
        "RC0028",
        "Model that is explained in part",
        Info,
        "The network '{0}' is not all of '{1}': {2}"
    );

    /// <summary>Every descriptor, by id.</summary>
    public static IReadOnlyList<DiagnosticDescriptor> All { get; } =
    [
        .. typeof(RuleDiagnostics)
            .GetFields(BindingFlags.Public | BindingFlags.Static)
            .Select(f => f.GetValue(null))
            .OfType<DiagnosticDescriptor>()
            .OrderBy(d => d.Id, StringComparer.Ordinal),
    ];

    /// <exception cref="KeyNotFoundException">No diagnostic has the id.</exception>
    public static DiagnosticDescriptor ById(string id) =>
        All.FirstOrDefault(d => d.Id == id) ?? throw new KeyNotFoundException($"No diagnostic has the id '{id}'.");

    private static DiagnosticDescriptor Define(string id, string title, DiagnosticSeverity severity, string message) =>
        new(
            id,
            title,
            message,
            "RuleCompiler",
            severity,
            isEnabledByDefault: true,
            helpLinkUri: $"docs/diagnostics/{id}.md"
        );
}
