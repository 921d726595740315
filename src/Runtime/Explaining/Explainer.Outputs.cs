namespace RuleCompiler;

/// <content>Outputs alone, at inputs that a method makes up.</content>
public abstract partial class Explainer
{
    /// <summary>The network's outputs; a declared range does not bind the inputs. Allocates nothing once a batch of this size was seen.</summary>
    /// <param name="inputs">[N, input]</param>
    /// <param name="outputs">Receives [N, outputs].</param>
    /// <exception cref="ArgumentException">A length does not fit, or a value is not finite.</exception>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    internal void Outputs(ReadOnlySpan<float> inputs, Span<float> outputs)
    {
        int samples = InputCheck.Count(Layout, inputs, nameof(inputs));
        Run(inputs, samples, OutputStart.None, default, outputs, null, nameof(inputs), anywhere: true);
    }
}
