namespace RuleCompiler;

/// <summary>
/// Interval arithmetic: bounds of every unit, from those of the inputs. Makes a <c>Propagator</c> of
/// <see cref="Bounds"/>.
/// </summary>
[Composite]
[Source("moore1966interval", Eq = "chapter 3")]
public sealed partial class Intervals
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            LeakyReLU or PReLU or Abs => new IntervalAroundKink(),
            ReLU or Clip or Sigmoid or Tanh or Softplus or Softsign or Erf or Exp or Log or Sqrt =>
                new IntervalBounds(),
            HardSigmoid { Alpha: >= 0 } or ELU { Alpha: >= 0 } or SELU { Alpha: >= 0, Gamma: >= 0 } =>
                new IntervalBounds(),
            CELU { Alpha: > 0 } or ThresholdedReLU { Alpha: >= 0 } => new IntervalBounds(),
            // others fall somewhere, where their bounds are not those of their ends
            Activation or Rearrange or Concat => null,
            _ => new IntervalBounds(),
        };
}
