using RuleCompiler.Generators.Ir;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Passes;

/// <summary>
/// Replaces infinite per-input arguments, which stand for the range the network declares: −∞ for Low, +∞ for
/// High. Only a layer that reads the network's input, if only through layers that move values or change none, has that range.
/// </summary>
internal static class InputBounds
{
    /// <returns>The rule with finite bounds; null where they are needed and not known.</returns>
    public static RuleUseModel? Bind(RuleUseModel use, RuleModel rule, Node node, Graph graph)
    {
        List<ArgumentModel> arguments = [];
        foreach (ArgumentModel argument in use.Arguments)
        {
            bool isBound =
                double.IsInfinity(argument.Value)
                && rule.Parameters.Any(p => p.Name == argument.Name && p.Kind == ParameterKind.PerInput);
            double value =
                !isBound ? argument.Value
                : !graph.ReadsInput(node) ? double.NaN
                : argument.Value < 0 ? graph.Low
                : graph.High;
            if (isBound && (double.IsNaN(value) || double.IsInfinity(value)))
                return null;
            arguments.Add(argument with { Value = value });
        }

        return use with
        {
            Arguments = arguments.ToEquatable(),
        };
    }
}
