namespace RuleCompiler;

/// <summary>
/// Assumed density filtering with a diagonal covariance: the mean and the variance of every unit, from those of the
/// inputs. Makes a <c>Propagator</c> of <see cref="Moments"/>.
/// </summary>
[Composite]
[Source("macdonald2019rate", Eq = "section 4.3")]
[Source("gast2018lightweight", Eq = "section 3")]
public sealed partial class AdfDiagonal
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            ReLU or LeakyReLU or PReLU or Abs => new AdfMoments(),
            // of a normally distributed value these have no moments, or jump
            Log or Sqrt or Reciprocal or ThresholdedReLU => null,
            Activation => new AdfSmoothMoments(),
            _ => new AdfMoments(),
        };
}
