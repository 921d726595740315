namespace RuleCompiler;

/// <summary>A carrier at a network's output, and the derivative of a functional of it.</summary>
/// <param name="Outputs">For each member [N, outputs] or [N, columns, outputs], as <see cref="Propagator.Propagate"/> returns it.</param>
/// <param name="Gradients">
/// The derivative with respect to each member at the input: [N, input] or [N, columns, input], as the members were given.
/// </param>
public sealed record CarrierGradient(float[][] Outputs, float[][] Gradients);
