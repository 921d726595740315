using RuleCompiler.Kernels;

namespace RuleCompiler;

/// <content>Outputs alone, at inputs that a method makes up.</content>
public abstract partial class Explainer
{
    /// <summary>The weights of the first layer, [units, input], where <see cref="OutputsOf"/> can begin behind it; else null.</summary>
    internal Plane? FirstWeights => Layout.FirstSums is { } first ? WeightPlaneOf(first.Layer) : null;

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

    /// <summary>The network's outputs from the sums of its first layer.</summary>
    /// <param name="sums">[N, units], W·x without bias; finite.</param>
    /// <param name="outputs">Receives [N, outputs].</param>
    /// <exception cref="ObjectDisposedException">The explainer has been disposed.</exception>
    internal void OutputsOf(ReadOnlySpan<float> sums, Span<float> outputs)
    {
        Region place = Layout.FirstSums!.Sums;
        int samples = outputs.Length / Layout.OutputSize,
            atOnce = SamplesAtOnce(samples, 1);
        Workspace workspace = Rent();
        try
        {
            for (int first = 0, count; first < samples; first += count)
            {
                count = Math.Min(atOnce, samples - first);
                Execution pass = Begin(workspace, count, 1, null) with { HasFirstSums = true };
                Span<float> given = pass.At(place).Span;
                sums.Slice(first * (int)place.Size, given.Length).CopyTo(given);
                Up(pass);
                pass.At(Layout.Outputs[0]).Span.CopyTo(outputs[(first * Layout.OutputSize)..]);
            }
        }
        finally
        {
            Return(workspace);
        }
    }
}
