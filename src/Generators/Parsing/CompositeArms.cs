using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using RuleCompiler.Generators.Models;

namespace RuleCompiler.Generators.Parsing;

/// <summary>Reads the body of a composite's For: a switch over the layer, or one rule for all.</summary>
internal static class CompositeArms
{
    /// <exception cref="UnsupportedException">It is something else.</exception>
    public static IEnumerable<ArmModel> Read(IOperation body)
    {
        BrokenCodeException.ThrowIf(body);
        return body switch
        {
            // a rule's creation or null under a conversion is no switch, so the order matters
            IConversionOperation { OperatorMethod: null, ConstantValue.HasValue: false } c => Read(c.Operand),
            ISwitchExpressionOperation { Value: IParameterReferenceOperation } choice => choice
                .Arms.Select(Arm)
                .ToArray(),
            ISwitchExpressionOperation choice => throw Excerpt.Unsupported(choice.Value.Syntax),
            _ => [new(new PatternModel.Any(), CompositeRuleUse.Read(body))],
        };
    }

    private static ArmModel Arm(ISwitchExpressionArmOperation arm)
    {
        PatternModel pattern = CompositePatterns.Read(arm.Pattern);
        if (arm.Guard is { } guard)
            throw Excerpt.Unsupported(guard.Syntax.Parent as WhenClauseSyntax ?? guard.Syntax);
        return new(pattern, CompositeRuleUse.Read(arm.Value));
    }
}
