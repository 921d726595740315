namespace RuleCompiler;

/// <summary>
/// Assumed density filtering with a covariance of low rank, V = Q·Qᵀ: the mean of every unit and its row of Q, from
/// those of the inputs. Makes a <c>Propagator</c> of <see cref="LowRankMoments"/>, with as many columns as Q has.
/// </summary>
[Composite]
[Source("macdonald2019rate", Eq = "6")]
public sealed partial class AdfLowRank
{
    /// <summary>The rule of a layer.</summary>
    public static Rule? For(Layer layer) =>
        layer switch
        {
            ReLU or LeakyReLU or PReLU or Abs => new AdfFactors(),
            // of a normally distributed value these have no moments, or jump
            Log or Sqrt or Reciprocal or ThresholdedReLU => null,
            Activation => new AdfSmoothFactors(),
            _ => new AdfFactors(),
        };
}
