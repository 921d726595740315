using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>The rules of a composite's family, for layers that the composite leaves to it.</summary>
internal static class FamilyDefaults
{
    private const double DefaultEps = 1e-6; // Scalars.DefaultEps, as Epsilon's constructor has it

    /// <summary>The metadata names of all rules that a family may assign.</summary>
    public static IEnumerable<string> RuleTypes(bool gradientFamily) =>
        Enum.GetValues(typeof(NodeKind)).Cast<NodeKind>().Select(k => Of(k, gradientFamily).RuleType).Distinct();

    public static RuleUseModel Of(NodeKind kind, bool gradientFamily) =>
        gradientFamily
            ? Use("RuleCompiler.Gradient")
            : kind switch
            {
                _ when Activations.Knows(kind) => Use("RuleCompiler.Pass"),
                NodeKind.Dense or NodeKind.Conv2d => Use("RuleCompiler.Epsilon", new ArgumentModel("Eps", DefaultEps)),
                NodeKind.MaxPool => Use("RuleCompiler.WinnerTakesAll"),
                NodeKind.Multiply => Use("RuleCompiler.SignalTakesAll"),
                NodeKind.Rearrange or NodeKind.Concat => Use("RuleCompiler.Gradient"),
                _ => Use("RuleCompiler.Norm"),
            };

    private static RuleUseModel Use(string rule, params ArgumentModel[] arguments) =>
        new(rule, arguments.ToEquatable());
}
