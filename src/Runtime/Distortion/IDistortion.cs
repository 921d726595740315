namespace RuleCompiler;

/// <summary>
/// The distortion D(s) of a batch of inputs: how much a score changes on average where what the map s ∈ [0, 1]^d does not
/// keep is replaced. What <see cref="RateDistortion"/> minimises beside the rate.
/// </summary>
/// <remarks>
/// Source: macdonald2019rate, eq. 3: D(s) = E[½(Φ(x) − Φ(y))²]. Maps of some of the batch's images are asked at once, as
/// searches of other images may have ended. The same question has the same answer; how many images are asked together may
/// change rounding.
/// </remarks>
public interface IDistortion
{
    /// <summary>The number N of images.</summary>
    int Images { get; }

    /// <summary>The number d of components of a map.</summary>
    int Components { get; }

    /// <summary>The shape in which a map is shown, such as [C,H,W].</summary>
    IReadOnlyList<int> Shape { get; }

    /// <summary>Computes D(s).</summary>
    /// <param name="images">The images' numbers, from 0, [n].</param>
    /// <param name="maps">s of each, [n, d].</param>
    /// <param name="distortions">Receives D(s) of each, [n].</param>
    void Evaluate(ReadOnlySpan<int> images, ReadOnlySpan<double> maps, Span<double> distortions);

    /// <summary>Computes D(s) and its gradient with respect to s.</summary>
    /// <param name="images">The images' numbers, from 0, [n].</param>
    /// <param name="maps">s of each, [n, d].</param>
    /// <param name="distortions">Receives D(s) of each, [n].</param>
    /// <param name="gradients">Receives ∇D(s) of each, [n, d].</param>
    void Differentiate(
        ReadOnlySpan<int> images,
        ReadOnlySpan<double> maps,
        Span<double> distortions,
        Span<double> gradients
    );
}
